// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Requests for the contract tests: a valid one, changed in one thing. */
final class Requests {

    static final String EVENT =
            "{\"event_name\":\"signed_up\",\"user_id\":\"u1\",\"timestamp\":\"2020-11-23T22:28:55.111Z\"}";

    private Requests() {}

    static HttpRequest to(String requestLine) {
        return request(requestLine, headers(), bytes("[" + EVENT + "]"));
    }

    static HttpRequest withHeader(String name, String value) {
        Map<String, String> headers = headers();
        headers.put(name, value);
        return request("POST /api/track HTTP/1.1", headers, bytes("[" + EVENT + "]"));
    }

    /** Names and values in turn; null for a value takes the header away. */
    static HttpRequest withHeaders(String... pairs) {
        Map<String, String> headers = headers();
        for (int i = 0; i < pairs.length; i += 2) {
            headers.put(pairs[i], pairs[i + 1]);
            headers.values().removeIf(Objects::isNull);
        }
        return request("POST /api/track HTTP/1.1", headers, bytes("[" + EVENT + "]"));
    }

    static HttpRequest withoutHeader(String name) {
        Map<String, String> headers = headers();
        headers.remove(name);
        return request("POST /api/track HTTP/1.1", headers, bytes("[" + EVENT + "]"));
    }

    static HttpRequest withBody(String body) {
        return withBody(bytes(body));
    }

    static HttpRequest withBody(byte[] body) {
        return request("POST /api/track HTTP/1.1", headers(), body);
    }

    /** A good event, and then that one. */
    static HttpRequest withSecond(String event) {
        return withBody("[" + EVENT + "," + event + "]");
    }

    /** A good event, and then one whose property has that JSON value. */
    static HttpRequest withProperty(String name, String json) {
        return withSecond(eventWith("properties", "{\"" + name + "\":" + json + "}"));
    }

    /** A good event with one more field. */
    static String eventWith(String field, String json) {
        return EVENT.replaceFirst("\\}$", "") + ",\"" + field + "\":" + json + "}";
    }

    static String events(int count) {
        return "[" + String.join(",", Collections.nCopies(count, EVENT)) + "]";
    }

    /** An array of one valid event with that many bytes. */
    static byte[] eventOfBytes(int size) {
        String start = "[" + eventWith("properties", "{\"p\":\"");
        String end = "\"}}]";
        byte[] body = new byte[size];
        Arrays.fill(body, (byte) 'x');
        byte[] head = bytes(start.substring(0, start.length() - 1));
        System.arraycopy(head, 0, body, 0, head.length);
        System.arraycopy(bytes(end), 0, body, size - end.length(), end.length());
        return body;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Authorization", "Bearer good-token");
        headers.put("Content-Type", "application/json");
        return headers;
    }

    private static HttpRequest request(String line, Map<String, String> headers, byte[] body) {
        String[] parts = line.split(" ");
        try {
            return new HttpRequest(
                    parts[0],
                    URI.create(parts[1]).getPath(),
                    headers,
                    HttpBody.read(new ByteArrayInputStream(body), Contract.MAX_BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
