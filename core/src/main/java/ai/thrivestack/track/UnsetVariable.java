// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what the frameworks leave in an option's value for a variable that is not set: Log4j2 the {@code ${NAME}} itself,
 * Logback {@code NAME_IS_UNDEFINED}. Without this check either text would be used as the value.
 */
final class UnsetVariable {
    private static final Pattern IN_TEXT = Pattern.compile("\\$\\{[^}]*}?|[\\w.:-]*_IS_UNDEFINED");
    /** A secret's characters are random, so only a text that is surely a variable counts. */
    private static final Pattern IN_SECRET = Pattern.compile("\\$\\{[\\w.:/-]+(}|$)|\\w_IS_UNDEFINED");

    private UnsetVariable() {}

    /** Null if there is none. */
    static String in(String text) {
        return first(IN_TEXT, text);
    }

    /** Null if there is none. */
    static String inSecret(String text) {
        return first(IN_SECRET, text);
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group() : null;
    }
}
