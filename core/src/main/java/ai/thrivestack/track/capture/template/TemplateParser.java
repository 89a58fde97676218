// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.thrivestack.track.capture.value.SafeText;

/**
 * Reads a message as people write it in code: a name, and pairs such as {@code seats={}}, {@code plan: {}},
 * {@code 'currency'='{}'}, {@code (a={})} or {@code plan=pro}. Quotes, brackets and punctuation around a pair are
 * dress. The parser goes once from separator to separator; what belongs to a pair is cut out, and the rest is the name.
 *
 * <p>Where the value of a redacted key is written out, as in {@code password=my phrase} or {@code "password": "x"}, it
 * cannot be seen where it ends. So all up to the next pair is taken for a part of it: it gives no name, and a
 * placeholder without a name gives no value.
 *
 * <p>One message each; not thread-safe.
 */
public final class TemplateParser {
    private final String source;
    private final TemplateText template;
    private final TemplateName name;
    private final List<Placeholder> placeholders = new ArrayList<>();
    private final Map<String, String> texts = new LinkedHashMap<>();
    /** Where the first word begins. */
    private final int firstWord;
    /** Up to here, everything belongs to a pair or has been looked at. */
    private int done;
    /** How many {@code {}} have their placeholder. */
    private int placed;
    /** What stands here may belong to a redacted value. */
    private boolean secret;

    private TemplateParser(String source, RedactKeys redactKeys) {
        this.source = source;
        String text = SafeText.wellFormed(source);
        template = new TemplateText(text, redactKeys);
        name = new TemplateName(text, template.nextPlace(0) < 0);
        int word = 0;
        while (word < text.length() && !Chars.isWord(text.charAt(word))) {
            word++;
        }
        firstWord = word;
    }

    public static Template parse(String text, RedactKeys redactKeys) {
        return new TemplateParser(text, redactKeys).parse();
    }

    private Template parse() {
        for (int i = 0; i < template.length(); i = Math.max(i + 1, done)) {
            if (template.isSeparator(i) && !redactedPair(i) && !isOperator(i)) {
                pair(i);
            }
        }
        barePlacesBefore(template.length());
        return new Template(source, name.build(), placeholders, texts, placed);
    }

    /** {@code ==}, {@code >=}, {@code =>}, {@code ::} and their like separate no pair. */
    private boolean isOperator(int separator) {
        char after = template.at(separator + 1);
        return "=!<>:+*/".indexOf(template.at(separator - 1)) >= 0 || after == '=' || after == '>' || after == ':';
    }

    /** @return false if it is no redacted key that stands before this separator */
    private boolean redactedPair(int separator) {
        int keyEnd = template.keyEnd(separator, done);
        int start = template.redactedKeyBefore(separator, done);
        if (start < 0) {
            return false;
        }
        TemplateValue value = TemplateValue.redacted(separator, template).beforeRedactedKey();
        barePlacesBefore(start);
        done = value.end;
        secret = value.places == 0 || value.holdsWords();
        if (secret) {
            name.cutSecret(start, value.end);
        } else {
            name.cut(start, value.end);
        }
        String key = template.text.substring(start, keyEnd);
        if (value.places == 0) {
            texts.putIfAbsent(key, "");
        } else {
            addPlaceholder(key, value.around(-1), value.places);
        }
        return true;
    }

    private void pair(int separator) {
        int keyEnd = separator;
        while (keyEnd > done && Chars.isSpace(template.at(keyEnd - 1))) {
            keyEnd--;
        }
        boolean quoted = keyEnd > done && Chars.isQuote(template.at(keyEnd - 1));
        int start = quoted ? quotedKeyStart(keyEnd) : plainKeyStart(keyEnd);
        if (start < 0) {
            return;
        }
        TemplateValue value = null;
        if (template.at(separator) == '=') {
            value = TemplateValue.afterEquals(separator, keyEnd < separator, template);
        } else if (start > firstWord) {
            value = TemplateValue.afterColon(separator, template);
        }
        if (value == null) {
            return;
        }
        value = value.beforeRedactedKey();
        // Without a value it may be the end of a redacted one: Authorization: Basic dXNlcjo=
        if (!secret || !value.isNothing()) {
            barePlacesBefore(start);
            add(key(start, keyEnd, quoted), start, value);
        }
    }

    private void add(String key, int start, TemplateValue value) {
        int redacted = template.redactedKey(value.from, value.to);
        secret = redacted >= 0;
        done = value.end;
        if (secret) {
            name.cutSecret(start, value.end);
        } else {
            name.cutPair(start, value.end, endOfDress(start, value));
        }
        if (value.places == 0) {
            texts.putIfAbsent(key, value.text(redacted));
        } else {
            addPlaceholder(key, value.around(redacted), value.places);
        }
    }

    /** Where the quotes or brackets end that close a pair, -1 if it has none and its value may go on. */
    private int endOfDress(int start, TemplateValue value) {
        if (!name.asksForDress()) {
            return -1;
        }
        int close =
                start > 0 && Chars.isOpener(template.at(start - 1)) ? template.close(start - 1, template.length()) : -1;
        return close >= value.end ? close + 1 : value.isDressed() ? value.end : -1;
    }

    private String key(int start, int end, boolean quoted) {
        return quoted ? template.text.substring(start + 1, end - 1) : template.text.substring(start, end);
    }

    private void addPlaceholder(String key, String[] around, int places) {
        placeholders.add(new Placeholder(key, placed, around));
        placed += places;
    }

    /** @return where the quote opens that is closed before this end, -1 if there is no key in it */
    private int quotedKeyStart(int end) {
        int open = template.text.lastIndexOf(template.at(end - 1), end - 2);
        int place = template.nextPlace(Math.max(open, 0));
        boolean holdsPlace = place >= 0 && place < end;
        return open >= done
                        && !template.text.substring(open + 1, end - 1).trim().isEmpty()
                        && !holdsPlace
                ? open
                : -1;
    }

    /** @return where the key that ends here begins, -1 if there is none: a number alone is no key */
    private int plainKeyStart(int end) {
        int start = end;
        boolean letter = false;
        while (start > done && Chars.isKey(template.at(start - 1))) {
            start--;
            letter |= Character.isLetter(template.at(start)) || template.at(start) == '_';
        }
        while (start < end && (template.at(start) == '-' || template.at(start) == '.')) {
            start++;
        }
        return letter ? start : -1;
    }

    private void barePlacesBefore(int end) {
        int place;
        while ((place = template.nextPlace(done)) >= 0 && place < end) {
            if (secret) {
                name.cutSecret(place, place + 2);
            } else {
                name.cut(place, place + 2);
            }
            done = place + 2;
            placeholders.add(Placeholder.bare(placed++, secret));
        }
    }
}
