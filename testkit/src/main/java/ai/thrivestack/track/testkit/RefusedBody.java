// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * As much of a refused request's body as the page shows: all of it if it is short, otherwise a part with the first fault
 * in it, from the start of the event at fault if that is near. Immutable.
 */
final class RefusedBody {

    /** An event has some hundred characters. */
    static final int CHARS = 8_000;

    static final RefusedBody NONE = new RefusedBody("", 0, 0, false);

    private final String text;
    private final int start;
    private final int chars;
    private final boolean tokens;

    private RefusedBody(String text, int start, int chars, boolean tokens) {
        this.text = text;
        this.start = start;
        this.chars = chars;
        this.tokens = tokens;
    }

    /** {@link #NONE} where the body is no text. */
    static RefusedBody of(HttpRequest request, List<Refusal> refusals) {
        String encoding = request.header("Content-Encoding");
        if (encoding != null && !"identity".equalsIgnoreCase(encoding)) {
            return NONE;
        }
        // Up to the first byte that is no UTF-8, offsets are those of the strict decoding.
        String text = new String(request.body().bytes(), StandardCharsets.UTF_8);
        Place place = refusals.stream()
                .map(Refusal::place)
                .filter(Place::isKnown)
                .findFirst()
                .orElse(Place.at(0));
        boolean readable = refusals.stream().noneMatch(Refusal::isOfTheText);
        if (text.length() <= CHARS) {
            return new RefusedBody(text, 0, text.length(), readable);
        }
        boolean nearStart = place.offset() < CHARS / 2;
        boolean nearEvent = place.event() >= 0 && place.offset() - place.event() < CHARS / 2;
        int start = nearStart ? 0 : nearEvent ? place.event() : place.offset() - CHARS / 2;
        String part = text.substring(start, Math.min(text.length(), start + CHARS));
        return new RefusedBody(part, start, text.length(), readable && (nearStart || nearEvent));
    }

    /** What it weighs in memory, in characters. */
    int weight() {
        return text.length();
    }

    /**
     * The text, how many characters stand before it, how many the body has, and whether the text is JSON from its start
     * on, though it may end in the middle.
     */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("start", start);
        fields.put("chars", chars);
        fields.put("tokens", tokens);
        fields.put("text", text);
        return fields;
    }
}
