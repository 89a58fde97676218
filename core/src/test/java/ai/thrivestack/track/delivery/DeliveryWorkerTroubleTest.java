// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;

import ai.thrivestack.track.FakeReports;
import ai.thrivestack.track.Given;
import ai.thrivestack.track.buffer.Batch;
import ai.thrivestack.track.buffer.Events;
import ai.thrivestack.track.report.Diagnostics;
import ai.thrivestack.track.transport.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** How the worker handles answers other than 200. A test that waited for a backoff would wait too long. */
@Timeout(60)
class DeliveryWorkerTroubleTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final WorkerBench bench = new WorkerBench("batchSize", "2", "flushInterval", "24h");
    private final FakeTransport transport = bench.transport;

    @AfterEach
    void stop() {
        bench.worker.stop();
    }

    @Test
    void retry_keepsTheBatch() throws InterruptedException {
        transport.next(503, Answer.NO_ANSWER, 429);
        bench.offer("a", "b");
        bench.worker.start();
        Batch first = transport.awaitSent();
        assertEquals(Arrays.asList("a", "b"), Events.names(first));
        for (int i = 0; i < 3; i++) {
            bench.worker.beginWait();
            assertSame(first, transport.awaitSent());
        }
        assertTrue(bench.flush(LONG));
        transport.assertNothingMoreSent();
        bench.assertCounts("accepted 2 = delivered 2 + rejected 0 + dropped 0 + pending 0");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void flush_keepsToRetryAfter_andTheEndDoesNotIfThereIsNoTime(int status) throws InterruptedException {
        transport.nextWithRetryAfter(status, 300);
        bench.offer("a", "b");
        bench.worker.start();
        transport.awaitSent();
        assertFalse(bench.flush(Duration.ofMillis(100)));
        transport.assertNothingMoreSent();
        bench.worker.beginClosing(System.nanoTime() + Duration.ofSeconds(10).toNanos());
        assertTrue(bench.buffer.awaitSettled(2, System.nanoTime() + LONG.toNanos()));
    }

    /** Otherwise nine backoffs in a row would take 45 s on average. */
    @Test
    void backoff_isShort_whileTheBufferFills() throws InterruptedException {
        WorkerBench small = new WorkerBench("batchSize", "2", "flushInterval", "24h", "bufferSize", "1KB");
        small.transport.last = 503;
        small.offer("a", "b", "c", "d", "e", "f", "g", "h");
        small.worker.start();
        for (int i = 0; i < 10; i++) {
            small.transport.awaitSent();
        }
        small.worker.stop();
    }

    @Test
    void newToken_endsAPause() throws InterruptedException {
        transport.last = 401;
        bench.offer("a", "b");
        bench.worker.start();
        assertFalse(bench.flush(LONG));
        transport.last = 200;
        transport.newToken = true;
        assertTrue(bench.buffer.awaitSettled(2, System.nanoTime() + LONG.toNanos()));
    }

    @Test
    void flush_whileTheApiRefusesUs_isFalseAtOnce_andNothingIsLost() throws InterruptedException {
        transport.last = 401;
        bench.offer("a");
        bench.worker.start();
        assertFalse(bench.flush(LONG));
        bench.assertCounts("accepted 1 = delivered 0 + rejected 0 + dropped 0 + pending 1");
    }

    @Test
    void pause_thatEnds_deliversWhatWasKept() throws InterruptedException {
        transport.next(401);
        bench.offer("a", "b");
        bench.worker.start();
        Batch refused = transport.awaitSent();
        bench.worker.beginWait();
        assertSame(refused, transport.awaitSent());
        assertTrue(bench.flush(LONG));
        bench.assertCounts("accepted 2 = delivered 2 + rejected 0 + dropped 0 + pending 0");
    }

    @Test
    void eventThatIsRefused_isRejected_andTheNextIsDelivered() throws InterruptedException {
        transport.next(400);
        bench.offer("a");
        bench.ledger.lock.lock(); // held until the flush waits, so that the loss comes after it
        try {
            bench.worker.start();
            assertFalse(bench.flush(LONG));
        } finally {
            bench.ledger.lock.unlock();
        }
        assertTrue(bench.awaitSaid().contains("refused by the API: 400"));
        bench.offer("b");
        assertTrue(bench.flush(LONG));
        bench.assertCounts("accepted 2 = delivered 1 + rejected 1 {refused by the API=1} + dropped 0 + pending 0");
    }

    @Test
    void trouble_isSaid_andItsEndToo() throws InterruptedException {
        transport.next(503);
        bench.offer("a", "b");
        bench.worker.start();
        transport.awaitSent();
        String line = bench.awaitSaid();
        assertTrue(line.contains("cannot deliver") && line.contains("503"), line);
        bench.worker.beginWait();
        assertEquals("delivery works again", bench.awaitSaid());
    }

    @Test
    void report_duringABackoff_isSaid() throws InterruptedException {
        transport.nextWithRetryAfter(503, 300);
        bench.offer("a", "b");
        bench.worker.start();
        assertTrue(bench.awaitSaid().contains("cannot deliver"));
        bench.diagnostics.report("a", "something else");
        bench.worker.wake();
        assertEquals("something else", bench.awaitSaid());
        assertEquals(2, transport.awaitSent().events());
        transport.assertNothingMoreSent();
    }

    @Test
    void stop_whileTheTransportHangs_endsTheThread() throws InterruptedException {
        transport.nextHangs();
        bench.offer("a", "b");
        bench.worker.start();
        transport.awaitSent();
        bench.worker.stop();
        bench.assertEnds();
        transport.assertNothingMoreSent();
        bench.assertCounts("accepted 2 = delivered 0 + rejected 0 + dropped 0 + pending 2");
    }

    @Test
    void stop_duringABackoff_endsTheThread() throws InterruptedException {
        transport.nextWithRetryAfter(503, 300);
        bench.offer("a", "b");
        bench.worker.start();
        assertTrue(bench.awaitSaid().contains("cannot deliver"));
        bench.worker.stop();
        bench.assertEnds();
    }

    @Test
    void stop_whileNothingWaits_endsTheThread() throws InterruptedException {
        bench.worker.start();
        bench.awaitRound();
        bench.worker.stop();
        bench.assertEnds();
        assertEquals(0, transport.closed.getCount());
    }

    @Test
    void stop_ofAnInterruptedThread_keepsItsInterrupt() throws InterruptedException {
        bench.worker.start();
        Thread.currentThread().interrupt();
        bench.worker.stop();
        assertTrue(Thread.interrupted());
        bench.assertEnds();
    }

    @Test
    void worker_ofASinkThatThrows_deliversOn() throws InterruptedException {
        Diagnostics broken = new Diagnostics(
                "TEST",
                new FakeReports(line -> {
                    throw new IllegalStateException(line);
                }),
                line -> {},
                bench::wake);
        DeliveryWorker worker = new DeliveryWorker(
                new Settings(Given.options("flushInterval", "1ms"), transport),
                bench.buffer,
                Events.losses(broken),
                broken,
                Thread::new,
                Thread::new);
        transport.next(400);
        Events.offer(bench.buffer, Events.named("a"));
        worker.start();
        assertEquals(Collections.singletonList("a"), Events.names(transport.awaitSent()));
        Events.offer(bench.buffer, Events.named("b"));
        assertEquals(Collections.singletonList("b"), Events.names(transport.awaitSent()));
        worker.stop();
    }
}
