// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The arguments of the command line: {@code [--port N] [--plan FILE] [-- COMMAND ARG…]}, or {@code --help}. Immutable. */
final class Arguments {

    static final int DEFAULT_PORT = 8090;

    static final String USAGE = "usage: java -jar track-testkit.jar [--port N] [--plan FILE] [-- COMMAND ARG...]\n"
            + "Runs a local Track API that shows the events it accepts and why it refuses others:\n"
            + "on a live page, whose address it prints, and line by line.\n"
            + "  --port N    the port of 127.0.0.1 to listen on, 0 for a free one;\n"
            + "              default " + DEFAULT_PORT + ", and with a COMMAND a free one\n"
            + "  --plan FILE a tracking plan; what breaks it is a warning, on the page and line by line\n"
            + "  --help      prints this\n"
            + "  -- COMMAND  runs COMMAND with TRACK_ENDPOINT and THRIVESTACK_TOKEN in its environment,\n"
            + "              sums up when it ends, and exits with its exit code; without, runs until Ctrl-C\n";

    private final boolean help;
    private final OptionalInt port;
    private final Optional<Path> plan;
    private final List<String> command;

    private Arguments(boolean help, OptionalInt port, Optional<Path> plan, List<String> command) {
        this.help = help;
        this.port = port;
        this.plan = plan;
        this.command = command;
    }

    /** {@link IllegalArgumentException}, with a message for the user, where they do not follow the usage. */
    static Arguments parse(String... args) {
        OptionalInt port = OptionalInt.empty();
        Optional<Path> plan = Optional.empty();
        int i = 0;
        while (i < args.length && !args[i].equals("--")) {
            if (args[i].equals("--help") || args[i].equals("-h")) {
                return new Arguments(true, port, plan, Collections.emptyList());
            }
            String value = i + 1 < args.length ? args[i + 1] : "";
            if (args[i].equals("--port")) {
                port = OptionalInt.of(port(value));
            } else if (args[i].equals("--plan") && !value.isEmpty()) {
                plan = Optional.of(Paths.get(value));
            } else {
                throw new IllegalArgumentException("unknown argument: " + args[i]);
            }
            i += 2;
        }
        List<String> command =
                i < args.length ? Arrays.asList(args).subList(i + 1, args.length) : Collections.emptyList();
        if (i < args.length && command.isEmpty()) {
            throw new IllegalArgumentException("no command after --");
        }
        return new Arguments(false, port, plan, command);
    }

    /** Whether the usage is asked for; then the rest says nothing. */
    boolean help() {
        return help;
    }

    int port() {
        return port.orElse(command.isEmpty() ? DEFAULT_PORT : 0);
    }

    /** The file of the tracking plan, if one is given. */
    Optional<Path> plan() {
        return plan;
    }

    /** Empty where there is none. */
    List<String> command() {
        return command;
    }

    private static int port(String text) {
        if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= 65_535) {
            return Integer.parseInt(text);
        }
        throw new IllegalArgumentException("--port takes a number from 0 to 65535, not \"" + text + "\"");
    }
}
