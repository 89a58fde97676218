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
        /** It is bare and may be a part of a redacted value, so its own value is not sent. */
        final boolean secret;
        /** What is written before, between and after the arguments of the value. */
        final String[] around;

        Place(String key, String... around) {
            this(key, false, around);
        }

        private Place(String key, boolean secret, String... around) {
            this.key = key;
            this.secret = secret;
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

    /** What stands before words, and so decides what they give. */
    private enum Cut {
        NONE,
        /** A placeholder, or a pair that has one. */
        PLACE,
        /** A pair that is written out, with quotes or brackets around its value. */
        CLOSED,
        /** One without them: its value may go on. */
        OPEN,
        /** The value of a redacted key, written out. */
        SECRET
    }

    private static final String[] DRESS = {"''", "\"\"", "``", "()", "[]", "<>", "{}"};

    private final Dice dice;
    private final Texts texts;
    private final Supplier<String> keys;
    private final Variant variant;
    private final StringBuilder text = new StringBuilder();
    private final List<Cut> cuts = new ArrayList<>();
    /** The words behind each cut. */
    private final List<List<String>> words = new ArrayList<>();

    final List<Place> places = new ArrayList<>();
    /** The pairs written out, the first of a name. */
    final Map<String, String> written = new LinkedHashMap<>();
    /** Words of redacted values. */
    final List<String> hidden = new ArrayList<>();

    /** @param keys gives the next pair's key */
    GrammarTemplate(Dice dice, Variant variant, Supplier<String> keys) {
        this.dice = dice;
        this.variant = variant;
        this.texts = new Texts(dice);
        this.keys = keys;
        cut(Cut.NONE);
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

    /** The event's name, empty if there are no words that may be in it. */
    String name() {
        return String.join(" ", places.isEmpty() ? nameOfText() : nameOfTemplate());
    }

    /** All words besides those behind a redacted value, where the name ends if there is one. */
    private List<String> nameOfTemplate() {
        List<String> name = new ArrayList<>();
        for (int i = 0; i < cuts.size(); i++) {
            if (cuts.get(i) != Cut.SECRET) {
                name.addAll(words.get(i));
            } else if (!name.isEmpty()) {
                break;
            }
        }
        return name;
    }

    /** The words before the first pair; if there are none, those where no value's words can be. */
    private List<String> nameOfText() {
        for (int i = 0; i < cuts.size(); i++) {
            List<String> here = new ArrayList<>(words.get(i));
            if (cuts.get(i) == Cut.OPEN) {
                here.removeIf(word -> !isSnakeCase(word));
                here = here.subList(0, Math.min(1, here.size()));
            }
            if (cuts.get(i) != Cut.SECRET && !here.isEmpty()) {
                return here;
            }
        }
        return new ArrayList<>();
    }

    /** Words neither begin nor end with a sign. */
    private static boolean isSnakeCase(String word) {
        return word.contains("_") && word.codePoints().allMatch(c -> c == '_' || Character.isLetterOrDigit(c));
    }

    private void cut(Cut cut) {
        cuts.add(cut);
        words.add(new ArrayList<>());
    }

    private boolean isSecret() {
        return cuts.get(cuts.size() - 1) == Cut.SECRET;
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
                places.add(new Place(null, isSecret(), "", ""));
                text.append(dressed("{}", 30));
                cut(isSecret() ? Cut.SECRET : Cut.PLACE);
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
                emptyText();
        }
    }

    private void emptyText() {
        String key = keys.get();
        text.append(key).append('=');
        if (variant.isRedacted(key)) {
            written.putIfAbsent(key, "");
            cut(Cut.SECRET);
        } else if (!isSecret()) { // behind a redacted value it may be the end of that
            written.putIfAbsent(key, "");
            cut(Cut.OPEN);
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
        List<String> first = words.get(0);
        return first.size() == 1 && !first.get(0).contains("'") && places.size() == 1 && cuts.size() == 2;
    }

    private void words() {
        for (int i = dice.few(4); i >= 0; i--) {
            String word = dice.oneIn(12) ? "(" + texts.word("") + ")" : texts.word("_-.'");
            words.get(words.size() - 1).add(word);
            text.append(word).append(i == 0 ? "" : dice.pick(" ", " ", " ", "  ", "\t"));
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
        cut(Cut.PLACE);
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
        boolean isWritten = String.join("", around).chars().anyMatch(Character::isLetterOrDigit);
        cut(isWritten && variant.isRedacted(key) ? Cut.SECRET : Cut.PLACE);
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
        if (variant.isRedacted(key)) {
            redactedPair(key);
            return;
        }
        String value = texts.word("");
        int kind = dice.below(9);
        if (kind < 2) {
            String dress = dice.pick("''", "\"\"", "()", "[]");
            value = texts.word(" ,;:=-.!/+&?");
            value += dress.equals("()") ? " (" + texts.word(" ") + ") b" : "";
            text.append(key).append('=').append(dress.charAt(0)).append(value).append(dress.charAt(1));
            cut(Cut.CLOSED);
        } else if (kind < 4) {
            text.append(key).append(" = ").append(value);
            cut(Cut.OPEN);
        } else if (kind < 8) {
            value = texts.word("@._/-+%&?#~:=");
            text.append(key).append('=').append(value);
            cut(Cut.OPEN);
        } else {
            value = swallowing(key);
        }
        written.putIfAbsent(key, value);
    }

    /** A value that holds a redacted pair. */
    private String swallowing(String key) {
        String seen = texts.word(" ") + " " + variant.redactKey(dice);
        String dress = dice.pick("''", "\"\"", "()", "[]");
        text.append(key).append('=').append(dress.charAt(0)).append(seen).append(dice.pick("=", ": ", " = ", ":"));
        text.append(hiddenWords()).append(dress.charAt(1));
        cut(Cut.SECRET);
        return seen.substring(0, seen.lastIndexOf(' ') + 1) + "[redacted]";
    }

    private void redactedPair(String key) {
        String separator = dice.pick("=", "=", "=", " = ", ": ", ":", " : ");
        text.append(dice.percent(30) ? quoted(key) : key).append(separator);
        String dress = dice.pick("", "", "''", "\"\"", "()", "[]");
        if (dress.isEmpty()) {
            text.append(hiddenWords());
        } else {
            text.append(dress.charAt(0)).append(hiddenWords());
            char quote = dress.charAt(0) == dress.charAt(1) ? dress.charAt(0) : 0;
            if (quote != 0 && dice.percent(30)) { // as SQL and Java write a quote in quotes
                text.append(dice.pick("" + quote + quote, "\\" + quote))
                        .append("s a=")
                        .append(hiddenWords());
            }
            text.append(dress.charAt(1));
        }
        written.putIfAbsent(key, "");
        cut(Cut.SECRET);
    }

    private String hiddenWords() {
        StringBuilder value = new StringBuilder();
        for (int i = dice.few(4); i >= 0; i--) {
            String word = "hush" + texts.word("") + texts.word("");
            hidden.add(word);
            value.append(word).append(i == 0 ? "" : " ");
        }
        return value.toString();
    }
}
