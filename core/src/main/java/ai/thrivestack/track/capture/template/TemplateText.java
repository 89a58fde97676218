// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.template;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The text of a template, where each {@code {}} stands, and where the redacted keys do. Looking ahead is paid from a budget in proportion to the
 * text, so that no input makes parsing quadratic. One parse each; not thread-safe.
 */
final class TemplateText {
    final String text;

    private final RedactKeys redactKeys;
    /** Where each {@code {}} begins: to ask for one, and to find the next. */
    private final BitSet places = new BitSet();

    private final int[] sortedPlaces;

    private int budget;

    TemplateText(String text, RedactKeys redactKeys) {
        this.text = text;
        this.redactKeys = redactKeys;
        this.budget = 10 * text.length();
        findPlaces();
        this.sortedPlaces = places.stream().toArray();
    }

    /** A backslash escapes {@code {}}, and another one escapes the backslash. */
    private void findPlaces() {
        for (int i = text.indexOf("{}"); i >= 0; i = text.indexOf("{}", i + 2)) {
            boolean escaped = i > 0 && text.charAt(i - 1) == '\\' && !(i > 1 && text.charAt(i - 2) == '\\');
            places.set(i, !escaped);
        }
    }

    int length() {
        return text.length();
    }

    /** A space beyond the ends. */
    char at(int index) {
        return index >= 0 && index < text.length() ? text.charAt(index) : ' ';
    }

    boolean isPlace(int index) {
        return places.get(index);
    }

    boolean isSeparator(int index) {
        return at(index) == '=' || at(index) == ':';
    }

    /** Where a key ends before this separator, its quotes, brackets and spaces left out. */
    int keyEnd(int separator, int from) {
        int end = separator;
        while (end > from && isKeyDress(at(end - 1))) {
            end--;
        }
        return end;
    }

    int afterKeyDress(int index) {
        int next = index;
        while (next < text.length() && isKeyDress(text.charAt(next))) {
            next++;
        }
        return next;
    }

    private static boolean isKeyDress(char c) {
        return Chars.isSpace(c) || Chars.isQuote(c) || Chars.isCloser(c) || c == '\\' || c == '*';
    }

    /** @return where the redacted key begins that stands before this separator, -1 if none does behind {@code from} */
    int redactedKeyBefore(int separator, int from) {
        return redactKeys.start(text, from, keyEnd(separator, from));
    }

    /** @return where a redacted key begins between these places that has its separator there too, -1 if none does */
    int redactedKey(int from, int to) {
        for (int i = from; i < to; i++) {
            int start = isSeparator(i) ? redactedKeyBefore(i, from) : -1;
            if (start >= 0) {
                return start;
            }
        }
        return -1;
    }

    /** The first place from here on, -1 if there is none. */
    int nextPlace(int from) {
        int found = Arrays.binarySearch(sortedPlaces, from);
        int index = found >= 0 ? found : -found - 1;
        return index < sortedPlaces.length ? sortedPlaces[index] : -1;
    }

    int countPlaces(int from, int to) {
        int count = 0;
        for (int place = nextPlace(from); place >= 0 && place < to; place = nextPlace(place + 1)) {
            count++;
        }
        return count;
    }

    int afterSpaces(int index) {
        int next = index;
        while (next < text.length() && Chars.isSpace(text.charAt(next))) {
            next++;
        }
        return next;
    }

    /** @return where the quote or bracket that opens here is closed, -1 if it is not */
    int close(int open, int limit) {
        char opener = text.charAt(open);
        char closer = Chars.closerOf(opener);
        int depth = 0;
        for (int i = open + 1; i < limit && budget-- > 0; i++) {
            char c = text.charAt(i);
            if (isPlace(i)) {
                i++;
            } else if (c == closer && depth-- == 0) {
                return i;
            } else if (c == opener) {
                depth++;
            }
        }
        return -1;
    }

    /** @return where this quote is closed by one that is neither doubled nor escaped, -1 if it is not */
    int closeEscaped(int open) {
        char quote = text.charAt(open);
        for (int i = open + 1; i < text.length() && budget-- > 0; i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == quote && at(i + 1) == quote) {
                i++;
            } else if (text.charAt(i) == quote) {
                return i;
            }
        }
        return -1;
    }
}
