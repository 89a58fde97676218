// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a message as people write it in code: a name, and pairs such as {@code seats={}}, {@code plan: {}},
 * {@code 'currency'='{}'}, {@code (a={})} or {@code plan=pro}. Quotes, brackets and punctuation around a pair are
 * dress. The parser goes once from separator to separator; what belongs to a pair is cut out, and the rest is the name.
 *
 * <p>One message each; not thread-safe.
 */
final class TemplateParser {
    private final String source;
    private final TemplateText template;
    private final TemplateName name;
    private final List<Slot> slots = new ArrayList<>();
    private final Map<String, String> texts = new LinkedHashMap<>();
    /** Where the first word begins. */
    private final int firstWord;
    /** Up to here, everything belongs to a pair or has been looked at. */
    private int done;
    /** How many placeholders have their slot. */
    private int placed;

    private TemplateParser(String source) {
        this.source = source;
        String text = SafeText.wellFormed(source);
        template = new TemplateText(text);
        name = new TemplateName(text);
        int word = 0;
        while (word < text.length() && !Chars.isWord(text.charAt(word))) {
            word++;
        }
        firstWord = word;
    }

    static Template parse(String text) {
        return new TemplateParser(text).parse();
    }

    private Template parse() {
        for (int i = 0; i < template.length(); i = Math.max(i + 1, done)) {
            char c = template.at(i);
            if ((c == '=' || c == ':') && !isOperator(i)) {
                pair(i);
            }
        }
        barePlacesBefore(template.length());
        return new Template(source, name.build(), slots, texts, placed);
    }

    /** {@code ==}, {@code >=}, {@code =>}, {@code ::} and their like separate no pair. */
    private boolean isOperator(int separator) {
        char after = template.at(separator + 1);
        return "=!<>:+*/".indexOf(template.at(separator - 1)) >= 0 || after == '=' || after == '>' || after == ':';
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
        if (value != null) {
            barePlacesBefore(start);
            name.cut(start, value.end);
            done = value.end;
            put(key(start, keyEnd, quoted), value);
        }
    }

    private String key(int start, int end, boolean quoted) {
        return quoted ? template.text.substring(start + 1, end - 1) : template.text.substring(start, end);
    }

    private void put(String key, TemplateValue value) {
        if (value.places == 0) {
            texts.putIfAbsent(key, value.text());
        } else {
            slots.add(new Slot(key, placed, value.around()));
            placed += value.places;
        }
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
            name.cut(place, place + 2);
            done = place + 2;
            slots.add(new Slot(null, placed++, new String[] {"", ""}));
        }
    }
}
