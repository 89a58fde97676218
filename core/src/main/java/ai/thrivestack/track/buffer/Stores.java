// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.buffer;

import java.util.Arrays;
import java.util.function.LongSupplier;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/**
 * All events that wait or are in flight, in all stores. Used under the ledger's lock, except where a method says
 * otherwise.
 */
final class Stores {
    private static final int NO_STORE = -2;
    private static final int MEMORY = -1;

    private final Ledger ledger;
    private final LongSupplier clock;
    private final InFlight inFlight = new InFlight();
    private final MemoryStore memory;
    /** All spools that were ever in use, since they may still hold events. The array is replaced, never changed. */
    private volatile Source[] spools = {};
    /** Which store to take from next, modulo the number of stores. */
    private int turn;

    private volatile boolean takeable = true;
    /** How many of the events in memory are in flight. */
    private volatile int taken;

    Stores(Ledger ledger, LongSupplier clock) {
        this.ledger = ledger;
        this.clock = clock;
        this.memory = new MemoryStore(ledger, inFlight, clock);
    }

    MemoryStore memory() {
        return memory;
    }

    /** @param spool is ignored if it is null, or was added before */
    void add(Source spool) {
        if (spool != null && !Arrays.asList(spools).contains(spool)) {
            Source[] all = Arrays.copyOf(spools, spools.length + 1);
            all[spools.length] = spool;
            spools = all;
        }
    }

    /** How many events wait, without those in flight. Without the lock too. */
    int waiting() {
        return memory.events() - taken + spooled();
    }

    private int spooled() {
        int sum = 0;
        for (Source spool : spools) {
            sum += spool.waiting();
        }
        return sum;
    }

    /** When the oldest waiting event was offered, by the clock; undefined if none waits. Without the lock too. */
    long oldestNanos() {
        long now = clock.getAsLong();
        long age = memory.events() > taken ? now - memory.oldestNanos() : 0;
        for (Source spool : spools) {
            age = spool.waiting() > 0 ? Math.max(age, now - spool.oldestNanos()) : age;
        }
        return now - age;
    }

    /** See {@link EventBuffer#isTakeable}. Without the lock too. */
    boolean isTakeable() {
        return takeable;
    }

    long pending() {
        return memory.events() + pendingInSpool();
    }

    long pendingInSpool() {
        return spooled() + inFlight.spooled();
    }

    /**
     * Takes what one request may hold, from one store after another; null if none waits. Called by the worker, without
     * the lock.
     */
    Batch take() {
        Batch batch = null;
        Source spool = null;
        ledger.lock.lock();
        try {
            int store = ledger.isClosed() ? NO_STORE : nextStore();
            if (store == MEMORY) {
                batch = memory.take();
                if (batch != null) {
                    startFlight(batch);
                }
            } else if (store != NO_STORE) {
                spool = spools[store];
            }
        } finally {
            ledger.lock.unlock();
        }
        return spool == null ? batch : spool.take(memory.mostRequestBytes(), this::startFlight);
    }

    @GuardedBy("ledger.lock")
    private int nextStore() {
        int stores = 1 + spools.length;
        for (int i = 0; i < stores; i++) {
            int store = Math.floorMod(turn++, stores) - 1;
            // a spool holds more than the memory could: it is read only as far as requests make progress
            if (store == MEMORY ? memory.events() > taken : takeable && spools[store].waiting() > 0) {
                return store;
            }
        }
        return NO_STORE;
    }

    private void startFlight(Batch batch) {
        if (batch.isSpooled()) {
            memory.occupy(batch);
        }
        inFlight.add(batch);
        update();
    }

    private void update() {
        taken = (int) (inFlight.events() - inFlight.spooled());
        takeable = inFlight.bytes() < memory.capacity() / 2;
    }

    /** What is in none of the parts, of a batch from a spool, is no longer kept. */
    void cut(Batch batch, Batch... parts) {
        if (inFlight.remove(batch)) {
            long left = batch.occupied();
            for (Batch part : parts) {
                inFlight.add(part);
                left -= part.occupied();
            }
            memory.release(left);
            update();
        }
    }

    /** @return false if the batch is no longer in flight */
    boolean endFlight(Batch batch) {
        if (!inFlight.remove(batch)) {
            return false;
        }
        memory.release(batch);
        update();
        return true;
    }

    /** Of a batch that was delivered, and from which nothing is read any more. */
    void reuse(Batch batch) {
        if (batch instanceof MemoryBatch) {
            memory.reuse((MemoryBatch) batch);
        }
    }

    /** Ends the flight of all batches. @return these batches */
    Iterable<Batch> endFlights() {
        Iterable<Batch> all = inFlight.drain();
        all.forEach(memory::release);
        update();
        return all;
    }

    /** The lowest position of an event that waits or is in flight; if there is none, the position of the next event. */
    long oldestUnsettled() {
        long oldest = Math.min(ledger.kept(), memory.oldest());
        for (Source spool : spools) {
            oldest = Math.min(oldest, spool.oldest());
        }
        return inFlight.oldest(oldest);
    }

    /** Events of an earlier process wait, are in flight, or may still be found. */
    boolean isRecovering() {
        return Arrays.stream(spools).anyMatch(Source::isRecovering) || inFlight.holdsRecovered();
    }
}
