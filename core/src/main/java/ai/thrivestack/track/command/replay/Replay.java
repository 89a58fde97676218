// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command.replay;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

import ai.thrivestack.track.OneLine;
import ai.thrivestack.track.TrackOptions;
import ai.thrivestack.track.command.line.Api;
import ai.thrivestack.track.report.DeadLetters;

/** {@code replay FILE} sends the dead letters of a file again. */
public final class Replay {
    public static final String USAGE = "  replay FILE [--rate=N] [--dry-run] [--out=FILE] [--OPTION=VALUE ...]\n"
            + "      sends the dead letters of FILE again, with their event ids;\n"
            + "      FILE.position keeps how far it is, so that the next run goes on there\n"
            + "        --rate=N    at most N events a second\n"
            + "        --dry-run   says how many there are, and sends nothing\n"
            + "        --out=FILE  for what is refused again, in the same format\n"
            + "      exit code: 0 all delivered, 1 some refused, 2 usage, 3 stopped, run it again\n";

    private static final int SOME_REFUSED = 1;
    private static final int STOPPED = 3;

    private final PrintStream out;
    private final PrintStream err;
    private final Pace pace;
    private final Account account = new Account();

    public Replay(PrintStream out, PrintStream err) {
        this(out, err, new Pace());
    }

    Replay(PrintStream out, PrintStream err, Pace pace) {
        this.out = out;
        this.err = err;
        this.pace = pace;
    }

    /**
     * For one call. When the JVM is asked to stop, the request in flight is settled first.
     *
     * @return the exit code
     * @throws ai.thrivestack.track.command.line.UsageException if the arguments do not follow the usage
     */
    public int run(List<String> given) {
        ReplayArguments arguments = new ReplayArguments(given);
        Thread hook = new Thread(() -> pace.stop(Pace.seconds(30)), "track-replay-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return run(arguments);
        } catch (Stopped stopped) {
            return stopped(stopped.getMessage());
        } catch (IOException failed) {
            return stopped(failed.getClass().getSimpleName() + ", " + failed.getMessage());
        } finally {
            pace.ended();
            remove(hook);
        }
    }

    private int run(ReplayArguments arguments) throws IOException, Stopped {
        try (Position position = new Position(arguments.file);
                LetterReader letters = new LetterReader(arguments.file, position.offset())) {
            if (position.offset() > 0) {
                err.println(OneLine.of(position.file + ": what stands before byte " + position.offset()
                        + " is settled, and the replay goes on there. Without that file it begins anew"));
            }
            if (arguments.isDryRun) {
                return count(letters);
            }
            try (Api api = new Api(arguments.options)) {
                replay(arguments, position, letters, api);
            }
            return settled(arguments, letters);
        }
    }

    private int count(LetterReader letters) throws IOException {
        long sendable = 0;
        for (Letter letter = letters.next(); letter != null; letter = letters.next()) {
            if (letter.flaw == null) {
                sendable++;
            } else {
                account.unsendable();
            }
        }
        out.println(sendable + " events would be sent" + account.others());
        sayUnreadable(letters);
        return 0;
    }

    private void replay(ReplayArguments arguments, Position position, LetterReader letters, Api api)
            throws IOException, Stopped {
        Progress progress = new Progress(err, Progress.isAtAConsole(), pace, letters.size());
        Rate rate = new Rate(pace, arguments.rate);
        DeadLetters refused = arguments.out == null ? null : new DeadLetters(arguments.out);
        try {
            new Run(
                            new Batches(letters, rate.largest(arguments.options.get(TrackOptions.BATCH_SIZE))),
                            rate,
                            new Sender(api::send, pace, progress),
                            new Settlement(position, account, progress, refused))
                    .toTheEnd();
        } finally {
            progress.endLine();
        }
    }

    private int settled(ReplayArguments arguments, LetterReader letters) {
        out.println(account);
        sayUnreadable(letters);
        if (account.isAllDelivered()) {
            return letters.unreadable() == 0 ? 0 : SOME_REFUSED;
        }
        err.println(OneLine.of(
                arguments.out == null
                        ? "with --out=FILE, what is refused is written to a file"
                        : arguments.out + " has what was not delivered"));
        return SOME_REFUSED;
    }

    private void sayUnreadable(LetterReader letters) {
        if (letters.unreadable() > 0) {
            err.println(letters.unreadable() + " lines are no dead letters and were passed over");
        }
    }

    private int stopped(String why) {
        out.println(account);
        err.println(OneLine.of("stopped: " + why + ". Run the same command again to go on"));
        return STOPPED;
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException exiting) {
            // it runs
        }
    }
}
