// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

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

    /** Nothing was lost since this was asked last. */
    boolean hasLostNone() {
        boolean lostNone = losses == toldLosses;
        toldLosses = losses;
        return lostNone;
    }

    /**
     * Takes the lock itself. Not ended by an interrupt, which is kept for the caller.
     *
     * @param nanosLeft is asked after every change
     * @return true if it is settled
     */
    boolean await(BooleanSupplier isSettled, LongSupplier nanosLeft) {
        boolean interrupted = false;
        lock.lock();
        try {
            long givenUpBefore = givenUp;
            while (!isSettled.getAsBoolean() && !closed && givenUp == givenUpBefore) {
                long nanos = nanosLeft.getAsLong();
                if (nanos <= 0) {
                    break;
                }
                try {
                    changed.awaitNanos(nanos);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            return !closed && isSettled.getAsBoolean();
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
