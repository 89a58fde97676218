// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

import ai.thrivestack.track.ApiLimits;
import ai.thrivestack.track.Loss;
import ai.thrivestack.track.TrackOptions;

/** A queue in memory, bounded in bytes. What is under way counts until it is settled. */
final class MemoryBuffer implements EventBuffer {
    /** What a waiting event occupies besides its bytes: an array's header and its places in queue and batch. */
    private static final int OVERHEAD = 32;

    /** No buffer is so small that requests need to be smaller. */
    private static final int SMALL_REQUEST = 16 * 1024;

    private final Ledger ledger;
    private final Listener listener;
    private final ReentrantLock lock;
    private final Condition settling;
    /** Some event has left, or the buffer has closed. */
    private final Condition room;

    // All below under the lock; volatile where the worker looks without it.
    private long capacity;
    private String overflow;
    private long overflowNanos;
    private final ArrayDeque<byte[]> queue = new ArrayDeque<>();
    private final Set<Batch> underWay = Collections.newSetFromMap(new IdentityHashMap<>());
    /** Of the events that wait or are under way. */
    private long bytes;
    /** Of those that wait. */
    private long waitingBytes;

    private long pending;
    private long offered;
    private long settledLosses;
    /** So many of them have made a wait end in vain. */
    private long toldLosses;

    private long givenUp;
    private boolean closed;
    private volatile boolean full;
    private volatile boolean takeable = true;
    private volatile int waiting;
    private volatile long oldestNanos;

    MemoryBuffer(TrackOptions options, Ledger ledger, Listener listener) {
        this.ledger = ledger;
        this.listener = listener;
        this.lock = ledger.lock;
        this.settling = lock.newCondition();
        this.room = lock.newCondition();
        configure(options);
    }

