// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command.replay;

/** Keeps to a number of events a second, over the whole replay. Not thread-safe. */
final class Rate {
    private final Pace pace;
    /** 0 if there is no bound. */
    private final int eventsASecond;

    private long nextNanos;

    Rate(Pace pace, int eventsASecond) {
        this.pace = pace;
        this.eventsASecond = eventsASecond;
        nextNanos = pace.nanoTime();
    }

    /** How large a batch may be: none goes out that holds more than a second's events. */
    int largest(int batchSize) {
        return eventsASecond == 0 ? batchSize : Math.min(batchSize, eventsASecond);
    }

    /** Waits until so many events may leave. */
    void awaitTurn(int events) throws Stopped {
        if (eventsASecond > 0) {
            long now = pace.nanoTime();
            pace.await(nextNanos - now);
            // What was missed while the API was slow is not made up for by a burst.
            nextNanos = Math.max(nextNanos, now) + events * Pace.seconds(1) / eventsASecond;
        }
    }
}
