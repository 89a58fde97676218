// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.List;

import ai.thrivestack.track.Loss;
import ai.thrivestack.track.TrackOptions;

/**
 * Where events wait between the log call and the API. It is bounded, keeps the order, and counts in the {@link Ledger}
 * what enters and leaves it. Any thread offers; the worker alone takes and settles.
 */
interface EventBuffer {
    /** What a buffer says of itself, on the thread that offers. */
    interface Listener {
        /** There is no room for an event that waits for it. Called under the buffer's lock. */
        void full();

        /** An event was lost here: the new one, or an older one in its favour. */
        void lost(Loss loss, byte[] event);
    }

    /** Takes on the bounds of other options. */
    void configure(TrackOptions options);

    /**
     * Counts the event as accepted and keeps it, or counts it as lost. Blocks only if {@code overflow=block}, for at
     * most {@code overflowTimeout}.
     *
     * @return how many events wait now, 0 if there was no room for this one
     */
    int offer(byte[] event);

    /** How many events wait, those under way not counted. */
    int waiting();

    /** When the oldest of them came, by {@link System#nanoTime()}; meaningless if none waits. */
    long oldestNanos();

    /** Some event has found no room since the last take. */
    boolean isFull();

    /** How many events wait or are under way. */
    long pending();

    /** How many events were ever kept: the position of the newest. */
    long offered();

    /** Less than half of the room is under way, so that another batch may be. The rest is for what comes. */
    boolean isTakeable();

    /** Takes what waits, as far as one request may hold it; null if nothing does. */
    Batch take();

    /** The worker goes on with the two halves of a batch in its place. */
    void cut(Batch batch, Batch first, Batch second);

    /** The worker is done with a batch. */
    void delivered(Batch batch);

    /**
     * The worker gives a batch up.
     *
     * @return false if the buffer was closed meanwhile, and has counted it
     */
    boolean lost(Batch batch, Loss loss);

    /**
     * Waits until the first so many events are settled. Not ended by an interrupt, which is kept for the caller.
     *
     * @return true if they were delivered; false if some were lost since the last wait, at the deadline, or when
     *     {@link #giveUp} says so
     */
    boolean awaitSettled(long events, long deadlineNanos);

    /** The API refuses us altogether: nobody should wait for it now. */
    void giveUp();

    /** Takes no more, and counts what waits or is under way as lost at shutdown: these events. */
    List<byte[]> close();
}
