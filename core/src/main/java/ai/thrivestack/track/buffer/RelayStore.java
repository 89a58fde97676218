// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.buffer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import ai.thrivestack.track.ApiLimits;
import ai.thrivestack.track.RelayEvent;
import ai.thrivestack.track.Settlement;
import com.google.errorprone.annotations.concurrent.GuardedBy;

/**
 * Events that a relay has taken from its source and that wait, and the news of those that are settled. It has no bound of
 * its own: the source asks {@link #occupied} and stops bringing events. Any thread adds; only the worker takes.
 */
public final class RelayStore<E extends RelayEvent> implements Source, RelayBatch.Origin<E> {
    /** Bytes of memory that an event occupies besides its own: the source's record of it, and ours. */
    static final int OVERHEAD = 256;

    private static final class Waiting<E> {
        final E event;
        /** Among all events that the buffer ever kept. */
        final long position;

        final long nanos;

        Waiting(E event, long position, long nanos) {
            this.event = event;
            this.position = position;
            this.nanos = nanos;
        }
    }

    private final Ledger ledger;
    private final LongSupplier clock;

    @GuardedBy("ledger.lock")
    private final ArrayDeque<Waiting<E>> queue = new ArrayDeque<>();

    private final Queue<Settlement<E>> settlements = new ConcurrentLinkedQueue<>();
    /** Bytes of the events that wait or are in flight. */
    private final AtomicLong occupied = new AtomicLong();

    // Written under the lock, read without it.
    private volatile int waiting;
    private volatile long oldestNanos;

    public RelayStore(Ledger ledger) {
        this(ledger, System::nanoTime);
    }

    /** @param clock gives the time at which an event is added, in nanoseconds */
    RelayStore(Ledger ledger, LongSupplier clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Keeps an event, without a copy, whatever its number of bytes. Any thread. @return how many events wait now */
    public int add(E event) {
        ledger.lock.lock();
        try {
            queue.addLast(new Waiting<>(event, ledger.keep(1), clock.getAsLong()));
            occupied.addAndGet(occupiedBy(event));
            update();
            return waiting;
        } finally {
            ledger.lock.unlock();
        }
    }

    private static long occupiedBy(RelayEvent event) {
        return event.json().length + OVERHEAD;
    }

    /** Without the lock. @return the next news, null if there is none */
    public Settlement<E> poll() {
        return settlements.poll();
    }

    /** Bytes of memory that the events occupy which wait or are in flight. Without the lock. */
    public long occupied() {
        return occupied.get();
    }

    /** Removes the waiting events that their source has taken back. Takes the lock. */
    public void dropUnwanted() {
        ledger.lock.lock();
        try {
            queue.removeIf(each -> isUnwanted(each.event));
            update();
            ledger.changed();
        } finally {
            ledger.lock.unlock();
        }
    }

    private boolean isUnwanted(E event) {
        if (!event.isWanted()) {
            occupied.addAndGet(-occupiedBy(event));
            return true;
        }
        return false;
    }

    @Override
    public Batch take(int mostBytes, Consumer<Batch> taken) {
        ledger.lock.lock();
        try {
            Batch batch = take(mostBytes);
            if (batch != null) {
                taken.accept(batch);
            }
            update();
            return batch;
        } finally {
            ledger.lock.unlock();
        }
    }

    @GuardedBy("ledger.lock")
    private Batch take(int mostBytes) {
        long first = NO_POSITION;
        List<E> events = new ArrayList<>();
        int length = 1;
        for (Waiting<E> next = queue.peekFirst(); next != null; next = queue.peekFirst()) {
            if (isUnwanted(next.event)) {
                queue.removeFirst();
                continue;
            }
            length += next.event.json().length + 1;
            if (!events.isEmpty() && (events.size() == ApiLimits.MAX_REQUEST_EVENTS || length > mostBytes)) {
                break;
            }
            first = events.isEmpty() ? next.position : first;
            events.add(next.event);
            queue.removeFirst();
        }
        return events.isEmpty() ? null : new RelayBatch<>(first, this, events);
    }

    @Override
    public void settled(Settlement<E> settlement) {
        dropped(settlement.events);
        settlements.add(settlement);
    }

    @Override
    public void dropped(List<E> events) {
        occupied.addAndGet(-events.stream().mapToLong(RelayStore::occupiedBy).sum());
    }

    @GuardedBy("ledger.lock")
    private void update() {
        waiting = queue.size();
        oldestNanos = queue.isEmpty() ? 0 : queue.peekFirst().nanos;
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
    public long oldest() {
        ledger.lock.lock();
        try {
            return queue.isEmpty() ? NO_POSITION : queue.peekFirst().position;
        } finally {
            ledger.lock.unlock();
        }
    }

    @Override
    public boolean isRecovering() {
        return false;
    }
}
