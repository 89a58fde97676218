// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.template;

import ai.thrivestack.track.capture.value.Name;

/** The value of a pair in a template: its text without dress, and the {@code {}} in it. Immutable. */
final class TemplateValue {
    /** How far behind a colon a {@code {}} may be. */
    private static final int MAX_PREFIX = 100;

    /** Where the value itself begins, and where it ends. */
    final int from;

    final int to;
    /** Where the pair ends in the template, the value's dress included. */
    final int end;
    /** How many {@code {}} are in the value. */
    final int places;

    private final TemplateText template;

    private TemplateValue(TemplateText template, int from, int to, int end) {
        this.template = template;
        this.from = from;
        this.to = to;
        this.end = end;
        this.places = template.countPlaces(from, to);
    }

    /**
     * The value after an equals sign.
     *
     * @param spaceBefore if the sign stands apart from its key; then a value written out may stand apart too, while in
     *     {@code plan= seats=3} the plan is empty, as it is in {@code plan= seats={}}
     */
    static TemplateValue afterEquals(int separator, boolean spaceBefore, TemplateText template) {
        int start = template.afterSpaces(separator + 1);
        TemplateValue value = at(start, template);
        boolean none = value.places == 0 ? !spaceBefore : value.holdsPair();
        return start > separator + 1 && none
                ? new TemplateValue(template, separator + 1, separator + 1, separator + 1)
                : value;
    }

    /** The value after a colon, null if there is none: {@code key: {}}, perhaps dressed, is a pair, prose is not. */
    static TemplateValue afterColon(int separator, TemplateText template) {
        int start = template.afterSpaces(separator + 1);
        int place = template.nextPlace(start);
        if (place < 0 || place - start > MAX_PREFIX) {
            return null;
        }
        for (int i = start; i < place; i++) {
            char c = template.at(i);
            boolean dress = Chars.closerOf(c) != 0;
            if (!dress && (start == separator + 1 || c == '=' || c == ':' || Chars.isSpace(c))) {
                return null;
            }
        }
        TemplateValue value = at(start, template);
        return value.places == 0 ? null : value;
    }

    /**
     * The value of a redacted key. It need not be exact, but what is missed here may be seen: quotes in it may be doubled
     * or escaped, and any text behind a colon is a value.
     */
    static TemplateValue redacted(int separator, TemplateText template) {
        int start = template.afterSpaces(separator + 1);
        int close = Chars.isQuote(template.at(start)) ? template.closeEscaped(start) : -1;
        if (close >= 0 && !isKey(separator, start, close, template)) {
            return new TemplateValue(template, start + 1, close, close + 1);
        }
        if (template.at(separator) == '=') {
            return afterEquals(separator, Chars.isSpace(template.at(separator - 1)), template);
        }
        TemplateValue placeholder = afterColon(separator, template);
        if (placeholder != null) {
            return placeholder;
        }
        TemplateValue text = at(start, template);
        return text.places == 0 ? text : new TemplateValue(template, separator + 1, separator + 1, separator + 1);
    }

    /** Whether it is the next key that stands in these quotes, as in {@code password= 'plan'=pro}. */
    private static boolean isKey(int separator, int open, int close, TemplateText template) {
        char behind = template.at(template.afterSpaces(close + 1));
        return template.at(separator) == '='
                && open > separator + 1
                && !Chars.isSpace(template.at(separator - 1))
                && (behind == '=' || behind == ':');
    }

    /** If its first {@code {}} has a key of its own. */
    private boolean holdsPair() {
        for (int i = from; i < template.nextPlace(from); i++) {
            if (template.at(i) == '=' || template.at(i) == ':') {
                return true;
            }
        }
        return false;
    }

    private static TemplateValue at(int start, TemplateText template) {
        int from = start;
        int to = -1;
        int end = -1;
        while (!template.isPlace(from) && Chars.closerOf(template.at(from)) != 0) {
            int close = template.close(from, to < 0 ? template.length() : to);
            if (close < 0 || to >= 0 && close != to - 1) {
                break;
            }
            end = end < 0 ? close + 1 : end;
            from++;
            to = close;
        }
        if (to >= 0) {
            return new TemplateValue(template, from, to, end);
        }
        int plainEnd = plainEnd(start, template);
        return new TemplateValue(template, start, plainEnd, plainEnd);
    }

