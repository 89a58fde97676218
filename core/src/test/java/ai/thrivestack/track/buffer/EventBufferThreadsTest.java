// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.buffer;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import ai.thrivestack.track.Given;
import ai.thrivestack.track.Loss;
import ai.thrivestack.track.TrackCounts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** At the same time four threads log, one takes, and one reads the counts. */
@Timeout(60)
class EventBufferThreadsTest {
    private static final int THREADS = 4;
    private static final int EVENTS_EACH = 20_000;

    private final Ledger ledger = new Ledger();
    private final EventBuffer buffer = new EventBuffer(Given.options("bufferSize", "16KB"), ledger, Events.UNHEARD);
    /** One permit for each event that was kept. */
    private final Semaphore kept = new Semaphore(0);

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS + 2);

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    private long offerAll(int thread) {
        long found = 0;
        for (int i = 0; i < EVENTS_EACH; i++) {
            if (Events.offer(buffer, Events.named(thread + " " + i)) > 0) {
                found++;
                kept.release();
            }
        }
        return found;
    }

    /** Delivers two of three batches, and checks that each thread's events come in their order. */
    private long[] takeAll(AtomicLong stopAt) throws InterruptedException {
        long delivered = 0;
        long refused = 0;
        int batches = 0;
        Map<String, Integer> newest = new HashMap<>();
        while (delivered + refused != stopAt.get()) {
            kept.acquire();
            Batch batch = buffer.take();
            if (batch == null) {
                continue; // an earlier batch contained the event
            }
            for (String name : Events.names(batch)) {
                String[] parts = name.split(" ");
                int number = Integer.parseInt(parts[1]);
                Integer before = newest.put(parts[0], number);
                assertTrue(before == null || before < number, name);
            }
            if (batches++ % 3 == 0) {
                buffer.lost(batch, Loss.REFUSED);
                refused += batch.events();
            } else {
                buffer.delivered(batch);
                delivered += batch.events();
            }
        }
        return new long[] {delivered, refused};
    }

    private void readCounts(AtomicLong stopAt) {
        do {
            assertAddsUp(buffer.counts());
        } while (stopAt.get() < 0);
    }

    private static void assertAddsUp(TrackCounts counts) {
        assertEquals(
                counts.accepted(),
                counts.delivered() + counts.rejected() + counts.dropped() + counts.pending(),
                counts::toString);
        assertTrue(counts.pending() * "0 0".length() <= 16 * 1024, counts::toString);
    }

    @Test
    void counts_addUpAtEveryMoment() throws Exception {
        AtomicLong stopAt = new AtomicLong(-1);
        Future<long[]> taker = threads.submit(() -> takeAll(stopAt));
        Future<?> reader = threads.submit(() -> readCounts(stopAt));
        Future<?>[] loggers = new Future<?>[THREADS];
        for (int i = 0; i < THREADS; i++) {
            int thread = i;
            loggers[i] = threads.submit(() -> offerAll(thread));
        }
        long offered = 0;
        for (Future<?> logger : loggers) {
            offered += (Long) logger.get();
        }
        stopAt.set(offered);
        kept.release();
        long[] taken = taker.get();
        reader.get();

        TrackCounts counts = buffer.counts();
        assertAddsUp(counts);
        assertEquals(THREADS * EVENTS_EACH, counts.accepted());
        assertEquals(offered, buffer.offered());
        assertEquals(taken[0], counts.delivered());
        assertEquals(taken[1], counts.rejected());
        assertEquals(THREADS * EVENTS_EACH - offered, counts.dropped());
        assertEquals(0, counts.pending());
        assertEquals(
                taken[1] == 0,
                buffer.awaitSettled(offered, System.nanoTime() + TimeUnit.SECONDS.toNanos(10)),
                "a loss makes only one wait fail");
        assertTrue(buffer.awaitSettled(offered, System.nanoTime() + TimeUnit.SECONDS.toNanos(10)));
    }

    @Test
    void close_whileThreadsLog_countsEveryEvent() throws Exception {
        Future<?>[] loggers = new Future<?>[THREADS];
        for (int i = 0; i < THREADS; i++) {
            int thread = i;
            loggers[i] = threads.submit(() -> offerAll(thread));
        }
        kept.acquire(10);
        Batch inFlight = buffer.take();
        long left = Events.count(buffer.close());
        buffer.delivered(inFlight);
        long offered = 0;
        for (Future<?> logger : loggers) {
            offered += (Long) logger.get();
        }
        TrackCounts counts = buffer.counts();
        assertAddsUp(counts);
        assertEquals(offered, left);
        assertEquals(THREADS * EVENTS_EACH, counts.dropped());
        assertEquals(0, counts.pending());
    }
}
