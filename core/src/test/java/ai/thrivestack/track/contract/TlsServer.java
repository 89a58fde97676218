// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.contract;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

/** Takes whatever comes over https, and keeps the bodies, unpacked. */
public final class TlsServer implements Closeable {
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> encodings = new CopyOnWriteArrayList<>();
    private final HttpsServer server;

    public TlsServer(SSLContext context) throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
        InputStream body = exchange.getRequestBody();
        if (encoding != null) {
            body = new GZIPInputStream(body);
        }
        encodings.add(encoding == null ? "none" : encoding);
        bodies.add(new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))
                .lines()
                .collect(Collectors.joining()));
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    /** What was posted, in the order of arrival. */
    public List<String> bodies() {
        return bodies;
    }

    /** How the bodies were packed. */
    List<String> encodings() {
        return encodings;
    }

    public String endpoint() {
        return "https://localhost:" + server.getAddress().getPort() + "/api/track";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
