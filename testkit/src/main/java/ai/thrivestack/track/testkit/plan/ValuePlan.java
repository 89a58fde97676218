// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import ai.thrivestack.track.testkit.JsonText;

/** What one value must be. Immutable. */
final class ValuePlan {
    static final String TYPES = "string, number, integer, boolean, array, object or any, with a ? if it is optional,"
            + " or an array of the strings that it may be, with null if it is optional";

    private static final List<String> NAMES =
            Arrays.asList("string", "number", "integer", "boolean", "array", "object", "any");

    private final String type;
    private final boolean optional;
    /** Empty where every value of the type is allowed. */
    private final List<String> choice;

    private ValuePlan(String type, boolean optional, List<String> choice) {
        this.type = type;
        this.optional = optional;
        this.choice = choice;
    }

    static Optional<ValuePlan> of(String written) {
        boolean optional = written.endsWith("?");
        String type = optional ? written.substring(0, written.length() - 1) : written;
        return NAMES.contains(type)
                ? Optional.of(new ValuePlan(type, optional, Arrays.asList()))
                : Optional.<ValuePlan>empty();
    }

    static ValuePlan oneOf(List<String> choice, boolean optional) {
        return new ValuePlan("string", optional, choice);
    }

    boolean isOptional() {
        return optional;
    }

    boolean allows(Object value) {
        if (value == null && optional || type.equals("any")) {
            return true;
        }
        if (type.equals("integer")) {
            return value instanceof Number && JsonText.of(value).matches("-?\\d+");
        }
        String kind = JsonText.kind(value);
        return kind.endsWith(" " + type) && (choice.isEmpty() || choice.contains(value));
    }

    static String shown(Object value) {
        String json = JsonText.of(value);
        return json.length() <= 80 ? json : json.substring(0, 80) + "…";
    }

    /** {@code a string}, {@code "free" or "pro"}. */
    @Override
    public String toString() {
        if (!choice.isEmpty()) {
            return choice.stream().map(JsonText::of).collect(Collectors.joining(" or "));
        }
        return type.equals("any") ? "there" : (type.matches("[aio].*") ? "an " : "a ") + type;
    }
}
