// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.buffer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

import ai.thrivestack.track.Loss;
import ai.thrivestack.track.TrackCounts;
import ai.thrivestack.track.TrackOptions;

/**
 * Events wait here between the log call and the API. The buffer is bounded, keeps the order of each thread's events,
 * and counts events in the {@link Ledger} when they leave. Any thread offers; only the worker takes and settles.
 *
 * <p>A spool keeps the events if there is one and it can be used, else the memory. A log call takes the ledger's lock
 * only for a spool, or when the memory is full. The worker takes events of other processes in turn with new events.
 */
public final class EventBuffer {
    /** Called by a thread that logs, and by the spool's keeper thread. */
    public interface Listener {
        /**
         * The worker should look: an event waits for space, or the spool has events of another process. The lock may be
         * held.
         */
        void wanted();

        /** An event was lost here: the new one, or an older one that made space for it. Called without the lock. */
        void lost(Loss loss, byte[] event);
    }

    private final Ledger ledger;
    private final Listener listener;

    // Below: used under the lock, except the methods that say "takes no lock".
    private final Stores stores;
    private final MemoryStore memory;
    private final Overflow overflow;
    /** How many events stay in the spool after {@link #close}. */
    private long leftInSpool;

    public EventBuffer(TrackOptions options, Ledger ledger, Listener listener) {
        this(options, ledger, listener, System::nanoTime);
    }

    /** @param clock gives the time at which an event is offered, in nanoseconds */
    public EventBuffer(TrackOptions options, Ledger ledger, Listener listener, LongSupplier clock) {
        this.ledger = ledger;
        this.listener = listener;
        this.stores = new Stores(ledger, clock);
        this.memory = stores.memory();
        this.overflow = new Overflow(ledger, memory, listener::wanted);
        configure(options, null);
    }

    /**
     * Uses the limits of these options from now on. Any thread.
     *
     * @param spool keeps events from now on; null for the memory
     */
    public void configure(TrackOptions options, Store spool) {
        ledger.underLock(() -> {
            memory.bound(options.get(TrackOptions.BUFFER_SIZE));
            overflow.configure(options, spool);
            stores.add(spool);
            ledger.changed();
        });
    }

    /** The worker takes events from there too, from now on. Any thread. */
    public void add(Source source) {
        ledger.underLock(() -> stores.add(source));
    }

    /**
     * Keeps a copy of the event, or counts it as lost. Any thread. Blocks only if {@code overflow=block}, for at most
     * {@code overflowTimeout}, and while the spool's next file is made.
     *
     * @return how many events wait now, 0 if this event was not kept
     */
    public int offer(byte[] event, int length) {
        boolean isKept = overflow.spool() == null && memory.offer(event, length) || offerUnderLock(event, length);
        return isKept ? Math.max(1, stores.waiting()) : 0;
    }

    private boolean offerUnderLock(byte[] event, int length) {
        Store spool = overflow.spool();
        int checksum = spool == null ? 0 : spool.checksum(event, length);
        List<byte[]> evicted;
        Loss loss;
        ledger.lock.lock();
        try {
            loss = overflow.keep(event, length, checksum);
            evicted = overflow.takeEvicted();
            if (loss != null) {
                ledger.notTaken(loss);
            }
        } finally {
            ledger.lock.unlock();
        }
        try {
            if (evicted != null) {
                evicted.forEach(each -> listener.lost(Loss.BUFFER_FULL, each));
            }
            if (loss != null) {
                listener.lost(loss, Arrays.copyOf(event, length));
            }
        } catch (OutOfMemoryError untold) { // the loss is counted
        }
        return loss == null;
    }

    /** How many events wait, without those in flight. Takes no lock. */
    public int waiting() {
        return stores.waiting();
    }

    /**
     * When the oldest waiting event was offered, by {@link System#nanoTime()}; undefined if none waits. Takes no lock.
     */
    public long oldestNanos() {
        return stores.oldestNanos();
    }

    /** The buffer was full for an event since the last take. Takes no lock. */
    public boolean isFull() {
        return overflow.isFull();
    }

    /** Less than half of the memory is in flight, so the worker may take a batch. Takes no lock. */
    public boolean isTakeable() {
        return stores.isTakeable();
    }

    /** Less than a quarter of the memory is occupied, so waiting events may wait longer. Takes no lock. */
    public boolean isAmple() {
        return memory.occupied() < memory.capacity() / 4;
    }

    /** How many events wait or are in flight; after the end, how many are left in the spool. */
    public long pending() {
        return ledger.underLock(this::pendingNow);
    }

    private long pendingNow() {
        return ledger.isClosed() ? leftInSpool : stores.pending();
    }

