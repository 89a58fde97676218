// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.concurrent.TimeUnit;

/**
 * Closed for a while after the API could not take something, for everything that is to be sent. What the server asks
 * for is kept even if somebody waits; our own back-off is cut short for him. Used by the worker alone.
 */
final class Gate {
    static final long LONGEST_RETRY_AFTER_NANOS = TimeUnit.MINUTES.toNanos(5);

    private final Backoff backoff;
    private long closedAt;
    private long backoffNanos;
    private long retryAfterNanos;

    Gate(Backoff backoff) {
        this.backoff = backoff;
    }

    void close(long now, long longestNanos, long retryAfter) {
        closedAt = now;
        backoffNanos = backoff.next(longestNanos);
        retryAfterNanos = Math.min(retryAfter, LONGEST_RETRY_AFTER_NANOS);
    }

    /** Delivery works: the next trouble begins anew. */
    void reset() {
        backoff.reset();
        open();
    }

    void open() {
        cutBackoff();
        retryAfterNanos = 0;
    }

    void cutBackoff() {
        backoffNanos = 0;
    }

    /**
     * How long it stays closed, zero or less if it is open.
     *
     * @param hurried if somebody waits for what is to be sent
     * @param lastChanceNanos there is no time after this, counted from now; what the server asks for cannot be kept
     *     beyond it
     */
    long closedNanos(long now, boolean hurried, long lastChanceNanos) {
        long since = now - closedAt;
        long ours = (hurried ? Math.min(backoffNanos, Backoff.FIRST_NANOS) : backoffNanos) - since;
        long theirs = retryAfterNanos - since;
        return Math.max(ours, theirs < lastChanceNanos ? theirs : 0);
    }
}
