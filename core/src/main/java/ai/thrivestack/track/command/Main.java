// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.List;

import ai.thrivestack.track.OneLine;
import ai.thrivestack.track.command.check.Check;
import ai.thrivestack.track.command.line.UsageException;
import ai.thrivestack.track.command.replay.Replay;
import ai.thrivestack.track.spool.SpoolReport;

/** The commands of those who run an application: {@code java -jar track-core.jar COMMAND …}. */
public final class Main {
    private static final int USAGE_ERROR = 2;
    private static final int FAILED = 3;

    private static final String USAGE = "usage: java -jar track-core.jar COMMAND ...\n"
            + Check.USAGE
            + Replay.USAGE
            + "  spool DIR, or DIR alone\n"
            + "      what waits in a spoolDirectory, by event name and age\n"
            + "OPTION is an option of the appenders, as in their configuration: --tokenFile=/run/secrets/track-token\n";

    private Main() {}

    /** Exits the JVM. */
    public static void main(String[] args) {
        System.exit(run(Arrays.asList(args), System.out, System.err));
    }

    /** @return the exit code */
    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        try {
            return command(arguments, out, err);
        } catch (UsageException wrong) {
            err.println(OneLine.of(wrong.getMessage()));
            err.print(USAGE);
            return USAGE_ERROR;
        } catch (Exception | LinkageError unexpected) { // a sentence helps an operator more than a stack trace
            err.println(
                    OneLine.of("failed: " + unexpected.getClass().getSimpleName() + ", " + unexpected.getMessage()));
            return FAILED;
        }
    }

    private static int command(List<String> arguments, PrintStream out, PrintStream err) throws IOException {
        if (arguments.isEmpty()) {
            throw new UsageException("no command is given");
        }
        if (arguments.contains("--help") || arguments.contains("-h")) {
            out.print(USAGE);
            return 0;
        }
        String command = arguments.get(0);
        List<String> others = arguments.subList(1, arguments.size());
        switch (command) {
            case "check":
                return new Check(out).run(others);
            case "replay":
                return new Replay(out, err).run(others);
            case "spool":
                return spool(others, out);
            default:
                return spool(arguments, out);
        }
    }

    private static int spool(List<String> arguments, PrintStream out) throws IOException {
        Path directory = arguments.size() == 1 ? Paths.get(arguments.get(0)) : null;
        if (directory == null || !Files.isDirectory(directory)) {
            throw new UsageException(
                    "there is no command or directory " + OneLine.shortened(String.join(" ", arguments)));
        }
        SpoolReport.print(directory, out);
        return 0;
    }
}
