// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.buffer;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** The batches that the worker took and that are not settled. Used under the ledger's lock. */
final class InFlight {
    private final Set<Batch> batches = Collections.newSetFromMap(new IdentityHashMap<>());
    private long events;
    private long spooled;
    private long bytes;

    void add(Batch batch) {
        batches.add(batch);
        count(batch, 1);
    }

    /** @return false if the batch is not in flight */
    boolean remove(Batch batch) {
        if (!batches.remove(batch)) {
            return false;
        }
        count(batch, -1);
        return true;
    }

    private void count(Batch batch, int sign) {
        events += sign * batch.events();
        spooled += batch.isSpooled() ? sign * batch.events() : 0;
        bytes += sign * batch.occupied();
    }

    long events() {
        return events;
    }

    /** How many of the events are in a spool. */
    long spooled() {
        return spooled;
    }

    /** Bytes of memory that the batches occupy, including copies of events in a spool. */
    long bytes() {
        return bytes;
    }

    /** The position of the oldest event in flight, or {@code position} if that is lower. */
    long oldest(long position) {
        long oldest = position;
        for (Batch batch : batches) {
            oldest = Math.min(oldest, batch.first());
        }
        return oldest;
    }

    boolean holdsRecovered() {
        return batches.stream().anyMatch(batch -> batch.first() >= Store.NO_POSITION);
    }

    /** Removes and returns all batches. */
    Iterable<Batch> drain() {
        Set<Batch> all = Collections.newSetFromMap(new IdentityHashMap<>());
        all.addAll(batches);
        batches.clear();
        events = 0;
        spooled = 0;
        bytes = 0;
        return all;
    }
}
