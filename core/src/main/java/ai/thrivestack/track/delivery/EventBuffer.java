// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import ai.thrivestack.track.Loss;
import ai.thrivestack.track.TrackOptions;
import ai.thrivestack.track.spool.Segment;

/**
 * Where events wait between the log call and the API. It is bounded, keeps the order, and counts in the {@link Ledger}
 * what enters and leaves it. Any thread offers; the worker alone takes and settles.
 *
 * <p>Events are kept in a {@link Spool}, if there is one and it can be used, else in memory. What other processes left
 * in the spool is taken in turn with what is new.
 */
final class EventBuffer {
    /** What a buffer says of itself. */
    interface Listener {
        /** The worker should look: there is no room for an event that waits for it, or there are events from elsewhere. */
        void wanted();

        /** An event was lost here: the new one, or an older one in its favour. */
        void lost(Loss loss, byte[] event);
    }

    /** Longer than any {@code flushInterval}. */
    private static final long LONG_AGO_NANOS = TimeUnit.DAYS.toNanos(2);

    private final Ledger ledger;
    private final Listener listener;
    private final ReentrantLock lock;

    // All below under the lock; volatile where the worker looks without it.
    private final UnderWay underWay = new UnderWay();
    private final MemoryStore memory;
    private final Room room;
    private final Settlement settlement;
    /** The memory, and what spools hold. */
    private final List<Store> stores = new ArrayList<>();
    /** The store to take from next, modulo their number. */
    private int turn;

    private long offered;
    private boolean closed;
    /** Events that stay in the spool after the end. */
    private long left;

    private volatile boolean takeable = true;
    private volatile boolean ample = true;
    private volatile int waiting;
    private volatile long oldestNanos;

    EventBuffer(TrackOptions options, Ledger ledger, Listener listener) {
        this.ledger = ledger;
        this.listener = listener;
        this.lock = ledger.lock;
        this.memory = new MemoryStore(lock, underWay);
        this.room = new Room(this, memory, underWay, lock);
        this.settlement = new Settlement(lock);
        stores.add(memory);
        configure(options, null);
    }

