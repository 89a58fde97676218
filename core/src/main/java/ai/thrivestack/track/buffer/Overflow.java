// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.buffer;

import java.util.ArrayList;
import java.util.List;

import ai.thrivestack.track.Loss;
import ai.thrivestack.track.TrackOptions;

/**
 * Keeps an event that the memory has not taken at once: in the spool, if there is one and it can be used, else in
 * memory. If the store is full, {@code overflow} decides what happens to the event. Called by the threads that log,
 * under the ledger's lock, except where a method says otherwise.
 */
final class Overflow {
    private final Ledger ledger;
    private final MemoryStore memory;
    /** The worker should look: an event waits for space. Run under the lock. */
    private final Runnable wanted;

    private String policy;
    private long longestNanos;
    /** Null if the memory keeps the events. */
    private volatile Store spool;

    private volatile boolean full;
    /** The events given up since the last {@link #takeEvicted}, null if none. */
    private List<byte[]> evicted;

    Overflow(Ledger ledger, MemoryStore memory, Runnable wanted) {
        this.ledger = ledger;
        this.memory = memory;
        this.wanted = wanted;
    }

    void configure(TrackOptions options, Store spool) {
        policy = options.get(TrackOptions.OVERFLOW);
        longestNanos = options.get(TrackOptions.OVERFLOW_TIMEOUT).toNanos();
        this.spool = spool;
    }

    /** Null if the memory keeps the events. Without the lock too. */
    Store spool() {
        return spool;
    }

    /** The buffer was full for an event since {@link #taken}. Without the lock too. */
    boolean isFull() {
        return full;
    }

    /** The worker begins to take, without the lock. */
    void taken() {
        full = false;
    }

    /**
     * Blocks only if {@code overflow=block}, for at most {@code overflowTimeout}, and while the spool makes space.
     *
     * @param checksum see {@link Store#checksum}
     * @return null if the event is kept, else the reason why it is lost
     */
    Loss keep(byte[] event, int length, int checksum) {
        long deadline = 0;
        while (!ledger.isClosed()) {
            Store store = spool;
            Admission admission = store == null ? Admission.UNUSABLE : admission(store, length);
            if (ledger.isClosed()) { // during the wait
                break;
            }
            if (admission == Admission.YES) {
                add(event, length, checksum, store);
                return null;
            }
            if (admission == Admission.UNUSABLE && memory.offer(event, length)) {
                return null;
            }
            full = true;
            deadline = deadline == 0 ? System.nanoTime() + longestNanos : deadline;
            if (!makeSpace(length, admission == Admission.FULL ? store : null, deadline)) {
                return Loss.BUFFER_FULL;
            }
        }
        return Loss.SHUTDOWN;
    }

    /** Waits while the spool makes space. */
    private Admission admission(Store store, int length) {
        Admission admission = store.admit(length);
        while (admission == Admission.SOON && !ledger.isClosed()) {
            if (!ledger.awaitSpace(store.patienceNanos())) {
                store.lostPatience();
            }
            admission = store.admit(length);
        }
        return admission;
    }

    private void add(byte[] event, int length, int checksum, Store store) {
        // a reload may have brought the spool since the checksum was to be computed
        int known = checksum != 0 ? checksum : store.checksum(event, length);
        if (!store.add(event, length, known, ledger.kept())) {
            memory.force(event, length);
        } else {
            ledger.keep(1);
        }
    }

    /** @param store the one that is full, null for the memory. @return false if the new event is lost */
    private boolean makeSpace(int length, Store store, long deadline) {
        switch (policy) {
            case "block":
                long left = deadline - System.nanoTime();
                wanted.run();
                ledger.awaitSpace(left);
                return left > 0; // space may have come at the last moment
            case "dropOldest":
                return store == null ? evict(length) : evict(length, store);
            default:
                return false;
        }
    }

    private boolean evict(int length) {
        byte[] event = memory.evict(length);
        if (event == null) {
            return false;
        }
        ledger.lost(Loss.BUFFER_FULL, 1);
        ledger.changed();
        evicted = evicted == null ? new ArrayList<>() : evicted;
        evicted.add(event);
        return true;
    }

    private boolean evict(int length, Store store) {
        int events = store.evict(length);
        if (events > 0) {
            ledger.lost(Loss.BUFFER_FULL, events);
            ledger.changed();
        }
        return events > 0;
    }

    /** The events given up for newer ones since the last call; null if none were. */
    List<byte[]> takeEvicted() {
        List<byte[]> taken = evicted;
        evicted = null;
        return taken;
    }
}
