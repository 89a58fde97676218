// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.contract;

import java.util.ArrayList;
import java.util.List;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

/** The first log lines, and waiting for one. Thread-safe. */
public final class Sentences {
    private static final int MOST = 10_000;
    private static final int MOST_CHARACTERS = 1_000_000;

    private final List<String> lines = new ArrayList<>();
    private int characters;

    public synchronized void add(String line) {
        if (lines.size() < MOST && characters < MOST_CHARACTERS) { // a test may log more than its memory holds
            lines.add(line);
            characters += line.length();
            notifyAll();
        }
    }

    public synchronized List<String> all() {
        return new ArrayList<>(lines);
    }

    /** The first line that holds all these parts; fails after 10 s without one. */
    public synchronized String await(String... parts) {
        long deadline = System.nanoTime() + SECONDS.toNanos(10);
        while (true) {
            for (String line : lines) {
                if (holdsAll(line, parts)) {
                    return line;
                }
            }
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("no line with " + String.join(", ", parts) + " in " + lines);
            }
            try {
                NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static boolean holdsAll(String line, String... parts) {
        for (String part : parts) {
            if (!line.contains(part)) {
                return false;
            }
        }
        return true;
    }
}
