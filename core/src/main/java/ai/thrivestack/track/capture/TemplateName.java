// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

/**
 * The name that is left of a template when its pairs and placeholders are cut out, each with its dress: the brackets,
 * quotes and punctuation around it. Cuts come from left to right. Not thread-safe.
 */
final class TemplateName {
    private final String text;
    private final StringBuilder name = new StringBuilder();
    /** Up to here the text is in the name, or cut. */
    private int done;

    TemplateName(String text) {
        this.text = text;
    }

    void cut(int start, int end) {
        skipDressAfterLastCut(start);
        int left = start;
        while (left > done && (isDressBefore(text.charAt(left - 1)) || isArrow(left - 1))) {
            left--;
        }
        name.append(text, done, left).append(' ');
        done = end;
    }

    String build() {
        skipDressAfterLastCut(text.length());
        name.append(text, done, text.length());
        return trimmed(folded(name));
    }

    private void skipDressAfterLastCut(int limit) {
        while (done > 0 && done < limit && isDressAfter(text.charAt(done))) {
            done++;
        }
    }

    private static boolean isDressBefore(char c) {
        return !Chars.isWord(c) && !Chars.isCloser(c);
    }

    /** {@code ->} and {@code =>}, which close nothing. */
    private boolean isArrow(int head) {
        return text.charAt(head) == '>' && head > done && "-=".indexOf(text.charAt(head - 1)) >= 0;
    }

    private static boolean isDressAfter(char c) {
        return !Chars.isWord(c) && !Chars.isOpener(c);
    }

    private static StringBuilder folded(CharSequence text) {
        StringBuilder folded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Chars.isSpace(c)) {
                folded.append(c);
            } else if (folded.length() > 0 && folded.charAt(folded.length() - 1) != ' ') {
                folded.append(' ');
            }
        }
        return folded;
    }

    /** Without the punctuation that ends it; empty if there is nothing but punctuation. */
    private static String trimmed(StringBuilder text) {
        int end = text.length();
        while (end > 0
                && (text.charAt(end - 1) == ' '
                        || Chars.isTrailing(text.charAt(end - 1))
                        || Chars.isOpener(text.charAt(end - 1)))) {
            end--;
        }
        for (int i = 0; i < end; i++) {
            if (Chars.isWord(text.charAt(i))) {
                return text.substring(0, end);
            }
        }
        return "";
    }
}
