// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

/**
 * One fault that the contract found in a request. A request with several faults gives several refusals; the first of
 * them is what the client was told. Immutable. Never contains a token.
 */
public final class Refusal {

    private final Rule rule;
    private final int index;
    private final String pointer;
    private final String message;
    private final Place place;

    Refusal(Rule rule, int index, String pointer, String message, Place place) {
        this.rule = rule;
        this.index = index;
        this.pointer = pointer;
        this.message = message;
        this.place = place;
    }

    /** The HTTP status that this fault is answered with: 400, 401, 404 or 405. */
    public int status() {
        return rule.status();
    }

    /** The position of the event at fault in the request's array, from 0; -1 where the whole request is at fault. */
    public int index() {
        return index;
    }

    /** The JSON Pointer (RFC 6901) of the value at fault, such as {@code /3/user_id}; empty for the whole request. */
    public String pointer() {
        return pointer;
    }

    /**
     * The short, stable name of the rule that was broken: {@code valid HTTP}, {@code path /api/track},
     * {@code method POST}, {@code bearer token}, {@code content type}, {@code content encoding}, {@code 2000000 bytes},
     * {@code valid UTF-8}, {@code valid JSON}, {@code duplicate key}, {@code lone surrogate}, {@code nesting 1000},
     * {@code number range}, {@code array}, {@code events 1 to 1000}, {@code unknown field}, {@code required},
     * {@code type}, {@code non-empty} or {@code timestamp ISO 8601 UTC}.
     */
    public String rule() {
        return rule.toString();
    }

    /** What is wrong, as a sentence for people. Its wording may change. */
    public String message() {
        return message;
    }

    Place place() {
        return place;
    }

    /** Whether the body could not be read as JSON. */
    boolean isOfTheText() {
        return rule == Rule.UTF_8 || rule == Rule.JSON;
    }

    @Override
    public String toString() {
        String place = index < 0 ? "" : "event " + index + " at " + Excerpt.of(pointer) + ": ";
        return place + message + " (rule: " + rule + ")";
    }
}
