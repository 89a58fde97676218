// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.buffer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongSupplier;

import ai.thrivestack.track.ApiLimits;

/**
 * Keeps waiting events in memory, bounded in bytes. Events in flight count too, whichever store they came from. Log
 * calls add events to the {@link Intake} without the ledger's lock; the other methods need it, except where they say
 * otherwise.
 */
final class MemoryStore {
    /** Bytes. The limit of a request is never smaller, however small the buffer is. */
    private static final int SMALL_REQUEST = 16 * 1024;

    private final Ledger ledger;
    private final InFlight inFlight;
    private final Claims claims = new Claims();
    private final Intake intake;

    /** The oldest first. */
    private final ArrayDeque<Chunk> swept = new ArrayDeque<>();
    /** The index of the first event in the first chunk that still waits; the earlier ones have left. */
    private int firstWaiting;
    /** The positions of the swept events that wait. */
    private final SequenceRuns positions = new SequenceRuns();
    /**
     * When the first swept event was offered. It stays when a request takes only some: the others have waited long
     * enough.
     */
    private volatile long sweptNanos;

    private volatile boolean hasSwept;

    MemoryStore(Ledger ledger, InFlight inFlight, LongSupplier clock) {
        this.ledger = ledger;
        this.inFlight = inFlight;
        this.intake = new Intake(claims, clock);
    }

    void bound(long bytes) {
        claims.bound(bytes);
    }

    long capacity() {
        return claims.capacity();
    }

    /** The largest request in bytes, so small that several are in flight before the memory is full. */
    int mostRequestBytes() {
        return (int) Math.min(ApiLimits.MAX_REQUEST_BYTES, Math.max(claims.capacity() / 4, SMALL_REQUEST));
    }

    /** Any thread, without the lock. @return false if there is not enough space */
    boolean offer(byte[] event, int length) {
        return intake.offer(event, length);
    }

    /** As {@link #offer}, even above the capacity, for an event that the spool admitted and could not add. */
    void force(byte[] event, int length) {
        intake.force(event, length);
    }

    /** How many events wait or are in flight. Without the lock too. */
    int events() {
        return claims.events();
    }

    /** Bytes that the waiting events and all batches in flight occupy. Without the lock too. */
    long occupied() {
        return claims.bytes();
    }

    /** When the oldest waiting event was offered; undefined if none waits. Without the lock too. */
    long oldestNanos() {
        return hasSwept ? sweptNanos : intake.firstNanos();
    }

    /** Gives a position to every event that was offered before. */
    void sweep() {
        intake.sweep(chunk -> {
            if (swept.isEmpty() || chunk.nanos() - sweptNanos < 0) {
                sweptNanos = chunk.nanos();
            }
            swept.addLast(chunk);
            positions.add(ledger.keep(chunk.events()), chunk.events());
            hasSwept = true;
        });
    }

    /** The position of the oldest swept event that waits, {@link Store#NO_POSITION} if none does. */
    long oldest() {
        return positions.oldest();
    }

    /** Takes waiting events, at most as many as one request may hold; null if none waits. */
    Batch take() {
        sweep();
        long first = positions.oldest();
        List<MemoryBatch.Slice> slices = new ArrayList<>();
        int events = 0;
        int length = 1;
        while (!swept.isEmpty()) {
            MemoryBatch.Slice slice =
                    slice(ApiLimits.MAX_REQUEST_EVENTS - events, mostRequestBytes() - length, slices.isEmpty());
            if (slice == null) {
                break;
            }
            slices.add(slice);
            events += slice.events();
            length += slice.length() + 1;
            remove(slice.events());
        }
        return slices.isEmpty() ? null : new MemoryBatch(first, slices);
    }

    /**
     * The oldest events of the first chunk within these limits; null if none fits.
     *
     * @param any take one even if none fits
     */
    private MemoryBatch.Slice slice(int mostEvents, int mostBytes, boolean any) {
        Chunk chunk = swept.peekFirst();
        int start = chunk.start(firstWaiting);
        int to = Math.min(chunk.events(), firstWaiting + mostEvents);
        while (to > firstWaiting && chunk.end(to - 1) - start + 1 > mostBytes) {
            to--;
        }
        if (to == firstWaiting && any) {
            to++;
        }
        return to == firstWaiting ? null : new MemoryBatch.Slice(chunk, firstWaiting, to);
    }

    /** Removes the oldest events of the first chunk. */
    private void remove(int events) {
        firstWaiting += events;
        positions.remove(events);
        if (firstWaiting == swept.peekFirst().events()) {
            swept.removeFirst();
            firstWaiting = 0;
            hasSwept = !swept.isEmpty();
        }
    }

    /**
     * Gives up the oldest waiting event for one of {@code length} bytes; null if none waits, or if that would not help.
     */
    byte[] evict(int length) {
        if (inFlight.bytes() + Claims.occupied(1, length) > claims.capacity()) {
            return null; // would not fit even if no event waited
        }
        if (swept.isEmpty()) {
            sweep(); // only then: an event that is not swept is never older
        }
        if (swept.isEmpty()) {
            return null;
        }
        byte[] event = new MemoryBatch.Slice(swept.peekFirst(), firstWaiting, firstWaiting + 1).event(0);
        remove(1);
        claims.release(1, Claims.occupied(1, event.length));
        return event;
    }

    /** Counts the memory of a batch that was read from a spool. */
    void occupy(Batch batch) {
        claims.occupy(batch.occupied());
    }

    /** Frees the memory of a batch from any store, which is no longer in flight. */
    void release(Batch batch) {
        claims.release(batch.isSpooled() ? 0 : batch.events(), batch.occupied());
    }

    /** Frees bytes that {@link #occupy} has counted. */
    void release(long bytes) {
        claims.release(0, bytes);
    }

    /** Nothing reads a delivered batch any more, so its chunks can take new events: that costs less than new memory. */
    void reuse(MemoryBatch batch) {
        for (MemoryBatch.Slice slice : batch.slices()) {
            if (slice.chunk().delivered(slice.events())) {
                intake.reuse(slice.chunk());
            }
        }
    }

    /** As {@link #close}, unless an event waits or is in flight. @return false if one does */
    boolean closeIfEmpty() {
        return claims.closeIfNone();
    }

    /** Takes no more events. */
    void close() {
        claims.close();
    }

    /** Removes all waiting events. */
    void drainTo(List<Batch> batches) {
        sweep();
        while (!swept.isEmpty()) {
            Chunk chunk = swept.peekFirst();
            MemoryBatch.Slice slice = new MemoryBatch.Slice(chunk, firstWaiting, chunk.events());
            Batch batch = new MemoryBatch(positions.oldest(), Collections.singletonList(slice));
            remove(batch.events());
            release(batch);
            batches.add(batch);
        }
    }
}
