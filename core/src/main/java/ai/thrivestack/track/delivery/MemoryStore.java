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

    private final ReentrantLock lock;
    private final UnderWay underWay;
    private final ArrayDeque<byte[]> queue = new ArrayDeque<>();
    private final Positions positions = new Positions();
    private long bytes;
    private long capacity;

    MemoryStore(ReentrantLock lock, UnderWay underWay) {
        this.lock = lock;
        this.underWay = underWay;
    }

    void bound(long capacity) {
        this.capacity = capacity;
    }

    @Override
    public int waiting() {
        return queue.size();
    }

    @Override
    public long oldest() {
        return positions.oldest();
    }

    @Override
    public boolean hasRoom(int length) {
        return bytes + underWay.bytes() + length + OVERHEAD <= capacity;
    }

    @Override
    public boolean add(byte[] event, int checksum, long position) {
        queue.add(event);
        bytes += event.length + OVERHEAD;
        positions.add(position);
        return true;
    }

    private byte[] poll() {
        byte[] event = queue.poll();
        bytes -= event.length + OVERHEAD;
        positions.remove(1);
        return event;
    }

    @Override
    public int evict(Consumer<byte[]> given) {
        if (queue.isEmpty()) {
            return 0;
        }
        given.accept(poll());
        return 1;
    }

    @Override
    public Batch take(int mostBytes, UnderWay underWay) {
        lock.lock();
        try {
            if (queue.isEmpty()) {
                return null;
            }
            List<byte[]> events = new ArrayList<>(Math.min(queue.size(), ApiLimits.MAX_REQUEST_EVENTS));
            long first = positions.oldest();
            int length = 1;
            while (!queue.isEmpty()
                    && events.size() < ApiLimits.MAX_REQUEST_EVENTS
                    && (events.isEmpty() || length + queue.peek().length + 1 <= mostBytes)) {
                length += queue.peek().length + 1;
                events.add(poll());
            }
            Batch batch = new Batch(first, events, this);
            underWay.add(batch);
            return batch;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void record(Batch batch) {}

    @Override
    public void settled(Batch batch) {}

    void drainTo(List<byte[]> events) {
        while (!queue.isEmpty()) {
            events.add(poll());
        }
    }
}
