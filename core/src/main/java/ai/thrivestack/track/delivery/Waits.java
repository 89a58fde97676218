// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts the threads that wait for delivery. While there is one, no event waits for a full batch, and pauses are short.
 * Thread-safe. */
final class Waits {
    /** A source may keep new requests back. */
    final Hold hold = new Hold();

    private final AtomicInteger waiters = new AtomicInteger();
    /** A wait has begun since {@link #takeBegun}. */
    private volatile boolean hasBegun;

    private volatile boolean closing;
    private volatile long closingNanos;

    void begin() {
        waiters.incrementAndGet();
        hasBegun = true;
    }

    void end() {
        waiters.decrementAndGet();
    }

    /** The wait does not end: delivery ends at the deadline, by {@link System#nanoTime()}. */
    void beginClosing(long deadlineNanos) {
        closingNanos = deadlineNanos;
        closing = true;
        begin();
    }

    boolean isAny() {
        return waiters.get() > 0;
    }

    boolean hasBegun() {
        return hasBegun;
    }

    boolean takeBegun() {
        boolean begun = hasBegun;
        if (begun) {
            hasBegun = false;
        }
        return begun;
    }

    /** Nanoseconds until delivery ends, {@link Long#MAX_VALUE} if no end is set. */
    long lastChanceNanos(long now) {
        return closing ? closingNanos - now : Long.MAX_VALUE;
    }
}