    /**
     * A value without quotes ends at white space, at a bracket's end that is not its own, and before punctuation. It is
     * not read beyond a redacted key, before which it is cut, since each of many keys would read all of them.
     */
    private static int plainEnd(int start, TemplateText template) {
        int end = start;
        int brackets = 0;
        int lastPlaceEnd = start;
        while (end < template.length() && !isDelimiter(end, template)) {
            if (template.isSeparator(end) && template.redactedKeyBefore(end, start) >= 0) {
                break;
            }
            char c = template.at(end);
            if (template.isPlace(end)) {
                end += 2;
                lastPlaceEnd = end;
                continue;
            }
            brackets += Chars.isOpener(c) ? 1 : Chars.isCloser(c) ? -1 : 0;
            if (brackets < 0) {
                break;
            }
            end++;
        }
        while (end > lastPlaceEnd && ",;.!?:|'\"`".indexOf(template.at(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    /** White space; or a comma and its like before white space, the end, or another pair. */
    private static boolean isDelimiter(int index, TemplateText template) {
        if (Chars.isSpace(template.at(index))) {
            return true;
        }
        if (",;|".indexOf(template.at(index)) < 0) {
            return false;
        }
        int next = index + 1;
        while (Chars.isKey(template.at(next)) || isDress(next, template)) {
            next++;
        }
        if (next == index + 1) {
            return Chars.isSpace(template.at(next));
        }
        int separator = template.afterSpaces(next);
        int value = template.afterSpaces(separator + 1);
        while (isDress(value, template)) {
            value++;
        }
        return template.at(separator) == '=' || template.at(separator) == ':' && template.isPlace(value);
    }

    /** A quote or bracket that opens. */
    private static boolean isDress(int index, TemplateText template) {
        return Chars.closerOf(template.at(index)) != 0 && !template.isPlace(index);
    }

    /** There is nothing behind the separator, not even quotes. */
    boolean isNothing() {
        return end == from;
    }

    /** It has quotes or brackets around it. */
    boolean isDressed() {
        return end > to;
    }

    /** There is more to it than placeholders and signs. */
    boolean holdsWords() {
        for (String part : around(-1)) {
            for (int i = 0; i < part.length(); i++) {
                if (Chars.isWord(part.charAt(i))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Without quotes a value ends before a redacted key, whose own value may have quotes that would be cut in two. */
    TemplateValue beforeRedactedKey() {
        int redactedKey = isDressed() ? -1 : template.redactedKey(from, template.afterKeyDress(end) + 1);
        if (redactedKey < 0) {
            return this;
        }
        int cut = redactedKey;
        while (cut > from && isBetweenPairs(template.at(cut - 1))) {
            cut--;
        }
        return new TemplateValue(template, from, cut, cut);
    }

    private static boolean isBetweenPairs(char c) {
        return Chars.isSpace(c) || Chars.isQuote(c) || Chars.isOpener(c) || ",;|&?-.*\\".indexOf(c) >= 0;
    }

    /** @param redactedKey where one begins inside of the value, -1 if there is none: from there on it is not seen */
    String text(int redactedKey) {
        return redactedKey < 0
                ? template.text.substring(from, to)
                : template.text.substring(from, redactedKey) + Name.REDACTED;
    }

    /**
     * The text before, between and after each {@code {}}.
     *
     * @param redactedKey as in {@link #text}
     */
    String[] around(int redactedKey) {
        int end = redactedKey < 0 ? to : redactedKey;
        String[] around = new String[template.countPlaces(from, end) + 1];
        int begin = from;
        for (int i = 0; i < around.length - 1; i++) {
            int place = template.nextPlace(begin);
            around[i] = template.text.substring(begin, place);
            begin = place + 2;
        }
        around[around.length - 1] = template.text.substring(begin, end) + (redactedKey < 0 ? "" : Name.REDACTED);
        return around;
    }
}
