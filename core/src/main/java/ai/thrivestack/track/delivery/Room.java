// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import ai.thrivestack.track.TrackOptions;

/**
 * Finds room for an event: in the spool, if there is one and it can be used, else in memory. Where there is none,
 * {@code overflow} decides. Used under the buffer's lock, by the threads that log.
 */
final class Room {
    private final EventBuffer buffer;
    private final MemoryStore memory;
    private final UnderWay underWay;
    /** Some event has left, the spool has become usable or useless, or the buffer has closed. */
    private final Condition changed;

    private long capacity;
    private String overflow;
    private long overflowNanos;
    /** Null if none is wanted. */
    private volatile Spool spool;

    private volatile boolean full;
    private boolean closed;
    /** Older events that were given up; null if none were since {@link #takeEvicted}. */
    private List<byte[]> evicted;

    Room(EventBuffer buffer, MemoryStore memory, UnderWay underWay, ReentrantLock lock) {
        this.buffer = buffer;
        this.memory = memory;
        this.underWay = underWay;
        this.changed = lock.newCondition();
    }

    void configure(TrackOptions options, Spool spool) {
        capacity = options.get(TrackOptions.BUFFER_SIZE);
        memory.bound(capacity);
        overflow = options.get(TrackOptions.OVERFLOW);
        overflowNanos = options.get(TrackOptions.OVERFLOW_TIMEOUT).toNanos();
        this.spool = spool;
        changed();
    }

    /** Of the memory, in bytes. */
    long capacity() {
        return capacity;
    }

    /** Without the lock too. */
    Spool spool() {
        return spool;
    }

    /** Who waits should look again. */
    void changed() {
        changed.signalAll();
    }

    void close() {
        closed = true;
        changed();
    }

    /** Some event has found no room since {@link #taken}. Without the lock too. */
    boolean isFull() {
        return full;
    }

    void taken() {
        full = false;
    }

    /**
     * Blocks only if {@code overflow=block}, for at most {@code overflowTimeout}, and while the spool's next file is made.
     *
     * @return where it can be added; null if nowhere
     */
    Store find(int length) {
        Store store = storeFor(length);
        if (!closed && !store.hasRoom(length)) {
            full = true;
            if (overflow.equals("block")) {
                store = await(length);
            } else if (overflow.equals("dropOldest")) {
                evictFor(length, store);
                store = storeFor(length);
            }
        }
        return !closed && store.hasRoom(length) ? store : null;
    }

    private Store storeFor(int length) {
        boolean interrupted = false;
        Spool current;
        while ((current = spool) != null && !closed && current.isPreparing(length)) {
            try {
                if (changed.awaitNanos(current.patienceNanos()) <= 0) {
                    current.slow();
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return current == null || current.isBroken() && !current.live().hasRoom(length) ? memory : current.live();
    }

    /** Not ended by an interrupt, which is kept for the caller: the wait is short, and the event is worth it. */
    private Store await(int length) {
        long deadline = System.nanoTime() + overflowNanos;
        boolean interrupted = false;
        buffer.wantTake();
        Store store = storeFor(length);
        while (!closed && !store.hasRoom(length)) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                break;
            }
            try {
                changed.awaitNanos(left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            store = storeFor(length);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return store;
    }

    private void evictFor(int length, Store store) {
        if (store == memory ? underWay.bytes() + length + MemoryStore.OVERHEAD > capacity : !spool.canHold(length)) {
            return; // even without all that waits there were no room
        }
        List<Store> candidates =
                store == memory ? Collections.singletonList(store) : buffer.spooledOldestFirst((SpoolStore) store);
        for (Store oldest : candidates) {
            int events;
            while (storeFor(length) == store
                    && !store.hasRoom(length)
                    && (events = oldest.evict(this::keepEvicted)) > 0) {
                buffer.evicted(events);
            }
        }
    }

    private void keepEvicted(byte[] event) {
        evicted = evicted == null ? new ArrayList<>() : evicted;
        evicted.add(event);
    }

    /** What was given up for an event that has found room; null if nothing was. */
    List<byte[]> takeEvicted() {
        List<byte[]> taken = evicted;
        evicted = null;
        return taken;
    }
}
