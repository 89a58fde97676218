// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** A Track API that takes everything at once and looks at nothing. On loopback, in the process that forks the others. */
final class Sink implements AutoCloseable {
    private static final byte[] TAKEN = "{\"success\":true}".getBytes(StandardCharsets.UTF_8);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    Sink() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", Sink::answer);
        server.start();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        try (InputStream body = exchange.getRequestBody()) {
            while (body.read(buffer) >= 0) {
                // to the end
            }
        }
        exchange.sendResponseHeaders(200, TAKEN.length);
        exchange.getResponseBody().write(TAKEN);
        exchange.close();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/api/track";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
