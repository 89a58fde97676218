// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

import ai.thrivestack.track.Loss;
import ai.thrivestack.track.TrackCounts;

/**
 * The account of every record. Its lock guards the buffer too: an event enters or leaves the buffer and the account in
 * one step, so the sum is exact at every moment.
 */
final class Ledger {
    final ReentrantLock lock = new ReentrantLock();
    private long accepted;
    private long delivered;
    private final Map<Loss, Long> lost = new EnumMap<>(Loss.class);

    /** Under the lock. */
    void accepted(int events) {
        accepted += events;
    }

    /** Under the lock. */
    void delivered(int events) {
        delivered += events;
    }

    /** Under the lock. */
    void lost(Loss loss, int events) {
        lost.merge(loss, (long) events, Long::sum);
    }

    /** Takes the lock: a record that never reaches the buffer. */
    void lostAtOnce(Loss loss) {
        lock.lock();
        try {
            accepted++;
            lost(loss, 1);
        } finally {
            lock.unlock();
        }
    }

    TrackCounts counts(EventBuffer buffer) {
        lock.lock();
        try {
            return new TrackCounts(accepted, delivered, byReason(true), byReason(false), buffer.pending());
        } finally {
            lock.unlock();
        }
    }

    private Map<String, Long> byReason(boolean rejected) {
        Map<String, Long> counts = new TreeMap<>();
        lost.forEach((loss, events) -> {
            if (loss.isRejected() == rejected) {
                counts.put(loss.toString(), events);
            }
        });
        return counts;
    }
}
