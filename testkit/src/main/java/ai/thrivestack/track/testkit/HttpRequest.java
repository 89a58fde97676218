// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

import com.sun.net.httpserver.HttpExchange;

/** One request, received whole. */
final class HttpRequest {
    private final String method;
    private final String path;
    private final Map<String, String> headers;
    private final HttpBody body;

    HttpRequest(String method, String path, Map<String, String> headers, HttpBody body) {
        this.method = method;
        this.path = path;
        this.headers = headers;
        this.body = body;
    }

    /** Reads the body to its end, so that the client gets its answer. */
    static HttpRequest read(HttpExchange exchange) throws IOException {
        return of(exchange, HttpBody.read(exchange.getRequestBody(), Contract.MAX_BYTES));
    }

    /** Leaves the body where it is. */
    static HttpRequest unread(HttpExchange exchange) {
        return of(exchange, HttpBody.EMPTY);
    }

    private static HttpRequest of(HttpExchange exchange, HttpBody body) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        return new HttpRequest(
                exchange.getRequestMethod(),
                String.valueOf(exchange.getRequestURI().getPath()),
                Collections.unmodifiableMap(headers),
                body);
    }

    String method() {
        return method;
    }

    /** The target's path, without its query. */
    String path() {
        return path;
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
}