    /** How many of the {@link #pending} events are in a spool. */
    public long pendingInSpool() {
        return ledger.underLock(() -> ledger.isClosed() ? leftInSpool : stores.pendingInSpool());
    }

    /** What happened to every event. */
    public TrackCounts counts() {
        return ledger.underLock(() -> ledger.counts(pendingNow()));
    }

    /** How many events were ever kept. It is the position of the next event. */
    public long offered() {
        return ledger.underLock(() -> {
            memory.sweep();
            return ledger.kept();
        });
    }

    /**
     * The worker takes waiting events, at most as many as one request may hold; null if none waits. The events that
     * stay keep the time of the oldest, so the worker takes them at once: they have waited long enough.
     */
    public Batch take() {
        overflow.taken();
        return stores.take();
    }

    /** The worker replaces a batch by its two halves, or by what is still wanted of it. */
    public void cut(Batch batch, Batch... parts) {
        ledger.underLock(() -> stores.cut(batch, parts));
    }

    /** The API has accepted a batch. Called by the worker. */
    public void delivered(Batch batch) {
        settle(batch, null);
    }

    /**
     * The worker gives up a batch.
     *
     * @return false if the buffer was closed before; then {@link #close} has counted the batch
     */
    public boolean lost(Batch batch, Loss loss) {
        return settle(batch, loss);
    }

    private boolean settle(Batch batch, Loss loss) {
        batch.recordSettled();
        return ledger.underLock(() -> {
            if (!stores.endFlight(batch)) {
                return false; // close() has counted it
            }
            batch.settled();
            if (loss == null) {
                ledger.delivered(batch.events());
                stores.reuse(batch);
            } else {
                ledger.lost(loss, batch.events());
            }
            ledger.changed();
            return true;
        });
    }

    /**
     * Waits until the first {@code events} events are settled. An interrupt does not end the wait; the thread's
     * interrupt flag stays set.
     *
     * @param deadlineNanos by {@link System#nanoTime()}
     * @return true if they are settled and no event was lost since the last wait; false also at the deadline, or after
     *     {@link #giveUp} or {@link #close}
     */
    public boolean awaitSettled(long events, long deadlineNanos) {
        return ledger.underLock(() -> {
            boolean isSettled = ledger.awaitSettled(
                    () -> stores.oldestUnsettled() >= events, () -> deadlineNanos - System.nanoTime());
            return ledger.hasLostNone() && isSettled;
        });
    }

    /**
     * Waits until no event is pending: also for events that come during the wait, and for events of other processes in
     * the spool, because the application ends after it.
     *
     * @param nanosLeft how much longer to wait; called under the lock after every change
     * @return true if no event is pending
     */
    public boolean awaitEnd(LongSupplier nanosLeft) {
        return ledger.awaitSettled(this::isSettled, nanosLeft);
    }

    /** As {@link #awaitEnd}, but only for events that were offered before this call. */
    public boolean awaitOffered(LongSupplier nanosLeft) {
        long events = offered();
        return ledger.awaitSettled(() -> stores.oldestUnsettled() >= events && !stores.isRecovering(), nanosLeft);
    }

    /** Waits until the supplier gives 0, or until {@link #giveUp} or {@link #close}. */
    public void await(LongSupplier nanosLeft) {
        ledger.awaitSettled(() -> false, nanosLeft);
    }

    private boolean isSettled() {
        return pendingNow() == 0 && !stores.isRecovering();
    }

    /** Makes waiting threads check their condition again. */
    public void wakeWaiters() {
        ledger.underLock(ledger::changed);
    }

    /** Ends all waits: the API refuses every request. */
    public void giveUp() {
        ledger.underLock(ledger::giveUp);
    }

    /** As {@link #close}, unless an event is pending. @return false if one is */
    public boolean closeIfSettled() {
        return ledger.underLock(() -> {
            if (!ledger.isClosed() && isSettled() && memory.closeIfEmpty()) {
                close();
            }
            return ledger.isClosed();
        });
    }

    /**
     * Takes no more events, and counts the events in memory, waiting or in flight, as lost at shutdown. The events in a
     * spool stay there and stay pending.
     *
     * @return the lost events
     */
    public List<Batch> close() {
        return ledger.underLock(() -> {
            List<Batch> lost = new ArrayList<>();
            if (!ledger.isClosed()) {
                memory.close();
                leftInSpool = stores.pendingInSpool();
                int events = memory.events();
                stores.endFlights().forEach(lost::add);
                lost.removeIf(Batch::isSpooled);
                memory.drainTo(lost);
                if (events > 0) {
                    ledger.lost(Loss.SHUTDOWN, events);
                }
                ledger.close();
            }
            return lost;
        });
    }
}
