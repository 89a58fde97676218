// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

import java.util.regex.Pattern;

/** Reads a bearer token as people and tools write it: alone, or with the header's {@code Bearer } in front. */
public final class BearerToken {
    private static final Pattern PREFIX = Pattern.compile("(?i)^bearer(\\s+|$)");
    private static final Pattern LINE_BREAK = Pattern.compile("\\r\\n|[\\r\\n]");

    private BearerToken() {}

    /** @throws IllegalArgumentException if there is none; the message completes "no token: …" and shows no part of the text */
    public static String of(String text) {
        String line = text.trim();
        String token = PREFIX.matcher(line).replaceFirst("");
        if (token.isEmpty()) {
            throw new IllegalArgumentException(line.isEmpty() ? "it is empty" : "it holds nothing but the word Bearer");
        }
        if (token.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "it holds zero bytes, as UTF-16 does: write UTF-8, or a byte order mark in front");
        }
        int lines = LINE_BREAK.split(token).length;
        if (lines > 1) {
            throw new IllegalArgumentException("it has " + lines + " lines");
        }
        if (token.matches("[\\x20-\\x7e\\t]+") && token.matches(".*[ \\t].*")) {
            throw new IllegalArgumentException("it has a blank inside");
        }
        if (!token.matches("[\\x21-\\x7e]+")) {
            throw new IllegalArgumentException("it holds other characters than visible ASCII");
        }
        return token;
    }
}
