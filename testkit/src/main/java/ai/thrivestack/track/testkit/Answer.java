// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A scripted answer for {@link TrackServer#next}. Immutable: {@link #delay}, {@link #header}, {@link #retryAfter} and
 * {@link #body} return a changed copy.
 *
 * <p>{@link #ok()} and {@link #truncated()} are judged by the contract: a valid request is kept and gets this answer,
 * an invalid one is refused as ever. All other answers ignore what was sent and keep no events, whatever their status.
 * Every request but one that is to be reset is received whole before it is answered.
 */
public final class Answer {

    /** What becomes of the connection. */
    enum Ending {
        COMPLETE,
        TRUNCATED,
        RESET,
        SILENT
    }

    private static final String FIXED_HEADERS = "(?i)content-length|transfer-encoding";

    private final Ending ending;
    private final boolean judged;
    private final int status;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private String body;
    private long delayNanos;

    private Answer(Ending ending, boolean judged, int status) {
        this.ending = ending;
        this.judged = judged;
        this.status = status;
    }

    /** The contract's answer, as without a script; useful with {@link #delay}, or with another body for its 200. */
    public static Answer ok() {
        return new Answer(Ending.COMPLETE, true, 200);
    }

    /**
     * That status. No events are kept, even for 200. Default body: the contract's, with {@code success} true for 2xx.
     *
     * @param status 200 to 599, otherwise {@link IllegalArgumentException}; 204 and 304 have no body
     */
    public static Answer status(int status) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status is " + status + ", but must be 200 to 599");
        }
        return new Answer(Ending.COMPLETE, false, status);
    }

    /**
     * No answer: the connection is dropped with the request's body unread, which makes the operating system reset it
     * where the body is larger than the server's 8 KB buffer, and close it otherwise. No events are kept.
     */
    public static Answer reset() {
        return new Answer(Ending.RESET, false, 0);
    }

    /**
     * A 200 whose Content-Length is announced, but whose connection is closed after half of the body. The events are
     * kept: the server has processed the request and its answer gets lost.
     */
    public static Answer truncated() {
        return new Answer(Ending.TRUNCATED, true, 200);
    }

    /** No answer: the connection stays open and silent until the server closes. No events are kept. */
    public static Answer hang() {
        return new Answer(Ending.SILENT, false, 0);
    }

    /** With a Retry-After header: seconds or an HTTP date, sent as given. */
    public Answer retryAfter(String value) {
        return header("Retry-After", value);
    }

    /**
     * With that header; replaces one of the same name. {@code Connection: close} closes the connection afterwards.
     *
     * @throws IllegalArgumentException for a name or value that HTTP does not allow, and for Content-Length and
     *     Transfer-Encoding, which follow from the body
     */
    public Answer header(String name, String value) {
        if (!name.matches("[!-9;-~]+") || !value.matches("[\\t -~]*") || name.matches(FIXED_HEADERS)) {
            throw new IllegalArgumentException("cannot send the header " + name + ": " + value);
        }
        Answer copy = copy();
        copy.headers.put(name, value);
        return copy;
    }

    /** With that body, sent in UTF-8; may be empty. It is application/json unless a Content-Type header is given. */
    public Answer body(String text) {
        Answer copy = copy();
        copy.body = Objects.requireNonNull(text, "text");
        return copy;
    }

    /**
     * Answered (or reset) only after that time. The request counts as received, and its events as kept, before the
     * delay. A server that closes meanwhile drops the connection at once. Default: no delay.
     */
    public Answer delay(long time, TimeUnit unit) {
        Answer copy = copy();
        copy.delayNanos = unit.toNanos(time);
        return copy;
    }

    @Override
    public String toString() {
        return ending + (status == 0 ? "" : " " + status);
    }

    Ending ending() {
        return ending;
    }

    boolean judged() {
        return judged;
    }

    /** 0 where nothing is answered. */
    int status() {
        return status;
    }

    Map<String, String> headers() {
        return Collections.unmodifiableMap(headers);
    }

    /** Null for the contract's own. */
    String body() {
        return body;
    }

    long delayNanos() {
        return delayNanos;
    }

    private Answer copy() {
        Answer copy = new Answer(ending, judged, status);
        copy.headers.putAll(headers);
        copy.body = body;
        copy.delayNanos = delayNanos;
        return copy;
    }
}
