// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

import java.util.concurrent.TimeUnit;

/** Waits for a limited time; an interrupt does not end the wait. Thread-safe. */
public final class Uninterruptibly {
    /** A call that blocks for a limited time, such as {@code latch::await}, {@code lock::tryLock}. */
    @FunctionalInterface
    public interface Wait {
        /** @param atMost zero or less if it should only test, and not wait */
        boolean await(long atMost, TimeUnit unit) throws InterruptedException;
    }

    private Uninterruptibly() {}

    /**
     * Waits; after an interrupt it waits again for the rest of the time, and sets the interrupt status before it returns.
     *
     * @return what the wait returned; a condition may return without a signal, so call this in a loop
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
}
