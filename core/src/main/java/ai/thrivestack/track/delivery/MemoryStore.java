// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import ai.thrivestack.track.ApiLimits;

/** A queue in memory, bounded in bytes. What is under way counts, whichever store it came from. */
final class MemoryStore implements Store {
    /** What a waiting event occupies besides its bytes: an array's header and its places in queue and batch. */
    static final int OVERHEAD = 32;
    /** No buffer is so small that requests need to be smaller. */
    private static final int SMALL_REQUEST = 16 * 1024;

    private final ReentrantLock lock;
    private final UnderWay underWay;
    private final ArrayDeque<Chunk> chunks = new ArrayDeque<>();
    private int waiting;
    private long bytes;
    private long capacity;
    /** How many events the last request took: the next may be alike. */
    private int usual;

    /**
     * Events for one request that follow each other, gathered as they come: the worker takes them all at once, and keeps
     * nobody waiting.
     */
    private static final class Chunk {
        /** The position of the first. */
        final long first;

        final List<byte[]> events;
        /** So many of them, the oldest, were given up. */
        int evicted;
        /** Bytes of the events. */
        int bytes;

        Chunk(long first, int usual) {
            this.first = first;
            events = new ArrayList<>(usual);
        }

        boolean mayHold(int length, long position, int mostBytes) {
            return position == first + events.size()
                    && events.size() < ApiLimits.MAX_REQUEST_EVENTS
                    && Batch.length(events.size() + 1, bytes + length) <= mostBytes;
        }

        int size() {
            return events.size() - evicted;
        }

        long oldest() {
            return first + evicted;
        }
    }

    MemoryStore(ReentrantLock lock, UnderWay underWay) {
        this.lock = lock;
        this.underWay = underWay;
    }

    void bound(long capacity) {
        this.capacity = capacity;
    }

    /** The largest request, so that several are under way before the room is used up. */
    int mostRequestBytes() {
        return (int) Math.min(ApiLimits.MAX_REQUEST_BYTES, Math.max(capacity / 4, SMALL_REQUEST));
    }

    /** What waits occupies. */
    long bytes() {
        return bytes;
    }

    @Override
    public int waiting() {
        return waiting;
    }

    @Override
    public long oldest() {
        Chunk chunk = chunks.peekFirst();
        return chunk == null ? Positions.NONE : chunk.oldest();
    }

    @Override
    public boolean hasRoom(int length) {
        return bytes + underWay.bytes() + length + OVERHEAD <= capacity;
    }

    @Override
    public boolean add(byte[] event, int checksum, long position) {
        Chunk chunk = chunks.peekLast();
        if (chunk == null || !chunk.mayHold(event.length, position, mostRequestBytes())) {
            chunk = new Chunk(position, usual);
            chunks.addLast(chunk);
        }
        chunk.events.add(event);
        chunk.bytes += event.length;
        waiting++;
        bytes += event.length + OVERHEAD;
        return true;
    }

    @Override
    public int evict(Consumer<byte[]> given) {
        Chunk chunk = chunks.peekFirst();
        if (chunk == null) {
            return 0;
        }
        byte[] event = chunk.events.set(chunk.evicted++, null);
        chunk.bytes -= event.length;
        if (chunk.size() == 0) {
            chunks.removeFirst();
        }
        removed(1, event.length);
        given.accept(event);
        return 1;
    }

    @Override
    public Batch take(int mostBytes, UnderWay underWay) {
        lock.lock();
        try {
            Chunk chunk = chunks.pollFirst();
            if (chunk == null) {
                return null;
            }
            usual = chunk.size();
            removed(chunk.size(), chunk.bytes);
            Batch batch = new Batch(chunk.oldest(), events(chunk), chunk.bytes, this);
            underWay.add(batch);
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void removed(int events, int eventBytes) {
        waiting -= events;
        bytes -= eventBytes + (long) OVERHEAD * events;
    }

    private static List<byte[]> events(Chunk chunk) {
        return chunk.evicted == 0 ? chunk.events : chunk.events.subList(chunk.evicted, chunk.events.size());
    }

    void drainTo(List<byte[]> events) {
        for (Chunk chunk; (chunk = chunks.pollFirst()) != null; ) {
            removed(chunk.size(), chunk.bytes);
            events.addAll(events(chunk));
        }
    }

    @Override
    public void record(Batch batch) {}

    @Override
    public void settled(Batch batch) {}
}
