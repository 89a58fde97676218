// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.fuzz;

/** Templates that nobody would write, and those that somebody's input makes of a concatenated one. */
final class GarbageTemplate {
    private static final String[] TOKENS = {
        "{}",
        "{}",
        "{}",
        "=",
        "=",
        ":",
        ": ",
        " ",
        " ",
        ", ",
        ";",
        "|",
        "'",
        "\"",
        "`",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "<",
        ">",
        "\\",
        "\\\\",
        "\\{}",
        "==",
        "=>",
        "::",
        "...",
        "-",
        ".",
        "$",
        "%",
        "\n",
        "\u0000",
        "\ud83d",
        "\ude00",
        "\ufffd",
        "\u00a0",
        "a",
        "seats",
        "user_id",
        "userId=",
        "group_id",
        "event_name=",
        "arg0",
        "[truncated]",
        "1",
        "é",
        "name"
    };

    private final Dice dice;
    private final Variant variant;
    private final Texts texts;

    GarbageTemplate(Dice dice, Variant variant) {
        this.dice = dice;
        this.variant = variant;
        this.texts = new Texts(dice);
    }

    String text() {
        switch (dice.below(6)) {
            case 0:
                return texts.any();
            case 1:
            case 2:
                return tokens();
            case 3:
                return dice.oneIn(20) ? run() : tokens();
            default:
                return mutated(new GrammarTemplate(dice, variant, () -> texts.word("._-")).text());
        }
    }

    private String tokens() {
        StringBuilder text = new StringBuilder();
        for (int i = dice.few(40); i > 0; i--) {
            text.append(dice.pick(TOKENS));
        }
        return text.toString();
    }

    /** A few tokens over and over again. */
    private String run() {
        String unit = dice.pick(TOKENS) + (dice.percent(50) ? dice.pick(TOKENS) : "");
        StringBuilder text = new StringBuilder(tokens());
        for (int i = dice.below(dice.oneIn(20) ? 20_000 : 1_000); i > 0; i--) {
            text.append(unit);
        }
        return text.append(tokens()).toString();
    }

    private String mutated(String original) {
        StringBuilder text = new StringBuilder(original);
        for (int i = dice.few(8); i >= 0 && text.length() > 0; i--) {
            int at = dice.below(text.length());
            int end = Math.min(text.length(), at + 1 + dice.few(6));
            switch (dice.below(5)) {
                case 0:
                    text.delete(at, end);
                    break;
                case 1:
                    text.insert(dice.below(text.length()), text.substring(at, end));
                    break;
                case 2:
                    text.replace(at, end, dice.pick(TOKENS));
                    break;
                case 3:
                    text.setCharAt(at, (char) dice.below(0x10000));
                    break;
                default:
                    text.insert(at, dice.percent(70) ? dice.pick(TOKENS) : texts.any());
            }
        }
        return text.toString();
    }
}
