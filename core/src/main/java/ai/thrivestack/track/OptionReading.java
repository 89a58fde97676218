// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a configuration states, read option by option, and what is wrong with it. For one thread. */
final class OptionReading {
    final Map<Option<?>, Object> values = new HashMap<>();
    final List<String> problems = new ArrayList<>();

    private final String prefix;
    private final Collection<Option<?>> options;
    private final Option<?> essential;

    /**
     * @param prefix in front of a property's name; empty if options are not properties, but elements or attributes of
     *     their own names
     * @param essential no default takes the place of a value that cannot be used
     */
    OptionReading(String prefix, Collection<Option<?>> options, Option<?> essential) {
        this.prefix = prefix;
        this.options = options;
        this.essential = essential;
        options.forEach(option -> values.put(option, option.defaultValue()));
    }

    void read(String name, String text) {
        Option<?> option = named(name);
        if (option == null) {
            problem(unknown(name, options.stream().map(Option::name).collect(Collectors.toList())));
        } else {
            read(option, shown(option), text);
        }
    }

    String shown(Option<?> option) {
        return prefix.isEmpty() ? option.name() : prefix + option.kebabName();
    }

    String shownValue(String text) {
        return prefix.isEmpty() ? "=" + text : "";
    }

    /** @param source the name that the message shows for the text */
    void read(Option<?> option, String source, String text) {
        if (text == null || text.trim().isEmpty()) {
            return;
        }
        String usable = option.withoutUnsetVariables(text.trim());
        try {
            if (usable.isEmpty()) {
                throw new IllegalArgumentException();
            }
            values.put(option, option.parse(usable));
            if (option.hasUnsetVariable(text)) {
                problem(source + shownValue(option.shown(text)) + " can be used in part only"
                        + whatToWrite(option, text) + "Until then "
                        + (prefix.isEmpty() ? "this part serves: " + usable : "the other part serves") + ".");
            }
        } catch (IllegalArgumentException e) {
            values.put(option, option == essential ? null : option.defaultValue());
            problem(source + shownValue(option.shown(text)) + " cannot be used" + whatToWrite(option, text)
                    + (option == essential
                            ? "Nothing is sent until then; events wait."
                            : "Until then the default serves: "
                                    + (option.defaultText().isEmpty() ? "none" : option.defaultText()) + "."));
        }
    }

    private static String whatToWrite(Option<?> option, String text) {
        return option.hasUnsetVariable(text)
                ? ": " + option.shownUnsetVariable(text)
                        + " stands for a variable that is not set. Set the variable, or write " + option.allowed()
                        + ". "
                : ". Write " + option.allowed() + ". ";
    }

    void problem(String sentence) {
        problems.add(OneLine.of(sentence));
    }

    private Option<?> named(String name) {
        for (Option<?> option : options) {
            if (option.name().equalsIgnoreCase(name)) {
                return option;
            }
        }
        return null;
    }

    static String unknown(String name, Collection<String> names) {
        return "there is no option " + OneLine.of(name) + ". Did you mean " + Spelling.nearest(name, names)
                + "? Allowed are " + String.join(", ", names) + ".";
    }
}
