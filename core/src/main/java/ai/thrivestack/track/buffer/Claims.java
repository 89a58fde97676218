// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.buffer;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the bytes of memory that are occupied, and the events that occupy them. Both are in one number, so that they
 * agree at every moment. An event holds a claim from before it is stored until it is settled. Thread-safe, without
 * locks.
 */
final class Claims {
    /**
     * Bytes that an event occupies besides its own: its offset in the chunk, and its share of the unused part of the
     * chunk.
     */
    static final int OVERHEAD = 32;

    private static final int BYTES_BITS = 36;
    private static final long ONE_EVENT = 1L << BYTES_BITS;
    private static final long MOST_BYTES = ONE_EVENT - 1;
    private static final int MOST_EVENTS = (1 << 27) - 1;

    /** The highest bit is set when claims are closed. The next 27 bits count events, the others bytes. */
    private final AtomicLong state = new AtomicLong();

    private volatile long capacity;

    static long occupied(int events, long bytes) {
        return bytes + (long) OVERHEAD * events;
    }

    void bound(long bytes) {
        capacity = Math.min(bytes, MOST_BYTES / 2);
    }

    long capacity() {
        return capacity;
    }

    /** Claims memory for one event of {@code length} bytes. @return false if there is not enough space */
    boolean claim(int length) {
        long claim = ONE_EVENT + occupied(1, length);
        for (long now = state.get(); ; now = state.get()) {
            long next = now + claim;
            if (now < 0 || (next & MOST_BYTES) > capacity || events(now) == MOST_EVENTS) {
                return false;
            }
            if (state.compareAndSet(now, next)) {
                return true;
            }
        }
    }

    /** Whether {@link #claim} would succeed now. */
    boolean mayClaim(int length) {
        long now = state.get();
        return now >= 0 && (now & MOST_BYTES) + occupied(1, length) <= capacity;
    }

    /** Claims memory even above the capacity, for an event that must not be lost. @return false if claims are closed */
    boolean force(int length) {
        long claim = ONE_EVENT + occupied(1, length);
        for (long now = state.get(); now >= 0; now = state.get()) {
            if (state.compareAndSet(now, now + claim)) {
                return true;
            }
        }
        return false;
    }

    void release(int events, long occupied) {
        state.addAndGet(-events * ONE_EVENT - occupied);
    }

    /** Claims bytes for events that are counted elsewhere. */
    void occupy(long bytes) {
        state.addAndGet(bytes);
    }

    int events() {
        return events(state.get());
    }

    private static int events(long state) {
        return (int) (state >>> BYTES_BITS) & MOST_EVENTS;
    }

    long bytes() {
        return state.get() & MOST_BYTES;
    }

    /** Gives no more claims. */
    void close() {
        state.updateAndGet(now -> now | Long.MIN_VALUE);
    }

    /** As {@link #close}, unless an event holds a claim. @return false if an event does */
    boolean closeIfNone() {
        for (long now = state.get(); events(now) == 0; now = state.get()) {
            if (state.compareAndSet(now, now | Long.MIN_VALUE)) {
                return true;
            }
        }
        return false;
    }
}
