// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import ai.thrivestack.track.Loss;

/**
 * Where events wait between the log call and the API. It is bounded, keeps the order, counts in the {@link Ledger} what
 * enters and leaves it, and wakes nobody. Any thread offers; the worker alone takes and settles.
 */
interface EventBuffer {
    /**
     * Counts the event as accepted and keeps it, or counts it as lost.
     *
     * @return how many events wait now, 0 if there was no room for this one
     */
    int offer(byte[] event);

    /** How many events wait, those under way not counted. */
    int waiting();

    /** When the oldest of them came, by {@link System#nanoTime()}; meaningless if none waits. */
    long oldestNanos();

    /** How many events wait or are under way. */
    long pending();

    /** How many events were ever kept: the position of the newest. */
    long offered();

    /** Takes all that waits, as far as one request may hold it; null if nothing does. */
    Batch take();

    /** The worker is done with a batch. */
    void delivered(Batch batch);

    /** The worker gives a batch up. */
    void lost(Batch batch, Loss loss);

    /**
     * Waits until the first so many events are settled. Not ended by an interrupt, which is kept for the caller.
     *
     * @return true if they were delivered; false if some were lost since the last wait, at the deadline, or when
     *     {@link #giveUp} says so
     */
    boolean awaitSettled(long events, long deadlineNanos);

    /** The API refuses us altogether: nobody should wait for it now. */
    void giveUp();

    /** Takes no more, and counts what is left as lost at shutdown: that many events. */
    long close();

    boolean isClosed();
}
