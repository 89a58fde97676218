// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next attempt: exponential, with full jitter, so that a fleet does not come back in step.
 * Not thread-safe.
 */
final class Backoff {
    static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(30);
    /** While the API refuses us altogether, only somebody's hand can help. */
    static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final DoubleSupplier random;
    private int attempts;

    Backoff() {
        this(() -> ThreadLocalRandom.current().nextDouble());
    }

    /** @param random from 0 to 1 */
    Backoff(DoubleSupplier random) {
        this.random = random;
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
