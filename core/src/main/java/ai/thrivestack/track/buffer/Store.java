// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.buffer;

import java.util.function.Consumer;

/**
 * Keeps waiting events that should survive the end of the process, oldest first. Used under the ledger's lock, except
 * where a method says otherwise.
 */
public interface Store {
    /** The position of an event of an earlier process: no flush waits for it. Small enough to add indexes to it. */
    long NO_POSITION = Long.MAX_VALUE / 2;

    /** The checksum that {@link #add} needs. Called without the lock, because it takes time. */
    int checksum(byte[] event, int length);

    /** Whether an event of {@code length} bytes may be added now. */
    Admission admit(int length);

    /** How much longer the answer may stay {@link Admission#SOON}, in nanoseconds. */
    long patienceNanos();

    /** A log call has waited until {@link #patienceNanos} was over. */
    void lostPatience();

    /**
     * Keeps an event that was admitted.
     *
     * @param position its number among all events that the buffer ever kept
     * @return false if it failed nevertheless
     */
    boolean add(byte[] event, int length, int checksum, long position);

    /**
     * Gives up the oldest waiting events to make space for an event of {@code length} bytes, and reports them later.
     *
     * @return how many, 0 if it can give up none, or if that would not help
     */
    int evict(int length);

    /** How many events wait, without those in flight. Without the lock too. */
    int waiting();

    /**
     * When the oldest waiting event was offered, by {@link System#nanoTime()}; undefined if none waits. Without the
     * lock too.
     */
    long oldestNanos();

    /** The position of the oldest waiting event of this process, {@link #NO_POSITION} if there is none. */
    long oldest();

    /** Events of an earlier process wait here, or may still be found. */
    boolean isRecovering();

    /**
     * Takes waiting events, at most as many as one request of {@code mostBytes} bytes may hold. Called by the worker
     * without the lock.
     *
     * @param taken gets the batch under the lock, in the step in which the batch leaves the store
     * @return null if no event waits, or if the events cannot be read
     */
    Batch take(int mostBytes, Consumer<Batch> taken);
}
