// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

/**
 * Text of others as our messages may show it: names, values, templates, paths, what a server says. A line break in it
 * would forge a line of the log, an escape sequence would be obeyed by a terminal, and a bidi control would show the
 * line in another order. All of them are shown as Java writes them; what is sent in an event stays as it is.
 */
public final class OneLine {
    private static final String HEX = "0123456789ABCDEF";

    private OneLine() {}

    /** The text without control characters; {@code \n}, {@code \}{@code u000B} and so on stand for them. */
    public static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isControl(text.charAt(i))) {
                return escaped(text, i);
            }
        }
        return text;
    }

    /** The same of at most 100 characters, as a report may quote it. */
    public static String shortened(String text) {
        return of(text.length() <= 100 ? text : text.substring(0, 100) + "…");
    }

    private static String escaped(String text, int from) {
        StringBuilder escaped = new StringBuilder(text.length() + 16).append(text, 0, from);
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isControl(c)) {
                escape(c, escaped);
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /** C0, DEL, C1, the separators of lines and paragraphs, and what changes the direction of the text around it. */
    private static boolean isControl(char c) {
        return c < ' '
                || c >= 0x7f && c <= 0x9f
                || c >= 0x2028 && c <= 0x202e
                || c >= 0x2066 && c <= 0x2069
                || c == 0x200e
                || c == 0x200f
                || c == 0x061c;
    }

    private static void escape(char c, StringBuilder escaped) {
        escaped.append('\\');
        int letter = "\b\t\n\f\r".indexOf(c);
        if (letter >= 0) {
            escaped.append("btnfr".charAt(letter));
            return;
        }
        escaped.append('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
            escaped.append(HEX.charAt(c >> shift & 0xF));
        }
    }
}
