// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;

import com.segment.analytics.Analytics;
import com.segment.analytics.messages.TrackMessage;
import okhttp3.OkHttpClient;

/** Segment's client for Java. With the property {@code defaults} as it comes. */
public final class SegmentWorkload implements Workload {
    private static final Map<String, Object> CONTEXT = Map.of("request_id", Orders.REQUEST_ID);

    private final Analytics analytics;

    public SegmentWorkload() {
        Analytics.Builder builder = Analytics.builder("key").endpoint("http://127.0.0.1:" + Integer.getInteger("sink"));
        if (!Boolean.getBoolean("defaults")) {
            builder.flushQueueSize(1000)
                    .maximumQueueSizeInBytes(2_000_000)
                    .flushInterval(1, TimeUnit.SECONDS)
                    .client(new OkHttpClient.Builder()
                            .socketFactory(new NoDelay())
                            .build());
        }
        analytics = builder.build();
    }

    static Map<String, Object> properties(int order) {
        Map<String, Object> properties = new HashMap<>(8);
        properties.put("order_id", Orders.id(order));
        properties.put("amount", Orders.amount(order));
        properties.put("plan", Orders.PLAN);
        properties.put("items", Orders.items(order));
        return properties;
    }

    @Override
    public void call(int order) {
        analytics.enqueue(TrackMessage.builder(Orders.EVENT)
                .userId(Orders.user(order))
                .properties(properties(order))
                .context(CONTEXT));
    }

    @Override
    public void flush() {
        analytics.flush();
    }

    @Override
    public void close() {
        analytics.flush();
        analytics.shutdown();
    }

    /** Without it OkHttp's small writes wait for acknowledgements, 40 ms each. */
    private static final class NoDelay extends SocketFactory {
        private static Socket noDelay(Socket socket) throws IOException {
            socket.setTcpNoDelay(true);
            return socket;
        }

        @Override
        public Socket createSocket() throws IOException {
            return noDelay(new Socket());
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return noDelay(new Socket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            return noDelay(new Socket(host, port, local, localPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return noDelay(new Socket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            return noDelay(new Socket(host, port, local, localPort));
        }
    }
}
