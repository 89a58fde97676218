// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Judges a request by the contract of the Track API. All or nothing: one fault refuses the request. The checks come in
 * the order path, method, token, headers, size, text, array, events, and a check that fails ends the judgement, except
 * that all faults of the JSON and of the events are found. Knows no sockets. Immutable.
 */
final class Contract {

    static final String PATH = "/api/track";
    static final int MAX_BYTES = 2_000_000;
    static final int MAX_EVENTS = 1_000;

    private final Tokens tokens;

    Contract(Tokens tokens) {
        this.tokens = tokens;
    }

    Verdict judge(HttpRequest request) {
        Faults faults = new Faults();
        judgeHead(request, faults);
        if (faults.count() == 0 && request.body().length() > MAX_BYTES) {
            faults.add(Rule.SIZE, "The body has " + request.body().length() + " bytes, more than " + MAX_BYTES + ".");
        }
        List<JsonElement> elements = faults.count() == 0 ? read(request, faults) : Collections.emptyList();
        List<TrackedEvent> events = new ArrayList<>();
        judgeEvents(elements, events, faults);
        return faults.count() == 0
                ? Verdict.accepted(events)
                : Verdict.refused(elements.size(), faults, RefusedBody.of(request, faults.refusals()));
    }

    private static List<JsonElement> read(HttpRequest request, Faults faults) {
        Optional<CharBuffer> text = Utf8.decode(request.body().bytes(), faults);
        Optional<List<JsonElement>> elements = text.flatMap(chars -> JsonReader.read(chars, faults));
        if (elements.isPresent() && elements.get().isEmpty()) {
            faults.add(Rule.COUNT, count(0), Place.at(text.get().toString().indexOf('[')));
        }
        return elements.orElse(Collections.emptyList());
    }

    private void judgeHead(HttpRequest request, Faults faults) {
        if (!PATH.equals(request.path())) {
            faults.add(Rule.PATH, "There is nothing at " + Excerpt.of(request.path()) + ".");
            return;
        }
        if (!"POST".equals(request.method())) {
            faults.add(Rule.METHOD, "The method is " + Excerpt.of(request.method()) + ".");
            return;
        }
        String apiKey = request.header("x-api-key");
        if (request.header("Authorization") == null && apiKey != null) {
            tokens.judgeKey(apiKey, faults); // the vendor's newest pages have it in the token's place
        } else {
            tokens.judge(request.header("Authorization"), faults);
        }
        if (faults.count() > 0) {
            return;
        }
        String type = request.header("Content-Type");
        if (!MediaType.isJsonInUtf8(type)) {
            String given = type == null ? "missing" : Excerpt.of(type);
            faults.add(Rule.CONTENT_TYPE, "The Content-Type is " + given + ", not application/json in UTF-8.");
            return;
        }
        String encoding = request.header("Content-Encoding");
        if (encoding != null && !"identity".equalsIgnoreCase(encoding)) {
            faults.add(Rule.CONTENT_ENCODING, "The Content-Encoding is " + Excerpt.of(encoding) + ", not identity.");
        }
    }

    private static void judgeEvents(List<JsonElement> elements, List<TrackedEvent> events, Faults faults) {
        if (elements.size() > MAX_EVENTS) {
            faults.add(
                    Rule.COUNT,
                    count(elements.size()),
                    Place.at(elements.get(MAX_EVENTS).start()));
            return;
        }
        for (int i = 0; i < elements.size(); i++) {
            new EventRules(i, elements.get(i), faults).judge().ifPresent(events::add);
        }
    }

    private static String count(int events) {
        return "The array has " + events + " events, not 1 to " + MAX_EVENTS + ".";
    }
}
