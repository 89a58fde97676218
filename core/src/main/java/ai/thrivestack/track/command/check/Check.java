// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command.check;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;

import ai.thrivestack.track.OneLine;
import ai.thrivestack.track.command.check.Finding.Kind;
import ai.thrivestack.track.command.configuration.Configuration;
import ai.thrivestack.track.command.configuration.ConfigurationFile;
import ai.thrivestack.track.command.configuration.FoundAppender;
import ai.thrivestack.track.command.configuration.Surroundings;
import ai.thrivestack.track.command.configuration.UnreadableException;
import ai.thrivestack.track.command.line.Arguments;
import ai.thrivestack.track.command.line.UsageException;

/** {@code check FILE …} names what is wrong with configurations. */
public final class Check {
    public static final String USAGE =
            "  check FILE ... [--offline] [--strict] [--json] [--send-test-event] [--OPTION=VALUE ...]\n"
                    + "      names what is wrong with a configuration of Logback or Log4j2, and asks the API\n"
                    + "      whether it refuses the token; without FILE, with the options alone, which else\n"
                    + "      take the place of the file's\n"
                    + "        --offline          does not ask the API\n"
                    + "        --strict           warnings count as errors\n"
                    + "        --json             prints an object a line\n"
                    + "        --send-test-event  sends one event; otherwise none is sent\n"
                    + "      exit code: 0 fine, 1 configuration, 2 usage, 3 network or API\n";

    private static final String NO_APPENDER = "there is no Track appender in it. Logback's is <appender name=\"TRACK\" "
            + "class=\"ai.thrivestack.track.logback.TrackAppender\">, Log4j2's <Track name=\"TRACK\"/>";

    private final PrintStream out;

    public Check(PrintStream out) {
        this.out = out;
    }

    /**
     * @return the exit code
     * @throws UsageException if the arguments do not follow the usage
     */
    public int run(List<String> arguments) throws IOException {
        Arguments given = Arguments.parse(arguments, "--offline", "--strict", "--json", "--send-test-event");
        if (given.files().isEmpty() && given.options().isEmpty()) {
            throw new UsageException("check needs a file or an option");
        }
        if (given.has("--offline") && given.has("--send-test-event")) {
            throw new UsageException("--offline and --send-test-event exclude each other");
        }
        Findings findings = new Findings(out, given.has("--json"));
        if (given.files().isEmpty()) {
            new AppenderCheck(given, findings, "", "").checkArguments();
        }
        for (String file : given.files()) {
            check(path(file), given, findings);
        }
        findings.sum();
        return findings.exitCode(given.has("--strict"));
    }

    private static Path path(String file) {
        Path path = Paths.get(file);
        if (!Files.isRegularFile(path)) {
            throw new UsageException("there is no file " + OneLine.of(file));
        }
        return path;
    }

    private static void check(Path file, Arguments given, Findings findings) throws IOException {
        Configuration configuration;
        try {
            configuration = ConfigurationFile.read(file, Surroundings.OF_THIS_PROCESS);
        } catch (UnreadableException wrong) {
            findings.add(new Finding(Kind.CONFIGURATION, file.toString(), "", wrong.getMessage()));
            return;
        }
        configuration.mistakes.forEach(
                mistake -> findings.add(new Finding(Kind.CONFIGURATION, file.toString(), "", mistake)));
        configuration.warnings.forEach(
                warning -> findings.add(new Finding(Kind.WARNING, file.toString(), "", warning)));
        if (configuration.appenders.isEmpty() && configuration.mistakes.isEmpty()) {
            findings.add(new Finding(Kind.CONFIGURATION, file.toString(), "", NO_APPENDER));
        }
        for (FoundAppender appender : configuration.appenders) {
            String place = file + (appender.line == 0 ? "" : ":" + appender.line);
            new AppenderCheck(given, findings, place, appender.name).check(appender);
        }
    }
}
