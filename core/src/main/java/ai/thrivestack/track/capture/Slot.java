// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.util.function.Function;

/**
 * Where arguments stand in a template: one value, made of one argument or of several with text between them. Immutable.
 */
final class Slot {
    /** Null if the placeholder stands without a key. */
    final String key;
    /** The position of the first argument of the value. */
    final int first;
    /** It may be a part of a redacted value, and is not seen unless its entries have names of their own. */
    final boolean secret;
    /** The text before, between and after the arguments: one more than there are arguments. */
    private final String[] texts;

    Slot(String key, int first, String[] texts) {
        this(key, first, false, texts);
    }

    private Slot(String key, int first, boolean secret, String... texts) {
        this.key = key;
        this.first = first;
        this.secret = secret;
        this.texts = texts;
    }

    static Slot bare(int first, boolean secret) {
        return new Slot(null, first, secret, "", "");
    }

    boolean isBare() {
        return key == null;
    }

    /** False if the call gave no argument for it. */
    boolean isFilled(int arguments) {
        return first < arguments;
    }

    /**
     * The argument itself where it stands alone, with at most a unit behind a number: {@code took={}ms}, {@code price=${}}.
     *
     * @param text how an argument is shown that stands beside others
     */
    Object value(Object[] arguments, int count, Function<Object, String> text) {
        if (texts.length == 2) {
            Object argument = arguments[first];
            boolean alone = texts[0].isEmpty() && texts[1].isEmpty();
            if (alone || argument instanceof Number && isSign(texts[0]) && isUnit(texts[1])) {
                return argument;
            }
        }
        StringBuilder value = new StringBuilder(texts[0]);
        for (int i = 0; i < texts.length - 1; i++) {
            if (first + i < count) {
                value.append(text.apply(arguments[first + i]));
            }
            value.append(texts[i + 1]);
        }
        return value.toString();
    }

    private static boolean isSign(String text) {
        return text.chars().allMatch(c -> c == '#' || Character.getType(c) == Character.CURRENCY_SYMBOL);
    }

    private static boolean isUnit(String text) {
        return text.chars()
                .allMatch(c -> Character.isLetter(c)
                        || c == '%'
                        || c == '°'
                        || Character.getType(c) == Character.CURRENCY_SYMBOL);
    }
}
