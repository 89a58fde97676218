// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.template;

/** The kinds of characters that a template is made of. */
final class Chars {
    private static final String OPENERS = "([{<";
    private static final String CLOSERS = ")]}>";

    private Chars() {}

    static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** Part of a word; half of a character beyond the basic plane counts as one, and what replaced it. */
    static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '\uFFFD' || Character.isSurrogate(c);
    }

    static boolean isKey(char c) {
        return isWord(c) || c == '-' || c == '.' || c == '$';
    }

    static boolean isQuote(char c) {
        return c == '"' || c == '\'' || c == '`';
    }

    static boolean isOpener(char c) {
        return OPENERS.indexOf(c) >= 0;
    }

    static boolean isCloser(char c) {
        return CLOSERS.indexOf(c) >= 0;
    }

    /** What closes this quote or bracket, 0 if it is neither. */
    static char closerOf(char c) {
        int bracket = OPENERS.indexOf(c);
        return isQuote(c) ? c : bracket < 0 ? 0 : CLOSERS.charAt(bracket);
    }

    /** What ends a sentence or a clause. */
    static boolean isTrailing(char c) {
        return ".,;:!?-–—…|=/\\".indexOf(c) >= 0;
    }
}
