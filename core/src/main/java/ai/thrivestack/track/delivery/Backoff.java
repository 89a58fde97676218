// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before a batch is tried again: exponential, with full jitter, so that a fleet does not come back in
 * step. One for each batch; not thread-safe.
 */
final class Backoff {
    static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(30);
    /** While the API refuses us altogether, only somebody's hand can help. */
    static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(60);

    static final long LONGEST_RETRY_AFTER_NANOS = TimeUnit.MINUTES.toNanos(5);

    private final DoubleSupplier random;
    private int attempts;

    /** @param random from 0 to 1 */
    Backoff(DoubleSupplier random) {
        this.random = random;
    }

    /** How long to wait now, in nanoseconds. */
    long next(Verdict verdict, long retryAfterNanos) {
        long longest = verdict == Verdict.PAUSE ? LONGEST_PAUSE_NANOS : LONGEST_NANOS;
        long ceiling = Math.min(longest, FIRST_NANOS << Math.min(attempts++, 20));
        long jittered = (long) (ceiling * random.getAsDouble());
        return Math.max(jittered, Math.min(retryAfterNanos, LONGEST_RETRY_AFTER_NANOS));
    }
}
