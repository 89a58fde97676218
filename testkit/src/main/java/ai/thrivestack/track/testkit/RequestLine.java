// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.net.URI;
import java.net.URISyntaxException;

/** The first line of a request. Immutable. */
final class RequestLine {

    private final String method;
    private final String path;
    private final boolean persistent;

    private RequestLine(String method, String path, boolean persistent) {
        this.method = method;
        this.path = path;
        this.persistent = persistent;
    }

    static RequestLine parse(String line) throws MalformedRequest {
        String[] parts = line.split(" ", -1);
        if (parts.length != 3 || !parts[2].matches("HTTP/1\\.[01]")) {
            throw new MalformedRequest("The request line is not of the form: METHOD target HTTP/1.1.");
        }
        return new RequestLine(parts[0], path(parts[1]), parts[2].endsWith("1"));
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    /** HTTP/1.1 keeps the connection unless told otherwise. */
    boolean persistent() {
        return persistent;
    }

    /** The path without its query; a client that takes us for its proxy sends the whole URI. */
    private static String path(String target) throws MalformedRequest {
        if (target.startsWith("/")) {
            int query = target.indexOf('?');
            return query < 0 ? target : target.substring(0, query);
        }
        try {
            String path = new URI(target).getRawPath();
            return path == null ? target : path;
        } catch (URISyntaxException e) {
            throw new MalformedRequest("The request target is not a URI.");
        }
    }
}
