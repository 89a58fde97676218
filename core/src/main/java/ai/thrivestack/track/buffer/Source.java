// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.buffer;

import java.util.function.Consumer;

/**
 * Holds waiting events, oldest first, for the worker to take. They are safe when the process ends. Used under the ledger's
 * lock, except where a method says otherwise.
 */
public interface Source {
    /** The position of an event of an earlier process: no flush waits for it. Small enough to add indexes to it. */
    long NO_POSITION = Long.MAX_VALUE / 2;

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
     * @param taken gets the batch under the lock, in the step in which the batch leaves the source
     * @return null if no event waits, or if the events cannot be read
     */
    Batch take(int mostBytes, Consumer<Batch> taken);
}
