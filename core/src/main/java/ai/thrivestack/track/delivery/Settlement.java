// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Where threads wait until events are settled, whatever becomes of them. Used under the buffer's lock. */
final class Settlement {
    private final ReentrantLock lock;
    private final Condition changed;

    private long losses;
    /** So many of them have made a wait end in vain. */
    private long toldLosses;

    private long givenUp;
    private boolean closed;

    Settlement(ReentrantLock lock) {
        this.lock = lock;
        this.changed = lock.newCondition();
    }

    /** Some events were settled by being lost. */
    void lost(int events) {
        losses += events;
    }

    /** Who waits should look again. */
    void changed() {
        changed.signalAll();
    }

    /** Nobody should wait now. */
    void giveUp() {
        givenUp++;
        changed();
    }

    /** Nobody should wait any more. */
    void close() {
        closed = true;
        changed();
    }

    /**
     * Takes the lock itself. Not ended by an interrupt, which is kept for the caller.
     *
     * @return true if it is settled, and nothing was lost since the last wait
     */
    boolean await(BooleanSupplier isSettled, long deadlineNanos) {
        boolean interrupted = false;
        lock.lock();
        try {
            long givenUpBefore = givenUp;
            while (!isSettled.getAsBoolean() && !closed && givenUp == givenUpBefore) {
                try {
                    if (changed.awaitNanos(deadlineNanos - System.nanoTime()) <= 0) {
                        break;
                    }
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            boolean lostNone = losses == toldLosses;
            toldLosses = losses;
            return !closed && isSettled.getAsBoolean() && lostNone;
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
