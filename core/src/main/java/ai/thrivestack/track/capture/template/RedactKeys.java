// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.template;

import java.util.Set;

/** The keys whose values are not sent, as they are looked for in a text: whole names, any case. Immutable. */
public final class RedactKeys {
    private final String[] keys;

    public RedactKeys(Set<String> keys) {
        this.keys = keys.toArray(new String[0]);
    }

    /** @return where the redacted key begins that ends here, -1 if there is none behind {@code from} */
    int start(String text, int from, int end) {
        for (String key : keys) {
            int start = end - key.length();
            if (start >= from
                    && text.regionMatches(true, start, key, 0, key.length())
                    && isWhole(text, from, start, end)) {
                return start;
            }
        }
        return -1;
    }

    private static boolean isWhole(String text, int from, int start, int end) {
        int before = start;
        while (before > from && "-.".indexOf(text.charAt(before - 1)) >= 0) {
            before--; // as in --password, but not in my.password
        }
        if (before > from && Chars.isKey(text.charAt(before - 1))) {
            return false;
        }
        char quote = end < text.length() && Chars.isQuote(text.charAt(end)) ? text.charAt(end) : 0;
        return quote == 0 || text.lastIndexOf(quote, start - 1) < from || text.charAt(start - 1) == quote;
    }
}
