// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.template;

import java.util.function.Function;

/**
 * Where a value stands in a template: one {@code {}}, or several that make one value with the text between them.
 * Immutable.
 */
public final class Placeholder {
    /** Null if it stands without a key. */
    public final String key;
    /** The position of the first argument of the value. */
    public final int first;
    /** It may be a part of a redacted value, and is not seen unless its entries have names of their own. */
    public final boolean secret;
    /** The text before, between and after the arguments: one more than there are arguments. */
    private final String[] texts;

    Placeholder(String key, int first, String[] texts) {
        this(key, first, false, texts);
    }

    private Placeholder(String key, int first, boolean secret, String... texts) {
        this.key = key;
        this.first = first;
        this.secret = secret;
        this.texts = texts;
    }

    static Placeholder bare(int first, boolean secret) {
        return new Placeholder(null, first, secret, "", "");
    }

    public boolean isBare() {
        return key == null;
    }

    /** One argument is its value, without text around it. */
    public boolean isAlone() {
        return texts.length == 2 && texts[0].isEmpty() && texts[1].isEmpty();
    }

    /** False if the call gave no argument for it. */
    public boolean isFilled(int arguments) {
        return first < arguments;
    }

    /**
     * The argument itself where it stands alone, with at most a unit behind a number: {@code took={}ms}, {@code price=${}}.
     *
     * @param text how an argument is shown that stands beside others
     */
    public Object value(Object[] arguments, int count, Function<Object, String> text) {
        Object argument = arguments[first];
        if (isAlone() || texts.length == 2 && argument instanceof Number && isSign(texts[0]) && isUnit(texts[1])) {
            return argument;
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
