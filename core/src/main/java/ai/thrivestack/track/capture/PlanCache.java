// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The plans of call sites, bounded. A plan has a few places; the next ones with a like hash take them over. The second record
 * that finds none in its place makes one, so that concatenated messages, each different from all others, cost nothing; and the
 * more records of a place find none, the more seldom one is made. Thread-safe, without a lock.
 */
final class PlanCache {
    private static final int PLACES = 512;
    private static final int WAYS = 4;
    /** To make a plan takes as long as to encode some ten records, and for some records each attempt fails. */
    private static final int MOST_SELDOM = 64;

    private final AtomicReferenceArray<Plan> plans = new AtomicReferenceArray<>(PLACES);
    /** How many records of a hash had no plan. It does not matter if two threads count one only. */
    private final int[] misses = new int[PLACES];
    /** Which of the ways is next to be taken over; it does not matter if two threads agree. */
    private int next;

    /** Null if there is none. */
    Plan get(RecordValues record) {
        int place = place(record);
        for (int way = 0; way < WAYS; way++) {
            Plan plan = plans.get(place + way & PLACES - 1);
            if (plan == null) {
                return null;
            }
            if (plan.fits(record)) {
                return plan;
            }
        }
        return null;
    }

    /** Counts a record that has no plan. @return true if it is time to make one */
    boolean isDue(RecordValues record) {
        int number = ++misses[place(record)];
        return number % MOST_SELDOM == 0 || number > 1 && number < MOST_SELDOM && Integer.bitCount(number) == 1;
    }

    void put(RecordValues record, Plan plan) {
        int place = place(record);
        for (int way = 0; way < WAYS; way++) {
            if (plans.compareAndSet(place + way & PLACES - 1, null, plan)) {
                return;
            }
        }
        plans.set(place + (next++ & WAYS - 1) & PLACES - 1, plan);
    }

    private static int place(RecordValues record) {
        int hash = record.text.hashCode() + 31 * record.keysHash() + 131 * record.argumentCount;
        hash += record.marker == null ? 0 : 8_191 * record.marker.hashCode();
        return (hash ^ hash >>> 9 ^ hash >>> 18) & PLACES - 1;
    }
}
