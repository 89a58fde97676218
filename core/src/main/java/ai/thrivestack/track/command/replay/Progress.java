// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command.replay;

import java.io.Console;
import java.io.PrintStream;
import java.util.Locale;

import ai.thrivestack.track.OneLine;

/** Says on standard error how far the replay is: one line that is written over at a console, else a line every 10 s. */
final class Progress {
    private static final long AT_A_CONSOLE_NANOS = Pace.seconds(1) / 5;
    private static final long ELSEWHERE_NANOS = Pace.seconds(10);

    private final PrintStream err;
    private final boolean atAConsole;
    private final Pace pace;
    private final long size;
    private final long beginNanos;
    private long lastNanos;
    /** Of the line that the next one covers. */
    private int lineLength;

    /** @param size in bytes, of the file */
    Progress(PrintStream err, boolean atAConsole, Pace pace, long size) {
        this.err = err;
        this.atAConsole = atAConsole;
        this.pace = pace;
        this.size = size;
        beginNanos = pace.nanoTime();
        lastNanos = beginNanos;
    }

    /** From JDK 22 on there is a console without a terminal, too. */
    static boolean isAtAConsole() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException older) {
            return true;
        }
    }

    /** @param offset up to where the file is settled */
    void settled(Account account, long offset) {
        long now = pace.nanoTime();
        if (now - lastNanos < (atAConsole ? AT_A_CONSOLE_NANOS : ELSEWHERE_NANOS)) {
            return;
        }
        lastNanos = now;
        long percent = size == 0 ? 100 : 100 * offset / size;
        double seconds = (now - beginNanos) / (double) Pace.seconds(1);
        String line =
                String.format(Locale.ROOT, "%d %%, %s, %.0f events/s", percent, account, account.delivered() / seconds);
        if (atAConsole) {
            err.print('\r' + padded(line));
            err.flush();
            lineLength = line.length();
        } else {
            err.println(line);
        }
    }

    private String padded(String line) {
        StringBuilder padded = new StringBuilder(line);
        while (padded.length() < lineLength) {
            padded.append(' ');
        }
        return padded.toString();
    }

    /** A sentence that stays. */
    void say(String sentence) {
        endLine();
        err.println(OneLine.of(sentence));
    }

    void endLine() {
        if (lineLength > 0) {
            err.println();
            lineLength = 0;
        }
    }
}
