// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.buffer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import ai.thrivestack.track.Given;
import ai.thrivestack.track.Loss;
import ai.thrivestack.track.TrackCounts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * At the same time threads log, one takes, settles and cuts, one reloads, one reads the counts, and one closes at the
 * end: {@code -Dstress.rounds=N} times for each kind of overflow. No event may be missing or counted twice.
 */
@Timeout(120)
class EventBufferStressTest {
    private static final int ROUNDS = Integer.getInteger("stress.rounds", 20);
    private static final int LOGGERS = 6;
    private static final int EVENTS_EACH = 3_000;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    /** One buffer, from its start to its close. */
    private final class Life implements EventBuffer.Listener {
        final String overflow;
        final Random random;
        final Ledger ledger = new Ledger();
        final EventBuffer buffer;
        final AtomicBoolean ended = new AtomicBoolean();
        /** One permit for each offered event. */
        final Semaphore offered = new Semaphore(0);
        /** How many events the buffer reported as lost to its listener. */
        final AtomicLong told = new AtomicLong();

        Life(String overflow, long seed) {
            this.overflow = overflow;
            this.random = new Random(seed);
            buffer = new EventBuffer(Given.options(options(8)), ledger, this);
        }

        private String[] options(int kilobytes) {
            return new String[] {"bufferSize", kilobytes + "KB", "overflow", overflow, "overflowTimeout", "20ms"};
        }

        @Override
        public void wanted() {}

        @Override
        public void lost(Loss loss, byte[] event) {
            told.incrementAndGet();
        }

        void log(int thread) {
            for (int i = 0; i < EVENTS_EACH; i++) {
                Events.offer(buffer, Events.named(thread + " " + i));
                offered.release();
            }
        }

        /** @return how many were refused */
        long takeAll() throws InterruptedException {
            long refused = 0;
            Map<String, Integer> newest = new HashMap<>();
            while (!ended.get()) {
                offered.acquire();
                Batch batch = buffer.take();
                if (batch == null) {
                    continue; // an earlier batch contained the event
                }
                for (String name : Events.names(batch)) {
                    String[] parts = name.split(" ");
                    Integer before = newest.put(parts[0], Integer.parseInt(parts[1]));
                    assertTrue(before == null || before < Integer.parseInt(parts[1]), name);
                }
                for (Batch part : parts(batch)) {
                    boolean refuses = random.nextInt(5) == 0;
                    if (refuses && buffer.lost(part, Loss.REFUSED)) {
                        refused += part.events();
                    } else if (!refuses) {
                        buffer.delivered(part);
                    }
                }
            }
            return refused;
        }

        private List<Batch> parts(Batch batch) {
            List<Batch> parts = new ArrayList<>();
            if (batch.events() > 1 && random.nextInt(3) == 0) {
                Batch first = batch.part(0, batch.events() / 2);
                Batch second = batch.part(batch.events() / 2, batch.events());
                buffer.cut(batch, first, second);
                parts.add(first);
                parts.add(second);
            } else {
                parts.add(batch);
            }
            return parts;
        }

        void reload() {
            for (int i = 0; !ended.get(); i++) {
                buffer.configure(Given.options(options(4 + i % 8)), null);
                buffer.offered();
            }
        }

        void readCounts() {
            long accepted = 0;
            while (!ended.get()) {
                TrackCounts counts = buffer.counts();
                assertTrue(counts.accepted() >= accepted, () -> counts + " after it was more");
                assertTrue(counts.pending() >= 0, counts::toString);
                accepted = counts.accepted();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dropNewest", "dropOldest", "block"})
    void counts_areExact_whileEverythingHappensAtOnce(String overflow) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Life life = new Life(overflow, round);
            Future<Long> taker = threads.submit(life::takeAll);
            Future<?> reloader = threads.submit(life::reload);
            Future<?> reader = threads.submit(life::readCounts);
            List<Future<?>> loggers = new ArrayList<>();
            for (int i = 0; i < LOGGERS; i++) {
                int thread = i;
                loggers.add(threads.submit(() -> life.log(thread)));
            }
            if (round % 2 == 0) { // in every second round it closes while they log
                loggers.get(0).get();
            } else {
                for (Future<?> logger : loggers) {
                    logger.get();
                }
            }
            long left = Events.count(life.buffer.close());
            for (Future<?> logger : loggers) {
                logger.get();
            }
            life.ended.set(true);
            life.offered.release();
            long refused = taker.get();
            reloader.get();
            reader.get();

            TrackCounts counts = life.buffer.counts();
            assertEquals(LOGGERS * EVENTS_EACH, counts.accepted(), counts::toString);
            assertEquals(0, counts.pending(), counts::toString);
            assertEquals(refused, counts.rejected(), counts::toString);
            assertEquals(left + life.told.get(), counts.dropped(), counts::toString);
            assertFalse(Events.offer(life.buffer, Events.named("late")) > 0);
        }
    }
}
