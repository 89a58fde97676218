// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

/**
 * Makes foreign text safe for our messages: names, values, templates, paths, a server's words. A line break could forge a
 * line of the log, a terminal could obey an escape sequence, and a bidi control could change the order of the line. All
 * of them are shown as Java escapes; the content of events does not change.
 */
public final class OneLine {
    private static final String HEX = "0123456789ABCDEF";

    private OneLine() {}

    /** The text with {@code \n}, {@code \}{@code u000B} and so on in place of control characters. */
    public static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isControl(text.charAt(i))) {
                return escaped(text, i);
            }
        }
        return text;
    }

    /** The same, cut to 100 characters, for a quote in a report. */
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

    /** C0, DEL, C1, line and paragraph separators, and characters that change the direction of text. */
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
