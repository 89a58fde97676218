// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One option of the appenders: its name, default, rule and description. Immutable.
 *
 * @param <T> the type of its value
 */
public final class Option<T> {
    private final String name;
    private final String defaultText;
    private final Rule<T> rule;
    private final String description;

    Option(String name, String defaultText, Rule<T> rule, String description) {
        this.name = name;
        this.defaultText = defaultText;
        this.rule = rule;
        this.description = description;
    }

    public String name() {
        return name;
    }

    /** The default as a configuration would state it, empty if there is none. */
    public String defaultText() {
        return defaultText;
    }

    /** What is allowed, as a phrase: {@code a duration such as 200ms, 5s or 2m}. */
    public String allowed() {
        return rule.allowed;
    }

    public String description() {
        return description;
    }

    /** What the text stands for: such as Duration, Integer, Long for a size in bytes, List or Map for one with commas. */
    public Class<?> type() {
        return rule.type;
    }

    /** The name as a property has it: {@code flush-interval}. */
    public String kebabName() {
        return name.replaceAll("(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /** Its value among those of all options; null if it has neither a value nor a default. */
    @SuppressWarnings("unchecked") // each value was made by its option's own rule
    T in(Map<Option<?>, Object> values) {
        return (T) values.get(this);
    }

    /** The default; null, or an empty collection, if there is none. */
    T defaultValue() {
        return defaultText.isEmpty() ? rule.absent : rule.parse(defaultText);
    }

    /** @throws IllegalArgumentException if the text breaks the rule */
    T parse(String text) {
        return rule.parse(text);
    }

    /** True if a variable in the text is not set. */
    boolean hasUnsetVariable(String text) {
        return (rule.secret ? UnsetVariable.inSecret(text) : UnsetVariable.in(text)) != null;
    }

    /** The part of the text that is usable without unset variables: of a list the other entries; else empty. */
    String withoutUnsetVariables(String text) {
        if (!hasUnsetVariable(text)) {
            return text;
        }
        return !rule.isList()
                ? ""
                : Arrays.stream(text.split(","))
                        .map(String::trim)
                        .filter(entry -> !hasUnsetVariable(entry))
                        .collect(Collectors.joining(","));
    }

    /** The unset variable in the text, as a message may show it. */
    String shownUnsetVariable(String text) {
        String variable = rule.secret ? null : UnsetVariable.in(shown(text));
        return variable == null ? "a part of it" : variable;
    }

    /** The text as a message may show it: no secret, no password inside a URL. */
    String shown(String text) {
        if (rule == Rule.PROXY && !text.trim().matches("(?i)([a-z][a-z0-9+.-]*://)?[a-z0-9._-]+(:\\d*)?/?|.*@.*")) {
            return "[hidden]"; // without a host, or with an encoded @, a password may look like a port
        }
        return rule.secret ? "[hidden]" : text.replaceAll("(?s)^([a-z]+:/*)?.*@", "$1[hidden]@");
    }

    @Override
    public String toString() {
        return name;
    }
}
