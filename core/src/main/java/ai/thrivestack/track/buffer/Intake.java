// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.buffer;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Takes events from log calls without a lock that all threads share. The id of a thread gives its stripe. The thread
 * copies the event to the end of the stripe's chunk; other threads of the same stripe spin during the copy. A full
 * chunk goes to the queue. A sweep, under the ledger's lock, moves the other chunks there. The events of one thread
 * keep their order because the thread always uses the same stripe, even if another stripe is free.
 *
 * <p>A thread makes the claim while it holds the stripe. So a sweep finds every event that had a claim when the sweep
 * began, and no event follows a sweep that began after the claims were closed.
 */
final class Intake {
    private static final int STRIPES = 64;
    private static final int LARGEST_CHUNK = 64 * 1024;
    /** The chunks of all stripes are together at most half of the capacity, and a sixth of the default 24 MB. */
    private static final int CHUNKS = 128;

    private static final int MOST_FREE = 16;
    private static final int SPINS_BEFORE_YIELD = 100;
    private static final long NEVER = Long.MIN_VALUE;

    /** A thread holds it while it copies an event, but never while code of the application runs. */
    private static final class Stripe {
        final AtomicBoolean held = new AtomicBoolean();
        /** Null before the first event, and after a sweep took it. */
        Chunk chunk;

        void hold() {
            for (int spins = 0; !held.compareAndSet(false, true); spins++) {
                if (spins >= SPINS_BEFORE_YIELD) {
                    Thread.yield(); // the thread that holds it has probably lost its processor
                }
            }
        }

        void release() {
            held.lazySet(false); // what was written while it was held is visible to the next who holds it
        }
    }

    private final Claims claims;
    private final LongSupplier clock;
    private final Stripe[] stripes = new Stripe[STRIPES];
    /** Chunks that can take new events: memory that was used a moment ago is still in the processor's cache. */
    private final Queue<Chunk> free = new ConcurrentLinkedQueue<>();

    private final AtomicInteger freeChunks = new AtomicInteger();
    private final Queue<Chunk> full = new ConcurrentLinkedQueue<>();
    /** When the first event was added after the last sweep began, in nanoseconds of the clock. */
    private final AtomicLong firstNanos = new AtomicLong(NEVER);

    Intake(Claims claims, LongSupplier clock) {
        this.claims = claims;
        this.clock = clock;
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Stripe();
        }
    }

    /** Any thread, without the lock. @return false if there is not enough space, or claims are closed */
    boolean offer(byte[] event, int length) {
        Stripe stripe = hold();
        try {
            Chunk chunk = chunkFor(length, stripe);
            boolean isTaken = chunk != null && claims.claim(length);
            if (isTaken) {
                add(event, length, chunk);
            }
            return isTaken;
        } finally {
            stripe.release();
        }
    }

    /** As {@link #offer}, but even above the capacity. @return false if claims are closed */
    boolean force(byte[] event, int length) {
        Stripe stripe = hold();
        try {
            Chunk chunk = chunkWithSpace(length, stripe);
            boolean isTaken = claims.force(length);
            if (isTaken) {
                add(event, length, chunk);
            }
            return isTaken;
        } finally {
            stripe.release();
        }
    }

    private Stripe hold() {
        Stripe stripe = stripes[(int) Thread.currentThread().getId() & STRIPES - 1];
        stripe.hold();
        return stripe;
    }

    /** Null if there is not enough space: then no chunk is made for nothing. */
    private Chunk chunkFor(int length, Stripe stripe) {
        Chunk chunk = stripe.chunk;
        return chunk != null && chunk.fits(length)
                ? chunk
                : claims.mayClaim(length) ? chunkWithSpace(length, stripe) : null;
    }

    private Chunk chunkWithSpace(int length, Stripe stripe) {
        Chunk chunk = stripe.chunk;
        if (chunk != null && !chunk.fits(length) && chunk.events() > 0) {
            passOn(chunk, stripe);
        }
        if (stripe.chunk == null || !stripe.chunk.fits(length)) {
            stripe.chunk = emptyChunk(length);
        }
        return stripe.chunk;
    }

    private Chunk emptyChunk(int length) {
        int bytes = chunkBytes();
        Chunk reused = length > bytes ? null : free.poll();
        if (reused != null) {
            freeChunks.decrementAndGet();
        }
        return reused != null && reused.capacity() >= length ? reused : new Chunk(Math.max(length, bytes));
    }

    /** One thread at a time: takes a chunk from which nothing is read any more. */
    void reuse(Chunk chunk) {
        if (chunk.capacity() == chunkBytes() && freeChunks.get() < MOST_FREE) {
            chunk.clear();
            freeChunks.incrementAndGet();
            free.add(chunk);
        }
    }

    private int chunkBytes() {
        return (int) Math.min(LARGEST_CHUNK, claims.capacity() / CHUNKS);
    }

    private void add(byte[] event, int length, Chunk chunk) {
        if (chunk.events() == 0) {
            long now = clock.getAsLong();
            chunk.begin(now);
            if (firstNanos.get() == NEVER) {
                firstNanos.compareAndSet(NEVER, now);
            }
        }
        chunk.add(event, length);
    }

    private void passOn(Chunk chunk, Stripe stripe) {
        if (chunk.isMostlyEmpty()) {
            full.add(chunk.copy());
            chunk.clear();
        } else {
            full.add(chunk);
            stripe.chunk = null;
        }
    }

    /** When the oldest event was added that is not swept, or a little earlier; now if there is none. */
    long firstNanos() {
        long first = firstNanos.get();
        return first == NEVER ? clock.getAsLong() : first;
    }

    /**
     * Passes on all events that were offered before. One thread at a time, since the caller holds the ledger's lock.
     */
    void sweep(Consumer<Chunk> into) {
        firstNanos.set(NEVER); // before the loop: an event that comes during it is found, or sets this again
        for (Stripe stripe : stripes) {
            stripe.hold();
            try {
                Chunk chunk = stripe.chunk;
                if (chunk != null && chunk.events() > 0) {
                    passOn(chunk, stripe);
                }
            } finally {
                stripe.release();
            }
        }
        for (Chunk chunk; (chunk = full.peek()) != null; full.poll()) {
            into.accept(chunk);
        }
    }
}
