// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.fuzz;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Texts of every kind. */
final class Texts {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String DIGITS = "0123456789";
    /** Letters and digits that are not ASCII, one of them beyond the basic plane. */
    private static final String[] FOREIGN = {"ü", "é", "ß", "Ω", "ж", "登", "録", "ا", "٣", "\uD835\uDCB3", "ı", "İ"};

    private final Dice dice;

    Texts(Dice dice) {
        this.dice = dice;
    }

    /** Letters and digits, and perhaps these between them; begins with a letter and ends with a letter or digit. */
    String word(String inside) {
        StringBuilder word = new StringBuilder().append(dice.charOf(LETTERS));
        for (int i = dice.few(10); i > 0; i--) {
            word.append(
                    dice.percent(80) || inside.isEmpty()
                            ? String.valueOf(dice.charOf(dice.percent(80) ? LETTERS : DIGITS))
                            : String.valueOf(dice.charOf(inside)));
            if (dice.oneIn(20)) {
                word.append(dice.pick(FOREIGN));
            }
        }
        return word.append(dice.charOf(LETTERS + DIGITS)).toString();
    }

    /** Anything that a string can hold. */
    String any() {
        if (dice.percent(40)) {
            return word(" ");
        }
        int length = dice.oneIn(200) ? dice.below(5_000) : dice.few(24);
        StringBuilder text = new StringBuilder(length);
        int kind = dice.below(9);
        while (text.length() < length) {
            text.appendCodePoint(codePoint(dice.percent(70) ? kind : dice.below(9)));
        }
        return text.toString();
    }

    private int codePoint(int kind) {
        switch (kind) {
            case 0:
                return dice.below(0x20); // control characters
            case 1:
                return dice.charOf("\"\\/'`{}[]()<>=:,;.!?|&%#$@~^*+- ");
            case 2:
                return 0x7f + dice.below(0x180);
            case 3:
                return dice.below(0x10000); // lone surrogates among them
            case 4:
                return 0xd800 + dice.below(0x800);
            case 5:
                return 0x10000 + dice.below(0x100000);
            case 6:
                return dice.charOf("\u2028\u2029\ufeff\ufffe\uffff\u00a0\u200b\u0085\u3000\u202e");
            default:
                return 0x20 + dice.below(0x5f);
        }
    }

    /** What must arrive of a text: the JDK's own encoder puts U+FFFD in place of each lone surrogate. */
    static String arriving(String text) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .replaceWith("\uFFFD".getBytes(StandardCharsets.UTF_8))
                    .encode(CharBuffer.wrap(text));
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
