// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command.line;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.thrivestack.track.OneLine;
import ai.thrivestack.track.Option;
import ai.thrivestack.track.Spelling;
import ai.thrivestack.track.TrackOptions;

/**
 * The arguments of a command: files, the command's own flags, and the appenders' options under the names that they have
 * in a configuration. A value follows after {@code =} or as the next argument. Immutable.
 */
public final class Arguments {
    private final Map<String, String> values;
    private final List<String> files;

    private Arguments(Map<String, String> values, List<String> files) {
        this.values = Collections.unmodifiableMap(values);
        this.files = Collections.unmodifiableList(files);
    }

    /**
     * @param flags the command's own, each with its dashes; one that takes a value ends with {@code =}
     * @throws UsageException if they do not follow the usage
     */
    public static Arguments parse(List<String> arguments, String... flags) {
        Map<String, Boolean> known = known(flags);
        Map<String, String> values = new LinkedHashMap<>();
        List<String> files = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("--")) {
                files.addAll(arguments.subList(i + 1, arguments.size()));
                break;
            }
            if (!argument.startsWith("-")) {
                files.add(argument);
                continue;
            }
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            if (!known.containsKey(name)) {
                throw new UsageException("there is no flag " + OneLine.shortened(name) + ". Did you mean "
                        + Spelling.nearest(name, known.keySet()) + "?");
            }
            String value = "";
            if (!known.get(name)) {
                require(equals < 0, name + " takes no value");
            } else if (equals >= 0) {
                value = argument.substring(equals + 1);
            } else {
                boolean follows =
                        i + 1 < arguments.size() && !arguments.get(i + 1).startsWith("--");
                require(follows, name + " needs a value: write " + name + "=value");
                value = arguments.get(++i);
            }
            require(values.put(name, value) == null, name + " is given twice");
        }
        return new Arguments(values, files);
    }

    /** Every flag, and whether it takes a value. */
    private static Map<String, Boolean> known(String... flags) {
        Map<String, Boolean> known = new LinkedHashMap<>();
        for (String flag : flags) {
            boolean takesValue = flag.endsWith("=");
            known.put(takesValue ? flag.substring(0, flag.length() - 1) : flag, takesValue);
        }
        for (Option<?> option : TrackOptions.all()) {
            known.put("--" + option.name(), true);
        }
        return known;
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new UsageException(message);
        }
    }

    public List<String> files() {
        return files;
    }

    public boolean has(String flag) {
        return values.containsKey(flag);
    }

    /** Null if the flag is absent. */
    public String value(String flag) {
        return values.get(flag);
    }

    /** The appenders' options that are given, by name. */
    public Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        for (Option<?> option : TrackOptions.all()) {
            String text = values.get("--" + option.name());
            if (text != null) {
                options.put(option.name(), text);
            }
        }
        return options;
    }
}
