// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command.replay;

import java.util.concurrent.TimeUnit;

import ai.thrivestack.track.transport.Answer;

/**
 * The failed attempts to send one batch, and how long the replay still waits for the API: a minute, or as long as the API
 * itself asks for, but not longer than fifteen minutes.
 */
final class Attempts {
    private static final int SHOW_A_PATTERN = 4;
    private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long LONGEST_ASKED_NANOS = TimeUnit.MINUTES.toNanos(5);
    private static final long PATIENCE_WHEN_ASKED_NANOS = TimeUnit.MINUTES.toNanos(15);

    private final Pace pace;
    private final long beginNanos;
    private int failures;

    Attempts(Pace pace) {
        this.pace = pace;
        beginNanos = pace.nanoTime();
    }

    void count() {
        failures++;
    }

    /** From this number of failures on, the batch itself may be the reason. */
    boolean showAPattern() {
        return failures >= SHOW_A_PATTERN;
    }

    /** How long to wait before the next one, in nanoseconds. */
    long next(Answer answer) throws Stopped {
        boolean asked = answer.retryAfterNanos > 0;
        long wait = asked
                ? Math.min(answer.retryAfterNanos, LONGEST_ASKED_NANOS)
                : Math.min(LONGEST_NANOS, FIRST_NANOS << Math.min(failures - 1, 20));
        long patience = asked ? PATIENCE_WHEN_ASKED_NANOS : PATIENCE_NANOS;
        if (pace.nanoTime() + wait - beginNanos > patience) {
            throw new Stopped("the API took nothing in " + failures + " attempts: " + answer);
        }
        return wait;
    }
}
