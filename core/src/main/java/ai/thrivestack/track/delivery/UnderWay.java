// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Consumer;

/** The batches that were taken and are not settled. Used under the buffer's lock. */
final class UnderWay {
    private final Set<Batch> batches = Collections.newSetFromMap(new IdentityHashMap<>());
    private long events;
    private long bytes;

    void add(Batch batch) {
        batches.add(batch);
        events += batch.events.size();
        bytes += room(batch);
    }

    /** @return false if it is not here */
    boolean remove(Batch batch) {
        if (!batches.remove(batch)) {
            return false;
        }
        events -= batch.events.size();
        bytes -= room(batch);
        return true;
    }

    private static long room(Batch batch) {
        return batch.bytes() + (long) MemoryStore.OVERHEAD * batch.events.size();
    }

    long events() {
        return events;
    }

    long eventsNotOf(Store store) {
        return batches.stream()
                .filter(batch -> batch.store != store)
                .mapToLong(batch -> batch.events.size())
                .sum();
    }

    /** What they occupy in memory. */
    long bytes() {
        return bytes;
    }

    /** The position of the oldest event under way, or this one if it is older. */
    long oldest(long position) {
        long oldest = position;
        for (Batch batch : batches) {
            oldest = Math.min(oldest, batch.first);
        }
        return oldest;
    }

    /** The position of the newest batch under way, 0 without any. */
    long newest() {
        return batches.stream().mapToLong(batch -> batch.first).max().orElse(0);
    }

    void clear(Consumer<Batch> taken) {
        batches.forEach(taken);
        batches.clear();
        events = 0;
        bytes = 0;
    }
}
