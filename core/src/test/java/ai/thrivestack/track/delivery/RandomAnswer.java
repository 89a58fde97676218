// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.Random;

/** One of the answers that a request may get, as bytes, and what happens to the connection then. Immutable. */
final class RandomAnswer {
    /** What happens to the connection. */
    enum End {
        /** It waits for the next request. */
        KEEP,
        CLOSE,
        RESET,
        /** No more bytes come, and it stays open. */
        HANG,
        /** The body goes on until the client has enough. */
        ENDLESS
    }

    private static final String OK = "{\"success\":true,\"response_id\":\"r1\",\"message\":\"tracked\"}";
    private static final String NO = "{\"success\":false,\"message\":\"scripted\"}";
    private static final String PAGE = "<html><head><title>Scripted</title></head><body></body></html>";

    private static final String NO_CONTENT = "HTTP/1.1 204 No Content\r\n\r\n";
    private static final int[] SUCCESSES = {200, 201, 202, 204, 206};
    /** Those below 300 state the refusal in the body. */
    private static final int[] REFUSALS = {400, 413, 422, 200, 202};

    final String text;
    final End end;
    /** The API has accepted the events and has begun its answer. */
    final boolean delivers;
    /** The API says that the events are at fault. */
    final boolean refuses;

    private RandomAnswer(String text, End end, boolean delivers) {
        this(text, end, delivers, false);
    }

    private RandomAnswer(String text, End end, boolean delivers, boolean refuses) {
        this.text = text;
        this.end = end;
        this.delivers = delivers;
        this.refuses = refuses;
    }

    /** One for each number modulo {@code SUCCESSES.length}. */
    static RandomAnswer success(int number) {
        int status = SUCCESSES[number % SUCCESSES.length];
        return new RandomAnswer(
                status == 204 ? NO_CONTENT : http(status, "application/json", OK), End.KEEP, true, false);
    }

    /** One for each number modulo {@code REFUSALS.length}. */
    static RandomAnswer refusal(int number) {
        return new RandomAnswer(
                http(REFUSALS[number % REFUSALS.length], "application/json", NO), End.KEEP, false, true);
    }

    /** @param holdsBad if the API refuses an event of the request: it delivers no other then either */
    static RandomAnswer of(Random random, boolean holdsBad) {
        int kind = random.nextInt(10);
        return kind < 4 ? verdict(random, holdsBad) : kind < 7 ? status(random) : broken(random);
    }

    private static RandomAnswer verdict(Random random, boolean holdsBad) {
        if (holdsBad) {
            return new RandomAnswer(http(pick(random, REFUSALS), "application/json", NO), end(random), false, true);
        }
        switch (random.nextInt(9)) {
            case 0:
                return new RandomAnswer(NO_CONTENT, end(random), true);
            case 1:
                return new RandomAnswer(http(pick(random, 200, 202, 206), "application/json", ""), end(random), true);
            case 2:
                return new RandomAnswer(http(200, "text/plain", "OK"), end(random), true);
            case 3:
                return new RandomAnswer(
                        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{\"succ",
                        End.CLOSE, // a reset may overtake the answer
                        true);
            case 4:
                return new RandomAnswer(
                        "HTTP/1.1 202 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"suc", End.CLOSE, true);
            case 5:
                return new RandomAnswer(http(200, "application/json", spaces(300_000) + OK), end(random), true);
            case 6:
                return random.nextInt(4) > 0
                        ? new RandomAnswer(http(200, "application/json", "{\"warnings\":[\"w\"]}"), end(random), true)
                        : new RandomAnswer("HTTP/1.1 200 OK\r\n\r\n", End.ENDLESS, true);
            default:
                return new RandomAnswer(
                        http(pick(random, 200, 201, 202, 206), "application/json", OK), end(random), true);
        }
    }

    private static RandomAnswer status(Random random) {
        String json = random.nextBoolean() ? NO : OK;
        String body = random.nextInt(3) == 0 ? PAGE : json;
        switch (random.nextInt(8)) {
            case 0: // of a proxy, since the API would answer with JSON
                return no(http(pick(random, 400, 413, 422), "text/html", PAGE), random);
            case 1:
                return no(http(pick(random, 400, 413, 422), "text/plain", random.nextBoolean() ? "" : "No."), random);
            case 2:
                return no(http(pick(random, 200, 202), "text/html", PAGE), random);
            case 3:
                return no(http(pick(random, 401, 403), "application/json", body), random);
            case 4:
                return no(http(pick(random, 404, 405, 410, 415), "text/html", body), random);
            case 5:
                return no(
                        http(pick(random, 301, 302, 303, 307, 308), "text/html", body, "Location: /elsewhere"), random);
            case 6:
                return no(http(pick(random, 408, 425, 429, 503), "application/json", body, retryAfter(random)), random);
            default:
                return no(http(pick(random, 500, 501, 502, 503, 504, 599), "application/json", body), random);
        }
    }

    private static RandomAnswer broken(Random random) {
        switch (random.nextInt(7)) {
            case 0:
                return no("", End.RESET);
            case 1:
                return no("", End.CLOSE);
            case 2:
                return no(random.nextBoolean() ? "" : "HTTP/1.1 200 OK\r\nContent-Le", End.HANG);
            case 3:
                return no("HTTP/1.1 200 OK\r\nContent-Le", random.nextBoolean() ? End.CLOSE : End.RESET);
            case 4:
                return no("SSH-2.0-OpenSSH_9.2\r\n", End.CLOSE);
            case 5:
                return no("HTTP/1.1 500 No\r\nContent-Length: 500\r\n\r\n{\"succ", End.CLOSE);
            default:
                return no("HTTP/1.1 503 No\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"suc", End.RESET);
        }
    }

    private static RandomAnswer no(String text, Random random) {
        return no(text, end(random));
    }

    private static RandomAnswer no(String text, End end) {
        return new RandomAnswer(text, end, false);
    }

    /** A server closes a connection without notice: the next request may still use it. */
    private static End end(Random random) {
        return random.nextInt(4) == 0 ? End.CLOSE : End.KEEP;
    }

    private static String retryAfter(Random random) {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(random.nextInt(2)));
        String[] values = {"X-Nothing: 0", "Retry-After: 0", "Retry-After: 1", "Retry-After: " + date};
        return values[random.nextInt(values.length)];
    }

    private static String http(int status, String type, String body, String... headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Scripted\r\nContent-Type: " + type
                + "\r\nContent-Length: " + body.length() + "\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return head + "\r\n" + body;
    }

    private static String spaces(int count) {
        return String.join("", Collections.nCopies(count, " "));
    }

    private static int pick(Random random, int... statuses) {
        return statuses[random.nextInt(statuses.length)];
    }

    /** Its first line, and its end. */
    @Override
    public String toString() {
        return (text.isEmpty() ? "nothing" : text.split("\r\n", 2)[0]) + ", " + end;
    }
}
