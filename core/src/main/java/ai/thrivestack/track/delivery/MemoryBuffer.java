// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
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

    private final long capacity;
    private final Ledger ledger;
    private final ReentrantLock lock;
    private final Condition settling;

    // All below under the lock; volatile where the worker looks without it.
    private final ArrayDeque<byte[]> queue = new ArrayDeque<>();
    /** Of the events that wait or are under way. */
    private long bytes;

    private long pending;
    private long offered;
    private long settledLosses;
    /** So many of them have made a wait end in vain. */
    private long toldLosses;

    private long givenUp;
    private boolean closed;
    private volatile int waiting;
    private volatile long oldestNanos;

    MemoryBuffer(TrackOptions options, Ledger ledger) {
        this.capacity = options.get(TrackOptions.BUFFER_SIZE);
        this.ledger = ledger;
        this.lock = ledger.lock;
        this.settling = lock.newCondition();
    }

    @Override
    public int offer(byte[] event) {
        lock.lock();
        try {
            ledger.accepted();
            if (closed || bytes + event.length + OVERHEAD > capacity) {
                ledger.lost(closed ? Loss.SHUTDOWN : Loss.BUFFER_FULL, 1);
                return 0;
            }
            if (queue.isEmpty()) {
                oldestNanos = System.nanoTime();
            }
            queue.add(event);
            bytes += event.length + OVERHEAD;
            pending++;
            offered++;
            waiting = queue.size();
            return queue.size();
        } finally {
            lock.unlock();
        }
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

    @Override
    public boolean isClosed() {
        return locked(() -> closed ? 1 : 0) == 1;
    }

    private long locked(LongSupplier read) {
        lock.lock();
        try {
            return read.getAsLong();
        } finally {
            lock.unlock();
        }
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
            int length = 1;
            while (!queue.isEmpty()
                    && events.size() < ApiLimits.MAX_REQUEST_EVENTS
                    && length + queue.peek().length + 1 <= ApiLimits.MAX_REQUEST_BYTES) {
                length += queue.peek().length + 1;
                events.add(queue.poll());
            }
            waiting = queue.size();
            return new Batch(events);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void delivered(Batch batch) {
        settle(batch, null);
    }

    @Override
    public void lost(Batch batch, Loss loss) {
        settle(batch, loss);
    }

    private void settle(Batch batch, Loss loss) {
        int events = batch.events.size();
        lock.lock();
        try {
            if (closed) {
                return; // counted as lost already
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
            settling.signalAll();
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
            while (offered - pending < events && !closed && givenUp == givenUpBefore) {
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
            return offered - pending >= events && lostNone;
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
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
    public long close() {
        lock.lock();
        try {
            long left = closed ? 0 : pending;
            if (left > 0) {
                ledger.lost(Loss.SHUTDOWN, Math.toIntExact(left));
                settledLosses += left;
            }
            closed = true;
            queue.clear();
            waiting = 0;
            bytes = 0;
            pending = 0;
            settling.signalAll();
            return left;
        } finally {
            lock.unlock();
        }
    }
}
