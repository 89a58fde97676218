// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * How delivery gets on, for those who wait for its end and for the last word on it. The worker reports every request;
 * any thread asks. All times are of {@link System#nanoTime()}. Thread-safe.
 */
final class Progress {
    /** A stop waits for an API no longer than this without an answer. */
    static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long LONG_AGO_NANOS = TimeUnit.DAYS.toNanos(1);

    /** When the requests in flight left, the oldest first. */
    private final Deque<Long> inFlight = new ArrayDeque<>();

    private long answered;
    /** When the newest request left that was not taken. */
    private long failed;
    /** No request leaves before this. */
    private long heldUntil;

    private String trouble = "";

    Progress(long now) {
        answered = now - LONG_AGO_NANOS;
        failed = now - LONG_AGO_NANOS;
        heldUntil = now;
    }

    synchronized void sent(long start) {
        inFlight.addLast(start);
    }

    /** The API took it, or said what is wrong with it. */
    synchronized void answered(long start, long now) {
        inFlight.removeFirstOccurrence(start);
        answered = now;
    }

    synchronized void failed(long start, String why) {
        inFlight.removeFirstOccurrence(start);
        failed = failed - start < 0 ? start : failed;
        trouble = why;
    }

    synchronized void works() {
        trouble = "";
    }

    synchronized void held(long until) {
        heldUntil = until;
    }

    /** Why the newest request was not taken that was not; empty if delivery works. */
    synchronized String trouble() {
        return trouble;
    }

    /** How much longer a stop should wait that began at this time: 0 after a request that left later has failed. */
    synchronized long patienceNanos(long since, long now) {
        if (failed - since >= 0 || inFlight.isEmpty() && heldUntil - now > PATIENCE_NANOS) {
            return 0;
        }
        long quiet = inFlight.isEmpty() ? since : inFlight.getFirst();
        return (quiet - answered > 0 ? quiet : answered) + PATIENCE_NANOS - now;
    }
}
