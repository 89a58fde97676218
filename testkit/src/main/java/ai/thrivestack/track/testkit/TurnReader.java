// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Reads scripted answers from JSON: an object or an array of objects such as
 * {@code {"status": 503, "times": 20, "retryAfter": 5, "delayMillis": 200}}. {@code times} is 1 by default and may be
 * {@code "always"}. Instead of a status, {@code "ending"} may be {@code "reset"} or {@code "truncated"}; with neither
 * the contract answers, which makes sense with a delay or a {@code body}.
 */
final class TurnReader {

    private static final List<String> FIELDS =
            Arrays.asList("status", "ending", "times", "retryAfter", "delayMillis", "body");
    private static final int MOST_TURNS = 1_000;
    private static final int MOST_TIMES = 1_000_000;
    private static final int LONGEST_DELAY = 600_000;

    private TurnReader() {}

    /** {@link IllegalArgumentException}, with a message that says what is allowed, for anything else. */
    static List<Turn> read(byte[] body) {
        Faults faults = new Faults();
        List<Turn> turns = new ArrayList<>();
        Optional<CharBuffer> text = Utf8.decode(body, faults);
        for (JsonElement element :
                text.flatMap(chars -> JsonReader.read(array(chars), faults)).orElse(new ArrayList<>())) {
            turns.add(turn(element.value()));
        }
        if (faults.count() > 0) {
            throw new IllegalArgumentException(faults.refusals().get(0).message());
        }
        if (turns.isEmpty() || turns.size() > MOST_TURNS) {
            throw new IllegalArgumentException("There are " + turns.size() + " answers, not 1 to " + MOST_TURNS + ".");
        }
        return turns;
    }

    /** A single object is an array of one. */
    private static CharBuffer array(CharBuffer chars) {
        String text = chars.toString().trim();
        return CharBuffer.wrap((text.startsWith("{") ? "[" + text + "]" : text).toCharArray());
    }

    private static Turn turn(Object value) {
        if (!(value instanceof Map)) {
            throw new IllegalArgumentException("An answer is an object, such as {\"status\": 503, \"times\": 20}.");
        }
        Map<?, ?> fields = (Map<?, ?>) value;
        for (Object name : fields.keySet()) {
            if (!FIELDS.contains(name)) {
                throw new IllegalArgumentException(
                        "\"" + Excerpt.of(String.valueOf(name)) + "\" is none of " + FIELDS + ".");
            }
        }
        Answer answer = answer(fields).delay(number(fields, "delayMillis", 0, 0, LONGEST_DELAY), TimeUnit.MILLISECONDS);
        if (fields.containsKey("retryAfter")) {
            answer = answer.retryAfter(retryAfter(fields.get("retryAfter")));
        }
        if (fields.containsKey("body")) {
            answer = answer.body(string(fields.get("body"), "body is a string."));
        }
        return new Turn(
                answer, "always".equals(fields.get("times")) ? Turn.ALWAYS : number(fields, "times", 1, 1, MOST_TIMES));
    }

    private static Answer answer(Map<?, ?> fields) {
        Object ending = fields.get("ending");
        if (ending == null) {
            return fields.containsKey("status") ? Answer.status(number(fields, "status", 0, 200, 599)) : Answer.ok();
        }
        if (fields.containsKey("status")) {
            throw new IllegalArgumentException("An answer has a status or an ending, not both.");
        }
        if (ending.equals("reset")) {
            return Answer.reset();
        }
        if (ending.equals("truncated")) {
            return Answer.truncated();
        }
        throw new IllegalArgumentException("ending is \"reset\" or \"truncated\".");
    }

    private static String retryAfter(Object value) {
        return value instanceof Integer
                ? value.toString()
                : string(value, "retryAfter is a number of seconds or an HTTP date.");
    }

    private static String string(Object value, String rule) {
        if (value instanceof String) {
            return (String) value;
        }
        throw new IllegalArgumentException(rule);
    }

    private static int number(Map<?, ?> fields, String name, int otherwise, int least, int most) {
        Object value = fields.containsKey(name) ? fields.get(name) : otherwise;
        if (value instanceof Integer && (Integer) value >= least && (Integer) value <= most) {
            return (Integer) value;
        }
        throw new IllegalArgumentException(name + " is a whole number from " + least + " to " + most
                + (name.equals("times") ? ", or \"always\"." : "."));
    }
}
