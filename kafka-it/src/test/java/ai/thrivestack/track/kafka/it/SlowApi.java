// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * An API that answers each request after a time, and only counts: the testkit's reads each event, and would be the slowest
 * in a measurement.
 */
final class SlowApi implements AutoCloseable {

    static {
        System.setProperty("sun.net.httpserver.nodelay", "true"); // or each answer takes 40 ms more
    }

    private static final byte[] EVENT = "{\"event_name\"".getBytes(StandardCharsets.UTF_8);
    private static final byte[] ANSWER = "{\"success\":true}".getBytes(StandardCharsets.UTF_8);

    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final long millis;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger mostInFlight = new AtomicInteger();
    private final AtomicLong openNanos = new AtomicLong();
    private final AtomicLong lastNanos = new AtomicLong();
    private final CountDownLatch events;
    private final CountDownLatch opened = new CountDownLatch(1);

    /** @param expected how many events {@link #await} waits for */
    SlowApi(long millis, int expected) {
        this.millis = millis;
        events = new CountDownLatch(expected);
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.setExecutor(threads);
        http.createContext("/", this::receive);
        http.start();
    }

    private void receive(HttpExchange exchange) throws IOException {
        mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
        byte[] body = exchange.getRequestBody().readAllBytes();
        awaitOpening();
        timer.schedule(() -> threads.execute(() -> answer(exchange, body)), millis, TimeUnit.MILLISECONDS);
    }

    private void awaitOpening() {
        try {
            opened.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange, byte[] body) {
        requests.incrementAndGet();
        inFlight.decrementAndGet();
        lastNanos.set(System.nanoTime());
        try {
            exchange.sendResponseHeaders(200, ANSWER.length);
            exchange.getResponseBody().write(ANSWER);
        } catch (IOException e) {
            // The client has gone.
        } finally {
            exchange.close();
        }
        for (int i = 0; i <= body.length - EVENT.length; i++) {
            if (body[i] == '{' && isEventAt(body, i)) {
                events.countDown();
            }
        }
    }

    private static boolean isEventAt(byte[] body, int start) {
        for (int i = 0; i < EVENT.length; i++) {
            if (body[start + i] != EVENT[i]) {
                return false;
            }
        }
        return true;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/api/track");
    }

    /** Answers from now on, what it has got before, too. */
    void open() {
        openNanos.set(System.nanoTime());
        opened.countDown();
    }

    void await(long seconds) throws InterruptedException {
        if (!events.await(seconds, TimeUnit.SECONDS)) {
            throw new AssertionError(events.getCount() + " events are missing after " + seconds + " s, and " + inFlight
                    + " of " + (requests.get() + inFlight.get()) + " requests are in flight");
        }
    }

    int requests() {
        return requests.get();
    }

    int mostInFlight() {
        return mostInFlight.get();
    }

    /** From the opening to the last answer. */
    double seconds() {
        return (lastNanos.get() - openNanos.get()) / 1e9;
    }

    @Override
    public void close() {
        http.stop(0);
        timer.shutdownNow();
        threads.shutdownNow();
    }
}
