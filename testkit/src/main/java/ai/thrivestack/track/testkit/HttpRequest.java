// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** One request, received whole. */
final class HttpRequest {

    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final RequestLine line;
    private final Map<String, String> headers;
    private final HttpBody body;

    HttpRequest(RequestLine line, Map<String, String> headers, HttpBody body) {
        this.line = line;
        this.headers = headers;
        this.body = body;
    }

    /** Waits for the next request of a connection; null where the client has closed it instead. */
    static HttpRequest read(HttpInput in, OutputStream out) throws IOException {
        String first = in.lineOrEnd();
        while (first != null && first.isEmpty()) {
            first = in.lineOrEnd();
        }
        if (first == null) {
            return null;
        }
        RequestLine line = RequestLine.parse(first);
        Map<String, String> headers = in.headers();
        if ("100-continue".equalsIgnoreCase(headers.get("Expect"))) {
            out.write(CONTINUE);
            out.flush();
        }
        return new HttpRequest(line, headers, HttpBody.read(in, headers, Contract.MAX_BYTES));
    }

    String method() {
        return line.method();
    }

    /** The target's path, without its query. */
    String path() {
        return line.path();
    }

    /** The value of that header, its name in any case, or null. */
    String header(String name) {
        return headers.get(name);
    }

    Map<String, String> headers() {
        return headers;
    }

    HttpBody body() {
        return body;
    }

    /** Whether the client wants to go on with this connection. */
    boolean keepAlive() {
        String connection = headers.getOrDefault("Connection", "").toLowerCase(Locale.ROOT);
        return line.persistent() ? !connection.contains("close") : connection.contains("keep-alive");
    }
}
