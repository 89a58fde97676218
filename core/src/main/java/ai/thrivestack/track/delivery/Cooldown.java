// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.concurrent.TimeUnit;

/**
 * The time after a failed request in which nothing is sent: our own backoff, or the server's Retry-After if that is
 * longer. While a thread waits for delivery our backoff is short; the server's wish is kept. Used by the worker alone.
 */
final class Cooldown {
    static final long LONGEST_RETRY_AFTER_NANOS = TimeUnit.MINUTES.toNanos(5);

    private final Backoff backoff;
    private long closedAt;
    private long backoffNanos;
    private long retryAfterNanos;

    Cooldown(Backoff backoff) {
        this.backoff = backoff;
    }

    /** For a batch that has a backoff of its own. */
    Backoff newBackoff() {
        return backoff.fresh();
    }

    /** @param retryAfter what the server asks for, in nanoseconds, 0 if nothing */
    void close(long now, long longestNanos, long retryAfter) {
        closedAt = now;
        backoffNanos = backoff.next(longestNanos);
        retryAfterNanos = Math.min(retryAfter, LONGEST_RETRY_AFTER_NANOS);
    }

    /** Delivery works: the next failure begins with the shortest backoff. */
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
     * How many nanoseconds it lasts, zero or less if it is over.
     *
     * @param hurried if a thread waits for delivery, or the buffer fills: then our backoff is short
     * @param lastChanceNanos nanoseconds from now until delivery ends; a Retry-After that is not shorter is ignored
     */
    long closedNanos(long now, boolean hurried, long lastChanceNanos) {
        long since = now - closedAt;
        long ours = (hurried ? Math.min(backoffNanos, Backoff.FIRST_NANOS) : backoffNanos) - since;
        long theirs = retryAfterNanos - since;
        return Math.max(ours, theirs < lastChanceNanos ? theirs : 0);
    }
}
