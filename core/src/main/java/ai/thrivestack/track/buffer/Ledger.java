// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.buffer;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import ai.thrivestack.track.Loss;
import ai.thrivestack.track.TrackCounts;
import ai.thrivestack.track.Uninterruptibly;

/**
 * Counts every event that is settled, and has the one lock of buffer and spool: so an event leaves a store and is
 * counted in one step. Log calls wait here for space, other threads until events are settled.
 */
public final class Ledger {
    public final ReentrantLock lock = new ReentrantLock();
    /** Signalled when events were settled, or when all waits should end. */
    private final Condition settled = lock.newCondition();
    /** Signalled when a store may have space again. */
    private final Condition space = lock.newCondition();

    // Below: used under the lock.
    /** How many events were ever kept. */
    private long kept;

    private long delivered;
    private final Map<Loss, Long> lost = new EnumMap<>(Loss.class);
    /** How many events were lost after a store kept them. */
    private long losses;
    /** The value of {@link #losses} at the last {@link #hasLostNone}. */
    private long toldLosses;

    private long givenUp;
    private boolean closed;
    /** How often something has changed. */
    private long changes;

    public <T> T underLock(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    public void underLock(Runnable action) {
        underLock(() -> {
            action.run();
            return null;
        });
    }

    /**
     * Counts events that a store keeps.
     *
     * @return the position of the first among all events that the buffer ever kept
     */
    long keep(int events) {
        long first = kept;
        kept += events;
        return first;
    }

    long kept() {
        return kept;
    }

    void delivered(int events) {
        delivered += events;
    }

    /** Counts events that are lost after a store kept them. Under the lock. */
    public void lost(Loss loss, int events) {
        losses += events;
        count(loss, events);
    }

    /** Counts an event that is lost before a store kept it. */
    void notTaken(Loss loss) {
        count(loss, 1);
    }

    private void count(Loss loss, int events) {
        lost.merge(loss, (long) events, Long::sum);
    }

    /** Counts a record that never reaches the buffer. Takes the lock. */
    public void reject(Loss loss) {
        underLock(() -> count(loss, 1));
    }

    /** @param pending how many events wait or are in flight */
    TrackCounts counts(long pending) {
        Map<String, Long> rejected = byReason(true);
        Map<String, Long> dropped = byReason(false);
        return new TrackCounts(
                delivered + sum(rejected) + sum(dropped) + pending, delivered, rejected, dropped, pending);
    }

    private Map<String, Long> byReason(boolean rejected) {
        Map<String, Long> counts = new TreeMap<>();
        lost.forEach((loss, events) -> {
            if (loss.isRejected() == rejected) {
                counts.put(loss.toString(), events);
            }
        });
        return counts;
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Makes all waiting threads check their condition again. Under the lock. */
    public void changed() {
        changes++;
        settled.signalAll();
        space.signalAll();
    }

    /** Ends all waits for events to be settled. A later wait is not affected. */
    void giveUp() {
        givenUp++;
        settled.signalAll();
    }

    /** Ends all waits. After it no event is kept. */
    void close() {
        closed = true;
        changed();
    }

    public boolean isClosed() {
        return closed;
    }

    /** No kept event was lost since the last call. */
    boolean hasLostNone() {
        boolean lostNone = losses == toldLosses;
        toldLosses = losses;
        return lostNone;
    }

    /**
     * Takes the lock. An interrupt does not end the wait; the thread's interrupt flag stays set.
     *
     * @param nanosLeft how much longer to wait; called after every change
     * @return true if {@code isSettled} is true; false at the end of the time, or after {@link #giveUp} or {@link
     *     #close}
     */
    boolean awaitSettled(BooleanSupplier isSettled, LongSupplier nanosLeft) {
        lock.lock();
        try {
            long givenUpBefore = givenUp;
            Uninterruptibly.await(
                    () -> isSettled.getAsBoolean() || closed || givenUp != givenUpBefore, nanosLeft, settled);
            return !closed && isSettled.getAsBoolean();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until a store may have space. Under the lock. An interrupt does not end the wait, because the wait is short
     * and the event would be lost; the thread's interrupt flag stays set.
     *
     * @return false if the time is over
     */
    boolean awaitSpace(long nanos) {
        long before = changes;
        long deadline = System.nanoTime() + nanos;
        Uninterruptibly.await(() -> changes != before, () -> deadline - System.nanoTime(), space);
        return changes != before;
    }
}
