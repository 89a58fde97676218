// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.util.Map;

/** One request that the server received, whatever its answer. Immutable. Does not keep the body. */
public final class ReceivedRequest {

    private final String method;
    private final String path;
    private final Map<String, String> headers;
    private final long bodyBytes;
    private final int eventCount;
    private final int status;

    ReceivedRequest(HttpRequest request, int eventCount, int status) {
        this.method = request.method();
        this.path = request.path();
        this.headers = request.headers();
        this.bodyBytes = request.body().length();
        this.eventCount = eventCount;
        this.status = status;
    }

    /** The HTTP method, such as {@code POST}. */
    public String method() {
        return method;
    }

    /** The path without its query. */
    public String path() {
        return path;
    }

    /**
     * The headers, unmodifiable, found by name in any case; the values of a repeated header are joined by a comma.
     * Holds the token: for assertions, not for logs.
     */
    public Map<String, String> headers() {
        return headers;
    }

    /** The bytes of the body as received, without the framing of chunks. */
    public long bodyBytes() {
        return bodyBytes;
    }

    /**
     * The elements of the body's array, of a refused or scripted request too; 0 where the request breaks a rule before
     * its array is read: by its token, its headers, its size or its JSON.
     */
    public int eventCount() {
        return eventCount;
    }

    /** The status that the request is answered with; 0 where the connection is reset or stays silent. */
    public int status() {
        return status;
    }

    /** Method, path, sizes and status; no header. */
    @Override
    public String toString() {
        return method + " " + path + ", " + eventCount + " events, " + bodyBytes + " bytes: " + status;
    }
}
