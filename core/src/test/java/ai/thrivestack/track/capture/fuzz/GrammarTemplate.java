// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A template as people write them, put together from parts that are remembered: so it is known, without any parsing,
 * what it must give. Not thread-safe.
 */
final class GrammarTemplate {
    /** Where one value's arguments stand. */
    static final class Place {
        /** Null if the placeholder is bare. */
        final String key;
        /** What is written before, between and after the arguments of the value. */
        final String[] around;

        Place(String key, String... around) {
            this.key = key;
            this.around = around;
        }

        int arguments() {
            return around.length - 1;
        }
    }

    private enum Part {
        WORDS,
        BARE,
        PAIR,
        COLON_PAIR,
        GROUP,
        TEXT,
        EMPTY_TEXT
    }

    private static final String[] DRESS = {"''", "\"\"", "``", "()", "[]", "<>", "{}"};

    private final Dice dice;
    private final Texts texts;
    private final Supplier<String> keys;
    private final StringBuilder text = new StringBuilder();
    private final List<String> name = new ArrayList<>();

    final List<Place> places = new ArrayList<>();
    /** The pairs written out, the first of a name. */
    final Map<String, String> written = new LinkedHashMap<>();

    /** @param keys gives the next pair's key */
    GrammarTemplate(Dice dice, Supplier<String> keys) {
        this.dice = dice;
        this.texts = new Texts(dice);
        this.keys = keys;
        text.append(dice.pick("", "", "", " ", "\t "));
        Part last = null;
        for (int i = dice.oneIn(100) ? dice.below(60) : dice.few(8); i > 0; i--) {
            Part next = last == null && dice.percent(90) ? Part.WORDS : dice.pick(Part.values());
            last = addPart(last, next) ? next : last;
        }
        text.append(dice.pick("", "", "", ".", "!", "...", " ", "\n", "?"));
    }

    String text() {
        return text.toString();
    }

    /** The event's name, empty if there are no words. */
    String name() {
        return String.join(" ", name);
    }

    private boolean addPart(Part last, Part next) {
        boolean worded = text.chars().anyMatch(Character::isLetterOrDigit);
        if (next == Part.COLON_PAIR && !worded || next == Part.BARE && last == Part.EMPTY_TEXT) {
            return false; // the first word is never a key; plan= {} is no empty text
        }
        int start = text.length();
        add(next, worded);
        if (last != null) {
            text.insert(start, separator(last, next));
        }
        return true;
    }

    private void add(Part part, boolean worded) {
        switch (part) {
            case WORDS:
                words();
                break;
            case BARE:
                places.add(new Place(null, "", ""));
                text.append(dressed("{}", 30));
                break;
            case PAIR:
                pair();
                break;
            case COLON_PAIR:
                colonPair();
                break;
            case GROUP:
                group(worded);
                break;
            case TEXT:
                writtenPair();
                break;
            default:
                String key = keys.get();
                text.append(key).append('=');
                written.putIfAbsent(key, "");
        }
    }

    private String separator(Part last, Part next) {
        if (last == Part.WORDS && next == Part.WORDS) {
            return dice.pick(" ", "  ", "\n", "\u00a0");
        }
        if (last == Part.EMPTY_TEXT) {
            return dice.pick(" ", "  ", ", ");
        }
        if (last == Part.WORDS && (next != Part.BARE || isFirstWord()) && dice.percent(30)) {
            return ": ";
        }
        return last != Part.WORDS && next != Part.WORDS && next != Part.BARE && dice.percent(20)
                ? dice.pick(",", ";", "|")
                : dice.pick(" ", " ", "  ", "\t", "\n", ", ", "; ", " | ", " - ", " -> ", "\u3000");
    }

    /** If there is one word and nothing else: it is never a key. */
    private boolean isFirstWord() {
        return name.size() == 1 && !name.get(0).contains("'") && places.size() == 1 && written.isEmpty();
    }

    private void words() {
        for (int i = dice.few(4); i >= 0; i--) {
            name.add(dice.oneIn(12) ? "(" + texts.word("") + ")" : texts.word("_-.'"));
            text.append(name.get(name.size() - 1)).append(i == 0 ? "" : dice.pick(" ", " ", " ", "  ", "\t"));
        }
    }

    private void pair() {
        String key = keys.get();
        text.append(dice.percent(15) ? quoted(key) : key).append(dice.pick("=", "=", "=", "=", "= ", " = ", " ="));
        value(key);
    }

    private void colonPair() {
        String key = keys.get();
        text.append(dice.percent(15) ? quoted(key) : key).append(dice.pick(": ", ": ", ":", " : "));
        places.add(new Place(key, "", ""));
        text.append(dressed("{}", 30));
    }

    private String quoted(String key) {
        String quote = dice.pick("'", "\"", "`");
        return quote + key + quote;
    }

    private void value(String key) {
        int kind = dice.below(10);
        String[] around = {"", ""};
        if (kind == 0) {
            around = dice.pick(
                    new String[] {"", "ms"}, new String[] {"$", ""}, new String[] {"#", "%"}, new String[] {"", "\u20ac"
                    });
        } else if (kind == 1) {
            around = dice.pick(new String[] {"", "-", ""}, new String[] {"v", ""}, new String[] {"", "/", "x"});
        }
        places.add(new Place(key, around));
        text.append(dressed(String.join("{}", around), 40));
    }

    private String dressed(String value, int chance) {
        if (!dice.percent(chance)) {
            return value;
        }
        String inner = dice.pick(DRESS);
        String outer = dice.pick(DRESS);
        String dressed = inner.charAt(0) + value + inner.charAt(1);
        boolean twice = dice.oneIn(4) && inner.charAt(0) != outer.charAt(0); // "" would be an empty text
        return twice ? outer.charAt(0) + dressed + outer.charAt(1) : dressed;
    }

    private void group(boolean worded) {
        String dress = dice.pick(DRESS[3], DRESS[4], DRESS[5], DRESS[6]);
        text.append(dress.charAt(0));
        for (int i = dice.few(3); i >= 0; i--) {
            if (worded && dice.percent(40)) {
                colonPair();
            } else {
                pair();
            }
            text.append(i == 0 ? "" : dice.pick(", ", "; ", " ", ","));
        }
        text.append(dress.charAt(1));
    }

    private void writtenPair() {
        String key = keys.get();
        String value = texts.word("");
        int kind = dice.below(4);
        if (kind == 0) {
            String dress = dice.pick("''", "\"\"", "()", "[]");
            value = texts.word(" ,;:=-.!/+&?");
            value += dress.equals("()") ? " (" + texts.word(" ") + ") b" : "";
            text.append(key).append('=').append(dress.charAt(0)).append(value).append(dress.charAt(1));
        } else if (kind == 1) {
            text.append(key).append(" = ").append(value);
        } else {
            value = texts.word("@._/-+%&?#~:=");
            text.append(key).append('=').append(value);
        }
        written.putIfAbsent(key, value);
    }
}