    /**
     * Takes on the bounds of other options.
     *
     * @param spool where events are kept from now on, null for the memory
     */
    void configure(TrackOptions options, Spool spool) {
        lock.lock();
        try {
            room.configure(options, spool);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Counts the event as accepted and keeps it, or counts it as lost. Blocks only if {@code overflow=block}, for at
     * most {@code overflowTimeout}, and while the spool's next file is made.
     *
     * @return how many events wait now, 0 if there was no room for this one
     */
    int offer(byte[] event) {
        int checksum = room.spool() == null ? 0 : Segment.checksum(event);
        List<byte[]> evicted;
        Loss loss;
        int waitingNow;
        lock.lock();
        try {
            Store store = room.find(event.length);
            evicted = room.takeEvicted();
            loss = store != null ? null : closed ? Loss.SHUTDOWN : Loss.BUFFER_FULL;
            ledger.accepted(1);
            if (loss == null) {
                add(store, event, checksum);
            } else {
                ledger.lost(loss, 1);
            }
            update();
            waitingNow = waiting;
        } finally {
            lock.unlock();
        }
        if (evicted != null) {
            evicted.forEach(each -> listener.lost(Loss.BUFFER_FULL, each));
        }
        if (loss != null) {
            listener.lost(loss, event);
            return 0;
        }
        return waitingNow;
    }

    /** Under the lock: there is no room for an event that waits for it. */
    void wantTake() {
        listener.wanted();
    }

    /** Under the lock: what the spool of this store holds, what earlier processes left before our own. */
    List<Store> spooledOldestFirst(SpoolStore live) {
        List<Store> oldest = new ArrayList<>(stores);
        oldest.remove(memory);
        oldest.remove(live);
        oldest.removeIf(store -> !live.sharesSpoolWith((SpoolStore) store));
        oldest.add(live);
        return oldest;
    }

    /** Under the lock: the account is closed. */
    boolean isClosed() {
        return closed;
    }

    /** Under the lock: so many waiting events were given up for a newer one. */
    void evicted(int events) {
        lost(Loss.BUFFER_FULL, events);
        settlement.changed();
    }

    private void lost(Loss loss, int events) {
        ledger.lost(loss, events);
        settlement.lost(events);
    }

    private void add(Store store, byte[] event, int checksum) {
        if (waiting == 0) {
            oldestNanos = System.nanoTime();
        }
        if (!store.add(event, checksum, offered)) {
            memory.add(event, checksum, offered); // beyond its bound, by one event
        }
        offered++;
    }

    /** After every change of what waits or is under way. */
    private void update() {
        int sum = 0;
        for (int i = 0; i < stores.size(); i++) { // without an iterator: this is the log call's way
            sum += stores.get(i).waiting();
        }
        waiting = sum;
        boolean takeableNow = underWay.bytes() < room.capacity() / 2;
        if (takeable != takeableNow) { // to write a volatile costs more than to read it
            takeable = takeableNow;
        }
        boolean ampleNow = memory.bytes() + underWay.bytes() < room.capacity() / 4;
        if (ample != ampleNow) {
            ample = ampleNow;
        }
    }

    /** Any thread but the worker: a store that holds events of earlier processes, or will. */
    void addStore(Store store) {
        locked(() -> stores.add(store) ? 1 : 0);
    }

    /** Without events that could still be taken, or settled. */
    void removeStore(Store store) {
        locked(() -> stores.remove(store) ? 1 : 0);
    }

    /** Under the lock: so many more events of an earlier process wait, and may leave at once. */
    void recovered(int events) {
        ledger.accepted(events);
        oldestNanos = System.nanoTime() - LONG_AGO_NANOS;
        update();
    }

    /** Under the lock: so many events that were accepted cannot be read, and do not wait any more. */
    void unreadable(int events) {
        lost(Loss.SPOOL_DAMAGED, events);
        update();
        settlement.changed();
    }

    /** Under the lock: who waits for the spool should look again. */
    void stateChanged() {
        settlement.changed();
        room.changed();
    }

    /** Some event has found no room since the last take. */
    boolean isFull() {
        return room.isFull();
    }

    /** How many events wait, those under way not counted. */
    int waiting() {
        return waiting;
    }

    /** When the oldest of them came, by {@link System#nanoTime()}; meaningless if none waits. */
    long oldestNanos() {
        return oldestNanos;
    }

    /** How many events wait or are under way; after the end, how many are left in the spool. */
    long pending() {
        return locked(() -> {
            update();
            return closed ? left : waiting + underWay.events();
        });
    }

    /** How many events were ever kept: the position of the newest. */
    long offered() {
        return locked(() -> offered);
    }

    private long locked(LongSupplier read) {
        lock.lock();
        try {
            return read.getAsLong();
        } finally {
            lock.unlock();
        }
    }

    /** Less than half of the room is under way, so that another batch may be. The rest is for what comes. */
    boolean isTakeable() {
        return takeable;
    }

    /** There is so much room that what waits may wait for a moment. */
    boolean isAmple() {
        return ample;
    }

    /**
     * Takes what waits, as far as one request may hold it; null if nothing does. What is left behind keeps the time of
     * the oldest, and so leaves at once: it has waited long enough already.
     */
    Batch take() {
        Store store;
        int mostBytes;
        lock.lock();
        try {
            store = closed ? null : nextStore();
            mostBytes = memory.mostRequestBytes();
        } finally {
            lock.unlock();
        }
        Batch batch = store == null ? null : store.take(mostBytes, underWay);
        lock.lock();
        try {
            room.taken();
            update();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private Store nextStore() {
        for (int i = 0; i < stores.size(); i++) {
            Store store = stores.get(Math.floorMod(turn++, stores.size()));
            if (store.waiting() > 0) {
                return store;
            }
        }
        return null;
    }

    /** The worker goes on with the two halves of a batch in its place. */
    void cut(Batch batch, Batch first, Batch second) {
        lock.lock();
        try {
            if (underWay.remove(batch)) {
                underWay.add(first);
                underWay.add(second);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The worker is done with a batch. */
    void delivered(Batch batch) {
        settle(batch, null);
    }

    /**
     * The worker gives a batch up.
     *
     * @return false if the buffer was closed meanwhile, and has counted it
     */
    boolean lost(Batch batch, Loss loss) {
        return settle(batch, loss);
    }

    private boolean settle(Batch batch, Loss loss) {
        int events = batch.events.size();
        batch.store.record(batch);
        lock.lock();
        try {
            if (!underWay.remove(batch)) {
                return false; // closed, and counted already
            }
            batch.store.settled(batch);
            if (loss == null) {
                ledger.delivered(events);
            } else {
                lost(loss, events);
            }
            update();
            settlement.changed();
            room.changed();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the first so many events are settled. Not ended by an interrupt, which is kept for the caller.
     *
     * @return true if they were delivered; false if some were lost since the last wait, at the deadline, or when
     *     {@link #giveUp} says so
     */
    boolean awaitSettled(long events, long deadlineNanos) {
        lock.lock();
        try {
            boolean isSettled =
                    settlement.await(() -> oldestUnsettled() >= events, () -> deadlineNanos - System.nanoTime());
            return settlement.hasLostNone() && isSettled;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until nothing is pending: what comes meanwhile is waited for, and what other processes left in the spool too,
     * since there is no later time.
     *
     * @param nanosLeft how long it is still worth to wait; asked after every change
     * @return true if nothing is pending
     */
    boolean awaitEnd(LongSupplier nanosLeft) {
        return settlement.await(this::isSettled, nanosLeft);
    }

    /** The same for what has come before this call. */
    boolean awaitOffered(LongSupplier nanosLeft) {
        long events = offered();
        return settlement.await(() -> oldestUnsettled() >= events && !isRecovering(), nanosLeft);
    }

    /** Waits for the whole time, or until the supplier says 0 after a change. */
    void await(LongSupplier nanosLeft) {
        settlement.await(() -> false, nanosLeft);
    }

    private boolean isSettled() {
        return oldestUnsettled() >= offered && !isRecovering();
    }

    /** Waiting threads look again. */
    void wakeWaiters() {
        lock.lock();
        try {
            settlement.changed();
        } finally {
            lock.unlock();
        }
    }

    private boolean isRecovering() {
        Spool current = room.spool();
        if (current != null && !current.hasLooked() || underWay.newest() >= Positions.NONE) {
            return true;
        }
        for (Store store : stores) {
            if (store.waiting() > 0 && store.oldest() >= Positions.NONE) {
                return true;
            }
        }
        return false;
    }

    /** A batch may be settled before an older one that has met trouble. */
    private long oldestUnsettled() {
        long oldest = offered;
        for (Store store : stores) {
            oldest = Math.min(oldest, store.oldest());
        }
        return underWay.oldest(oldest);
    }

    /** The API refuses us altogether: nobody should wait for it now. */
    void giveUp() {
        lock.lock();
        try {
            settlement.giveUp();
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more, unless something is pending. @return false if it is */
    boolean closeIfSettled() {
        lock.lock();
        try {
            if (!closed && isSettled()) {
                close();
            }
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes no more, and counts what waits or is under way in memory as lost at shutdown: these events. What is in a
     * spool stays there, and stays pending.
     */
    List<byte[]> close() {
        lock.lock();
        try {
            List<byte[]> lost = new ArrayList<>();
            if (closed) {
                return lost;
            }
            underWay.clear(batch -> {
                if (batch.store == memory) {
                    lost.addAll(batch.events);
                } else {
                    left += batch.events.size();
                }
            });
            memory.drainTo(lost);
            update();
            left += waiting;
            waiting = 0;
            closed = true;
            if (!lost.isEmpty()) {
                lost(Loss.SHUTDOWN, lost.size());
            }
            settlement.close();
            room.close();
            return lost;
        } finally {
            lock.unlock();
        }
    }

    /** How many of the pending events are in a spool. */
    long spooled() {
        return locked(() -> {
            update();
            return closed ? left : waiting - memory.waiting() + underWay.eventsNotOf(memory);
        });
    }
}
