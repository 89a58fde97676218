// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Waits for a limited time; an interrupt does not end the wait. Thread-safe. */
public final class Uninterruptibly {
    /** A call that blocks for a limited time, such as {@code latch::await}, {@code lock::tryLock}; no condition's. */
    @FunctionalInterface
    public interface Wait {
        /** @param atMost zero or less if it should only test, and not wait */
        boolean await(long atMost, TimeUnit unit) throws InterruptedException;
    }

    private Uninterruptibly() {}

    /**
     * Waits; after an interrupt it waits again for the rest of the time, and sets the interrupt status before it returns.
     *
     * @return what the wait returned
     */
    public static boolean await(long nanos, Wait wait) {
        long deadline = System.nanoTime() + nanos;
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return wait.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * The same for a condition, whose lock the caller holds. After an interrupt, too, it first asks whether the state
     * holds: the signal may have come before the lock was there again.
     *
     * @param nanosLeft is asked before every wait
     */
    public static void await(BooleanSupplier holds, LongSupplier nanosLeft, Condition changed) {
        boolean interrupted = false;
        try {
            long nanos;
            while (!holds.getAsBoolean() && (nanos = nanosLeft.getAsLong()) > 0) {
                try {
                    changed.awaitNanos(nanos);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
