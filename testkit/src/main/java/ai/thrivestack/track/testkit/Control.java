// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UnsupportedEncodingException;
import java.net.URLDecoder;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The page, and what it and scripts ask for below {@code /testkit}: what was received, and the answers to come. None of
 * these requests shows up among those received. Called by the connections' threads.
 */
final class Control {

    private static final String ROOT = "/testkit";
    private static final String STREAM = ROOT + "/stream";
    private static final String ACCEPTED = ROOT + "/accepted";
    private static final String REFUSED = ROOT + "/refused";

    private final String run = Long.toString(System.currentTimeMillis(), 36);
    private final Script script;
    private final Journal journal;

    Control(Script script, Journal journal) {
        this.script = script;
        this.journal = journal;
    }

    /** The page itself only for reading: whatever a client delivers to a wrong path, the contract refuses. */
    static boolean owns(String method, String path) {
        boolean reads = method.equals("GET") || method.equals("HEAD");
        return "/".equals(path) && reads || path != null && (path + "/").startsWith(ROOT + "/");
    }

    static boolean isStream(HttpRequest request) {
        return STREAM.equals(request.path()) && request.method().equals("GET");
    }

    /** For the stream its headers alone. */
    Answer answer(HttpRequest request, String query) {
        Optional<String> stranger = SameOrigin.breach(request);
        if (stranger.isPresent()) {
            return plain(403, stranger.get());
        }
        String path = request.path();
        if (path.startsWith(ACCEPTED + "/")) {
            return only("GET", request, () -> event(path.substring(ACCEPTED.length() + 1)));
        }
        if (path.startsWith(REFUSED + "/")) {
            return only("GET", request, () -> body(path.substring(REFUSED.length() + 1)));
        }
        switch (path) {
            case "/":
                return Page.answer();
            case STREAM:
                return only("GET", request, () -> safe(Answer.ok(), "text/event-stream"));
            case ACCEPTED:
                return only("GET", request, () -> json(journal.recent(Recent::events), filter(query)));
            case REFUSED:
                return only("GET", request, () -> json(journal.recent(Recent::requests), entry -> true));
            case ROOT + "/counts":
                return only("GET", request, () -> json(JsonText.of(journal.recent(Recent::counts))));
            case ROOT + "/answers":
                return answers(request);
            case ROOT + "/received":
                return only("DELETE", request, () -> {
                    journal.clear();
                    return done();
                });
            case ROOT:
                return only("DELETE", request, () -> {
                    script.clear();
                    journal.clear();
                    return done();
                });
            default:
                return plain(404, "There is nothing at " + Excerpt.of(path) + ".");
        }
    }

    /** Until the page goes away or the server closes. */
    void stream(HttpRequest request, OutputStream out) throws IOException, InterruptedException {
        new Stream(run, script, journal, out).write(request.header("Last-Event-ID"));
    }

    private Answer answers(HttpRequest request) {
        switch (request.method()) {
            case "GET":
                return json(JsonText.of(script.waiting()));
            case "DELETE":
                script.clear();
                journal.changed();
                return done();
            case "PUT":
                try {
                    script.replace(TurnReader.read(request.body().bytes()));
                } catch (IllegalArgumentException e) {
                    return plain(400, e.getMessage());
                }
                journal.changed();
                return json(JsonText.of(script.waiting()));
            default:
                return plain(405, "The methods are GET, PUT and DELETE.").header("Allow", "GET, PUT, DELETE");
        }
    }

    private Answer event(String id) {
        return one(journal.recent(Recent::events), id)
                .map(entry -> json(entry.event().json()))
                .orElseGet(() -> plain(404, "That event is not kept any more."));
    }

    private Answer body(String id) {
        return one(journal.recent(Recent::requests), id)
                .map(entry -> json(JsonText.of(entry.body().fields())))
                .orElseGet(() -> plain(404, "That request is not kept any more."));
    }

    private static Optional<Entry> one(List<Entry> entries, String id) {
        return entries.stream()
                .filter(entry -> String.valueOf(entry.id()).equals(id))
                .findFirst();
    }

    private static Answer json(List<Entry> entries, Predicate<Entry> wanted) {
        return json(entries.stream()
                .filter(wanted)
                .map(entry -> JsonText.of(entry.whole()))
                .collect(Collectors.joining(",\n", "[", "]\n")));
    }

    /** {@code event_name=…&user_id=…}, each in full. */
    private static Predicate<Entry> filter(String query) {
        Predicate<Entry> wanted = entry -> true;
        for (String pair : query == null ? new String[0] : query.split("&")) {
            String[] parts = pair.split("=", 2);
            String value = parts.length < 2 ? "" : decoded(parts[1]);
            if (parts[0].equals("event_name")) {
                wanted = wanted.and(entry -> entry.event().eventName().equals(value));
            } else if (parts[0].equals("user_id")) {
                wanted = wanted.and(entry -> entry.event().userId().equals(value));
            } else {
                throw new IllegalArgumentException(
                        "The query has event_name and user_id, not " + Excerpt.of(parts[0]) + ".");
            }
        }
        return wanted;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, "UTF-8");
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Reply {
        Answer answer();
    }

    private static Answer only(String method, HttpRequest request, Reply reply) {
        if (!request.method().equals(method)) {
            return plain(405, "The method is " + method + ".").header("Allow", method);
        }
        try {
            return reply.answer();
        } catch (IllegalArgumentException e) {
            return plain(400, e.getMessage());
        }
    }

    private static Answer done() {
        return safe(Answer.status(204), "text/plain").body("");
    }

    private static Answer json(String body) {
        return safe(Answer.ok(), "application/json").body(body);
    }

    private static Answer plain(int status, String message) {
        return safe(Answer.status(status), "text/plain; charset=utf-8").body(message + "\n");
    }

    static Answer safe(Answer answer, String contentType) {
        return answer.header("Content-Type", contentType)
                .header("Cache-Control", "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .header("Cross-Origin-Resource-Policy", "same-origin");
    }
}
