// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

import ai.thrivestack.track.DeliveryState;
import com.google.errorprone.annotations.concurrent.GuardedBy;

/**
 * The state of delivery, for threads that wait for its end and for the closing report. The worker reports every
 * request; any thread asks. All times are of {@link System#nanoTime()}. Thread-safe.
 */
final class Progress {
    /** A stop waits no longer than this without an answer. */
    static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** What has not worked for so long is no passing fault: a few attempts have failed, the longest backoff being 30 s. */
    static final long PASSING_NANOS = TimeUnit.MINUTES.toNanos(1);

    private static final long LONG_AGO_NANOS = TimeUnit.DAYS.toNanos(1);

    /** When each request in flight left, the oldest first. */
    @GuardedBy("this")
    private final Deque<Long> inFlight = new ArrayDeque<>();

    /** When the API last delivered or refused. */
    @GuardedBy("this")
    private long answered;
    /** When the newest of the failed requests left. */
    @GuardedBy("this")
    private long failed;
    /** No request leaves before this. */
    @GuardedBy("this")
    private long heldUntil;

    @GuardedBy("this")
    private String lastFailure = "";
    /** The API, or what is in its place, refuses every request. */
    @GuardedBy("this")
    private boolean isRefused;
    /** No attempt since {@link #failingSince} got an answer of use. */
    @GuardedBy("this")
    private boolean isFailing;

    @GuardedBy("this")
    private long failingSince;

    @GuardedBy("this")
    private long requests;

    @GuardedBy("this")
    private long requestNanos;

    Progress(long now) {
        answered = now - LONG_AGO_NANOS;
        failed = now - LONG_AGO_NANOS;
        heldUntil = now;
    }

    synchronized void sent(long start) {
        inFlight.addLast(start);
    }

    /** However it ended. */
    synchronized void ended(long nanos) {
        requests++;
        requestNanos += nanos;
    }

    synchronized DeliveryState state(Duration sinceLoss, long now) {
        boolean isStuck = isRefused || isFailing && now - failingSince >= PASSING_NANOS;
        return new DeliveryState(
                lastFailure, isStuck, sinceLoss, inFlight.size(), requests, Duration.ofNanos(requestNanos));
    }

    /** The batch was delivered, or refused. */
    synchronized void answered(long start, long now) {
        inFlight.removeFirstOccurrence(start);
        answered = now;
        isRefused = false;
        isFailing = false;
    }

    /** @param refused if that is no fault of this request: all are refused */
    synchronized void failed(long start, long now, boolean refused, String why) {
        inFlight.removeFirstOccurrence(start);
        failed = failed - start < 0 ? start : failed;
        lastFailure = why;
        isRefused = refused;
        failingSince = isFailing ? failingSince : now;
        isFailing = true;
    }

    synchronized void works() {
        lastFailure = "";
    }

    synchronized void held(long until) {
        heldUntil = until;
    }

    /** Why the last failed request failed; empty if delivery works. */
    synchronized String lastFailure() {
        return lastFailure;
    }

    /** For how many more nanoseconds a stop should wait that began at {@code since}: 0 if a request that left later failed. */
    synchronized long patienceNanos(long since, long now) {
        if (failed - since >= 0 || inFlight.isEmpty() && heldUntil - now > PATIENCE_NANOS) {
            return 0;
        }
        long quiet = inFlight.isEmpty() ? since : inFlight.getFirst();
        return (quiet - answered > 0 ? quiet : answered) + PATIENCE_NANOS - now;
    }
}
