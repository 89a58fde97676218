// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next attempt: exponential, with full jitter, so that many processes do not retry at the
 * same moment. Used by the worker alone; not thread-safe.
 */
final class Backoff {
    static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(30);
    /** The longest wait while every request is refused: only a person can correct that. */
    static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final DoubleSupplier random;
    private int attempts;

    Backoff() {
        this(() -> ThreadLocalRandom.current().nextDouble());
    }

    /** @param random gives numbers from 0 to 1 */
    Backoff(DoubleSupplier random) {
        this.random = random;
    }

    /** A new one at its first wait, with the same source of random numbers. */
    Backoff fresh() {
        return new Backoff(random);
    }

    /** How long to wait now, in nanoseconds. */
    long next(long longestNanos) {
        long ceiling = Math.min(longestNanos, FIRST_NANOS << Math.min(attempts++, 20));
        return (long) (ceiling * random.getAsDouble());
    }

    void reset() {
        attempts = 0;
    }
}
