// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.buffer;

import java.util.Arrays;

import ai.thrivestack.track.ApiLimits;

/**
 * Events with commas between them, as a request contains them. The threads of one stripe add them, one thread at a
 * time. Not thread-safe while events are added. After that it does not change until all events are delivered.
 */
final class Chunk {
    /** An event seldom has fewer bytes. */
    private static final int SMALL_EVENT = 64;

    private final byte[] bytes;
    /** The offset in {@link #bytes} at which each event ends. */
    private final int[] ends;

    private int events;
    /** How many of the events were delivered from this chunk itself, not from a copy. */
    private int delivered;
    /** When the first event was added, by {@link System#nanoTime()}. */
    private long nanos;

    Chunk(int capacity) {
        bytes = new byte[capacity];
        ends = new int
                [Math.min(ApiLimits.MAX_REQUEST_EVENTS, 1 + capacity / SMALL_EVENT)]; // so that add needs no memory
    }

    private Chunk(Chunk other) {
        bytes = Arrays.copyOf(other.bytes, other.length());
        ends = Arrays.copyOf(other.ends, other.events);
        events = other.events;
        nanos = other.nanos;
    }

    boolean fits(int event) {
        return events == 0 ? event <= bytes.length : events < ends.length && length() + 1 + event <= bytes.length;
    }

    void begin(long nowNanos) {
        nanos = nowNanos;
    }

    void add(byte[] event, int length) {
        int at = start(events);
        if (at > 0) {
            bytes[at - 1] = ',';
        }
        System.arraycopy(event, 0, bytes, at, length);
        ends[events++] = at + length;
    }

    int events() {
        return events;
    }

    long nanos() {
        return nanos;
    }

    byte[] array() {
        return bytes;
    }

    /** Bytes used, commas included. */
    int length() {
        return events == 0 ? 0 : ends[events - 1];
    }

    int start(int event) {
        return event == 0 ? 0 : ends[event - 1] + 1;
    }

    int end(int event) {
        return ends[event];
    }

    /** Less than three quarters are used: then a copy of the events saves memory. */
    boolean isMostlyEmpty() {
        return length() < bytes.length * 3L / 4;
    }

    /** The events of this chunk in one of their size. */
    Chunk copy() {
        return new Chunk(this);
    }

    void clear() {
        events = 0;
        delivered = 0;
    }

    /** Under the ledger's lock. @return true if all events of the chunk are delivered now */
    boolean delivered(int more) {
        delivered += more;
        return delivered == events;
    }

    int capacity() {
        return bytes.length;
    }
}
