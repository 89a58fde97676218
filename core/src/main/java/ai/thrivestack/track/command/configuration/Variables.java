// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command.configuration;

import java.util.ArrayList;
import java.util.List;

/**
 * Replaces the variables of a text, {@code ${name}} and {@code ${name:-default}}, which may stand inside one another. What
 * is not set stays as it is written, and is noted.
 */
final class Variables {
    private static final int DEEPEST = 20;

    private final Lookup lookup;
    private final List<String> unset = new ArrayList<>();
    private final List<String> knownLater = new ArrayList<>();

    Variables(Lookup lookup) {
        this.lookup = lookup;
    }

    /** The names that have no value, as they are written. */
    List<String> unset() {
        return unset;
    }

    /** The names that have a value in the application alone, as they are written. */
    List<String> knownLater() {
        return knownLater;
    }

    String replace(String text) {
        return replace(text, 0);
    }

    private String replace(String text, int depth) {
        StringBuilder replaced = new StringBuilder();
        int from = 0;
        for (int at; (at = text.indexOf("${", from)) >= 0; ) {
            int end = end(text, at + 2);
            if (end < 0) {
                break;
            }
            replaced.append(text, from, at);
            replaced.append(value(text.substring(at + 2, end), depth));
            from = end + 1;
        }
        return replaced.append(text, from, text.length()).toString();
    }

    /** Where the variable's brace closes; -1 if it does not. */
    private static int end(String text, int from) {
        int open = 1;
        for (int i = from; i < text.length(); i++) {
            if (text.startsWith("${", i)) {
                open++;
            } else if (text.charAt(i) == '}' && --open == 0) {
                return i;
            }
        }
        return -1;
    }

    private String value(String written, int depth) {
        int separator = separator(written);
        String name = replace(separator < 0 ? written : written.substring(0, separator), depth + 1);
        Lookup.Value value = depth > DEEPEST ? Lookup.Value.UNSET : lookup.of(name);
        if (value.text != null) {
            return replace(value.text, depth + 1);
        }
        if (value.isKnownLater()) {
            knownLater.add("${" + name + "}");
            return "";
        }
        if (separator >= 0) {
            return replace(written.substring(separator + 2), depth + 1);
        }
        unset.add("${" + name + "}");
        return "${" + name + "}";
    }

    /** Of the default, outside inner variables; -1 if there is none. */
    private static int separator(String written) {
        int open = 0;
        for (int i = 0; i < written.length(); i++) {
            if (written.startsWith("${", i)) {
                open++;
            } else if (written.charAt(i) == '}') {
                open--;
            } else if (open == 0 && written.startsWith(":-", i)) {
                return i;
            }
        }
        return -1;
    }
}
