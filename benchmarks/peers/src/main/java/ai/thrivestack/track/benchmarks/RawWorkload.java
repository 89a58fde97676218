// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/**
 * The limit: HttpClient posts bodies of a thousand events that were made beforehand, with as many in flight as the
 * property {@code maxInFlight} says. A call does nothing; the flush posts what was called.
 */
public final class RawWorkload implements Workload {
    private static final int EVENTS = 1_000;

    private final int inFlight = Integer.getInteger("maxInFlight", 2);
    private final CloseableHttpClient client = HttpClients.custom()
            .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnPerRoute(inFlight)
                    .setMaxConnTotal(inFlight)
                    .build())
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableContentCompression()
            .build();
    private final ExecutorService threads = Executors.newFixedThreadPool(inFlight);
    private final List<byte[]> bodies = new ArrayList<>();
    private int called;

    public RawWorkload() {
        for (int first = 0; first < Integer.getInteger("events"); first += EVENTS) {
            bodies.add(body(first));
        }
    }

    private static byte[] body(int first) {
        StringBuilder body = new StringBuilder();
        for (int order = first; order < first + EVENTS; order++) {
            body.append(order == first ? '[' : ',').append(event(order));
        }
        return body.append(']').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String event(int order) {
        return "{\"event_name\":\"" + Orders.EVENT + "\",\"user_id\":\"" + Orders.user(order)
                + "\",\"timestamp\":\"2026-11-24T00:00:00.000Z\",\"properties\":{\"order_id\":\"" + Orders.id(order)
                + "\",\"amount\":" + Orders.amount(order) + ",\"plan\":\"" + Orders.PLAN + "\",\"items\":"
                + Orders.items(order) + "},\"context\":{\"event_id\":\"a0b1c2d3-e4f5-4678-9abc-def012345678-"
                + order + "\"}}";
    }

    @Override
    public void call(int order) {
        called++;
    }

    @Override
    public void flush() {
        AtomicInteger next = new AtomicInteger();
        int end = called / EVENTS;
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < inFlight; i++) {
            all.add(threads.submit(() -> {
                for (int body; (body = next.getAndIncrement()) < end; ) {
                    post(bodies.get(body));
                }
            }));
        }
        try {
            for (Future<?> each : all) {
                each.get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
        called = 0;
    }

    private void post(byte[] body) {
        HttpPost post = new HttpPost("http://127.0.0.1:" + Integer.getInteger("sink") + "/api/track");
        post.setHeader("Authorization", "Bearer any");
        post.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        try {
            client.execute(post, response -> {
                EntityUtils.consume(response.getEntity());
                return response.getCode();
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
