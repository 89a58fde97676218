// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.template;

/**
 * The name that is left of a template when its pairs and placeholders are cut out, each with its dress: the brackets,
 * quotes and punctuation around it. Cuts come from left to right.
 *
 * <p>In a text without placeholders the name ends at the first pair, since a value that is written out may have spaces:
 * in {@code signed_up name=Ann Smith plan=pro} nothing tells a value's words from others. A text that begins with pairs
 * still has a name where it is safe from that: the words behind a pair in quotes or brackets, as in
 * {@code [req=7] signed_up}; and behind another pair one word in snake_case, as in {@code tenant=acme signed_up}. Behind
 * a redacted value nothing is safe. Not thread-safe.
 */
final class TemplateName {
    private enum Rest {
        WORDS,
        SNAKE_CASE,
        NOTHING
    }

    private final String text;
    private final boolean endsAtFirstPair;
    private final StringBuilder name = new StringBuilder();
    /** Up to here the text is in the name, or cut. */
    private int done;
    /** What the text from there to the next cut may give. */
    private Rest rest = Rest.WORDS;
    /** Up to here the text is inside of brackets that hold pairs, and gives no name. */
    private int bracketEnd;
    /** The name has a word. */
    private boolean found;
    /** And no more will come. */
    private boolean ended;

    TemplateName(String text, boolean endsAtFirstPair) {
        this.text = text;
        this.endsAtFirstPair = endsAtFirstPair;
    }

    /** Whether it matters if a pair is closed by its dress. */
    boolean asksForDress() {
        return endsAtFirstPair && !found;
    }

    /** A placeholder, or a pair whose value is one. */
    void cut(int start, int end) {
        cut(start, end, Rest.WORDS);
    }

    /** @param dressEnd where its quotes or brackets end, -1 if it has none */
    void cutPair(int start, int end, int dressEnd) {
        if (!endsAtFirstPair) {
            cut(start, end, Rest.WORDS);
            return;
        }
        cut(start, end, dressEnd >= 0 || end <= bracketEnd ? Rest.WORDS : Rest.SNAKE_CASE);
        bracketEnd = Math.max(bracketEnd, dressEnd);
        ended |= found;
    }

    /** The key of a redacted value that is written out, and as much of the value as can be told. */
    void cutSecret(int start, int end) {
        cut(start, end, Rest.NOTHING);
        ended |= found;
    }

    private void cut(int start, int end, Rest next) {
        skipDressAfterLastCut(start);
        int left = start;
        while (left > done && (isDressBefore(text.charAt(left - 1)) || isArrow(left - 1))) {
            left--;
        }
        take(left);
        name.append(' ');
        done = end;
        rest = next;
    }

    String build() {
        skipDressAfterLastCut(text.length());
        take(text.length());
        return trimmed(folded(name));
    }

    private void take(int end) {
        int from = Math.min(Math.max(done, bracketEnd), end);
        if (!ended && rest == Rest.WORDS) {
            name.append(text, from, end);
            for (int i = from; i < end && !found; i++) {
                found = Chars.isWord(text.charAt(i));
            }
        } else if (!ended && rest == Rest.SNAKE_CASE) {
            takeSnakeCase(from, end);
        }
    }

    private void takeSnakeCase(int from, int end) {
        for (int i = from; i < end && !ended; i++) {
            int wordEnd = i;
            while (wordEnd < end && !Chars.isSpace(text.charAt(wordEnd))) {
                wordEnd++;
            }
            String word = withoutDress(i, wordEnd);
            if (isSnakeCase(word)) {
                name.append(word);
                found = true;
                ended = true;
            }
            i = wordEnd;
        }
    }

    private String withoutDress(int from, int end) {
        int first = from;
        while (first < end && !Chars.isWord(text.charAt(first))) {
            first++;
        }
        int last = end;
        while (last > first && !Chars.isWord(text.charAt(last - 1))) {
            last--;
        }
        return text.substring(first, last);
    }

    private static boolean isSnakeCase(String word) {
        return word.indexOf('_', 1) > 0
                && !word.startsWith("_")
                && !word.endsWith("_")
                && word.chars().allMatch(c -> Chars.isWord((char) c));
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