    @Override
    public void configure(TrackOptions options) {
        lock.lock();
        try {
            capacity = options.get(TrackOptions.BUFFER_SIZE);
            overflow = options.get(TrackOptions.OVERFLOW);
            overflowNanos = options.get(TrackOptions.OVERFLOW_TIMEOUT).toNanos();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int offer(byte[] event) {
        List<byte[]> evicted = Collections.emptyList();
        Loss loss;
        int waitingNow;
        lock.lock();
        try {
            if (!closed && !fits(event)) {
                full = true;
                if (overflow.equals("block")) {
                    awaitRoom(event);
                } else if (overflow.equals("dropOldest")) {
                    evicted = evictFor(event);
                }
            }
            loss = closed ? Loss.SHUTDOWN : fits(event) ? null : Loss.BUFFER_FULL;
            ledger.accepted();
            if (loss == null) {
                add(event);
            } else {
                ledger.lost(loss, 1);
            }
            waitingNow = queue.size();
        } finally {
            lock.unlock();
        }
        for (byte[] each : evicted) {
            listener.lost(Loss.BUFFER_FULL, each);
        }
        if (loss != null) {
            listener.lost(loss, event);
            return 0;
        }
        return waitingNow;
    }

    private boolean fits(byte[] event) {
        return bytes + event.length + OVERHEAD <= capacity;
    }

    /** Not ended by an interrupt, which is kept for the caller: the wait is short, and the event is worth it. */
    private void awaitRoom(byte[] event) {
        long deadline = System.nanoTime() + overflowNanos;
        boolean interrupted = false;
        listener.full();
        while (!closed && !fits(event)) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                break;
            }
            try {
                room.awaitNanos(left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nothing, if even without all that waits there were no room. */
    private List<byte[]> evictFor(byte[] event) {
        List<byte[]> evicted = new ArrayList<>();
        if (bytes - waitingBytes + event.length + OVERHEAD <= capacity) {
            while (!fits(event)) {
                byte[] oldest = poll();
                bytes -= oldest.length + OVERHEAD;
                pending--;
                settledLosses++;
                ledger.lost(Loss.BUFFER_FULL, 1);
                evicted.add(oldest);
            }
            settling.signalAll();
        }
        return evicted;
    }

    private void add(byte[] event) {
        if (queue.isEmpty()) {
            oldestNanos = System.nanoTime();
        }
        queue.add(event);
        bytes += event.length + OVERHEAD;
        waitingBytes += event.length + OVERHEAD;
        pending++;
        offered++;
        waiting = queue.size();
    }

    private byte[] poll() {
        byte[] event = queue.poll();
        waitingBytes -= event.length + OVERHEAD;
        waiting = queue.size();
        return event;
    }

    @Override
    public boolean isFull() {
        return full;
    }

    @Override
    public int waiting() {
        return waiting;
    }

    @Override
    public long oldestNanos() {
        return oldestNanos;
    }

    @Override
    public long pending() {
        return locked(() -> pending);
    }

    @Override
    public long offered() {
        return locked(() -> offered);
    }

    private long locked(LongSupplier read) {
        lock.lock();
        try {
            return read.getAsLong();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isTakeable() {
        return takeable;
    }

    /** What is left behind keeps the time of the oldest, and so leaves at once: it has waited long enough already. */
    @Override
    public Batch take() {
        lock.lock();
        try {
            if (queue.isEmpty()) {
                return null;
            }
            List<byte[]> events = new ArrayList<>(Math.min(queue.size(), ApiLimits.MAX_REQUEST_EVENTS));
            long first = offered - queue.size();
            long mostBytes = Math.min(ApiLimits.MAX_REQUEST_BYTES, Math.max(capacity / 4, SMALL_REQUEST));
            int length = 1;
            while (!queue.isEmpty()
                    && events.size() < ApiLimits.MAX_REQUEST_EVENTS
                    && (events.isEmpty() || length + queue.peek().length + 1 <= mostBytes)) {
                length += queue.peek().length + 1;
                events.add(poll());
            }
            full = false;
            Batch batch = new Batch(first, events);
            underWay.add(batch);
            takeable = bytes - waitingBytes < capacity / 2;
            return batch;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void cut(Batch batch, Batch first, Batch second) {
        lock.lock();
        try {
            if (underWay.remove(batch)) {
                underWay.add(first);
                underWay.add(second);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void delivered(Batch batch) {
        settle(batch, null);
    }

    @Override
    public boolean lost(Batch batch, Loss loss) {
        return settle(batch, loss);
    }

    private boolean settle(Batch batch, Loss loss) {
        int events = batch.events.size();
        lock.lock();
        try {
            if (!underWay.remove(batch)) {
                return false; // closed, and counted as lost already
            }
            if (loss == null) {
                ledger.delivered(events);
            } else {
                ledger.lost(loss, events);
                settledLosses += events;
            }
            pending -= events;
            for (byte[] event : batch.events) {
                bytes -= event.length + OVERHEAD;
            }
            takeable = bytes - waitingBytes < capacity / 2;
            settling.signalAll();
            room.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean awaitSettled(long events, long deadlineNanos) {
        boolean interrupted = false;
        lock.lock();
        try {
            long givenUpBefore = givenUp;
            while (oldestUnsettled() < events && !closed && givenUp == givenUpBefore) {
                try {
                    if (settling.awaitNanos(deadlineNanos - System.nanoTime()) <= 0) {
                        break;
                    }
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            boolean lostNone = settledLosses == toldLosses;
            toldLosses = settledLosses;
            return oldestUnsettled() >= events && lostNone;
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A batch may be settled before an older one that has met trouble. */
    private long oldestUnsettled() {
        long oldest = offered - queue.size();
        for (Batch batch : underWay) {
            oldest = Math.min(oldest, batch.first);
        }
        return oldest;
    }

    @Override
    public void giveUp() {
        lock.lock();
        try {
            givenUp++;
            settling.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<byte[]> close() {
        lock.lock();
        try {
            List<byte[]> left = new ArrayList<>();
            underWay.forEach(batch -> left.addAll(batch.events));
            left.addAll(queue);
            if (!left.isEmpty()) {
                ledger.lost(Loss.SHUTDOWN, left.size());
                settledLosses += left.size();
            }
            closed = true;
            underWay.clear();
            queue.clear();
            waiting = 0;
            bytes = 0;
            waitingBytes = 0;
            pending = 0;
            settling.signalAll();
            room.signalAll();
            return left;
        } finally {
            lock.unlock();
        }
    }
}
