// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

/**
 * One option of the appenders: its name, default, rule and description, spelt here and nowhere else. Immutable.
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

    /** The default as one would write it, empty if there is none. */
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

    /** The default; null, or an empty collection, if there is none. */
    T defaultValue() {
        return defaultText.isEmpty() ? rule.absent : rule.parse(defaultText);
    }

    /** @throws IllegalArgumentException if the text breaks the rule */
    T parse(String text) {
        return rule.parse(text);
    }

    /** The text as a message may show it: no secret, no password inside a URL. */
    String shown(String text) {
        if (rule == Rule.PROXY && !text.trim().matches("(?i)([a-z][a-z0-9+.-]*://)?[a-z0-9._-]+(:\\d*)?/?|.*@.*")) {
            return "[hidden]"; // without a host, or with an @ that is encoded, a password cannot be told from a port
        }
        return rule.secret ? "[hidden]" : text.replaceAll("(?s)^([a-z]+:/*)?.*@", "$1[hidden]@");
    }

    @Override
    public String toString() {
        return name;
    }
}
