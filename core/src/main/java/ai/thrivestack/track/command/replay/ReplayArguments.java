// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command.replay;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;

import ai.thrivestack.track.OneLine;
import ai.thrivestack.track.TrackOptions;
import ai.thrivestack.track.command.line.Arguments;
import ai.thrivestack.track.command.line.UsageException;

/** What {@code replay} is told to do. Immutable. */
final class ReplayArguments {
    private static final int HIGHEST_RATE = 1_000_000;

    final Path file;
    /** Null if refused letters are written nowhere. */
    final Path out;
    /** Events a second; 0 if there is no bound. */
    final int rate;

    final boolean isDryRun;
    final TrackOptions options;

    /** @throws UsageException if the arguments do not follow the usage, or an option cannot be used */
    ReplayArguments(List<String> arguments) {
        Arguments given = Arguments.parse(arguments, "--rate=", "--dry-run", "--out=");
        file = file(given.files());
        out = out(given.value("--out"));
        rate = rate(given.value("--rate"));
        isDryRun = given.has("--dry-run");
        options = TrackOptions.of(given.options());
        if (options.isKafka()) {
            throw new UsageException("replay sends to the Track API: take transport out");
        }
        for (String problem : options.problems()) {
            if (!isDryRun || !problem.equals(TrackOptions.NO_TOKEN)) {
                throw new UsageException(problem);
            }
        }
    }

    private static Path file(List<String> files) {
        if (files.size() != 1) {
            throw new UsageException("replay takes one file of dead letters");
        }
        Path file = Paths.get(files.get(0));
        if (!Files.isRegularFile(file)) {
            throw new UsageException("there is no file " + OneLine.of(files.get(0)));
        }
        return file;
    }

    private Path out(String text) {
        if (text == null) {
            return null;
        }
        Path path = Paths.get(text);
        if (path.toAbsolutePath().normalize().equals(file.toAbsolutePath().normalize())) {
            throw new UsageException("--out takes another file than the one that is read");
        }
        return path;
    }

    private static int rate(String text) {
        if (text == null) {
            return 0;
        }
        int rate = text.matches("[0-9]{1,7}") ? Integer.parseInt(text) : 0;
        if (rate < 1 || rate > HIGHEST_RATE) {
            throw new UsageException("--rate takes a whole number from 1 to " + HIGHEST_RATE + ": events a second");
        }
        return rate;
    }
}
