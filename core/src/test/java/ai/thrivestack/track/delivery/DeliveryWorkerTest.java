// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.concurrent.TimeUnit;

import ai.thrivestack.track.buffer.Events;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** When a batch leaves. */
@Timeout(60)
class DeliveryWorkerTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    private WorkerBench bench = new WorkerBench("batchSize", "3", "flushInterval", "24h");

    @AfterEach
    void stop() {
        bench.worker.stop();
    }

    @Test
    void batch_leavesWhenItIsFull_andNotBefore() throws InterruptedException {
        bench.worker.start();
        bench.offer("a", "b");
        bench.awaitRound();
        bench.transport.assertNothingMoreSent();
        bench.offer("c");
        assertEquals(Arrays.asList("a", "b", "c"), Events.names(bench.transport.awaitSent()));
    }

    @Test
    void batch_afterAFullOne_waitsForCompanyAgain() throws InterruptedException {
        bench.worker.start();
        bench.offer("a", "b", "c");
        bench.transport.awaitSent();
        bench.offer("d");
        bench.awaitRound();
        bench.transport.assertNothingMoreSent();
        bench.offer("e", "f");
        assertEquals(Arrays.asList("d", "e", "f"), Events.names(bench.transport.awaitSent()));
    }

    @Test
    void batch_takesAllThatWaits() throws InterruptedException {
        bench.offer("a", "b", "c", "d", "e", "f", "g");
        bench.worker.start();
        assertEquals(7, bench.transport.awaitSent().events());
        assertTrue(bench.flush(LONG));
        bench.transport.assertNothingMoreSent();
    }

    @Test
    void batch_belowItsSize_leavesAfterTheFlushInterval() throws InterruptedException {
        bench = new WorkerBench("batchSize", "3", "flushInterval", "200ms");
        bench.worker.start();
        bench.awaitRound();
        long before = System.nanoTime();
        bench.offer("a");
        assertEquals(Collections.singletonList("a"), Events.names(bench.transport.awaitSent()));
        assertTrue(System.nanoTime() - before >= TimeUnit.MILLISECONDS.toNanos(200));
    }

    @Test
    void batch_belowItsSize_leavesOnFlush() throws InterruptedException {
        bench.worker.start();
        bench.offer("a", "b");
        bench.awaitRound();
        assertTrue(bench.flush(LONG));
        assertEquals(Arrays.asList("a", "b"), Events.names(bench.transport.awaitSent()));
        bench.assertCounts("accepted 2 = delivered 2 + rejected 0 + dropped 0 + pending 0");
    }

    @Test
    void eventAfterAFlush_waitsForCompanyAgain() throws InterruptedException {
        bench.worker.start();
        bench.offer("a");
        assertTrue(bench.flush(LONG));
        bench.transport.awaitSent();
        bench.offer("b");
        bench.awaitRound();
        bench.transport.assertNothingMoreSent();
    }

    @Test
    void flush_ofNothing_isTrueAtOnce() {
        bench.worker.start();
        assertTrue(bench.flush(LONG));
        bench.transport.assertNothingMoreSent();
    }

    @Test
    void flush_ofMoreThanOneRequest_deliversAll() throws InterruptedException {
        for (int i = 0; i < 2_500; i++) {
            bench.offer("" + i);
        }
        bench.worker.start();
        assertTrue(bench.flush(LONG));
        for (int events : new int[] {1_000, 1_000, 500}) {
            assertEquals(events, bench.transport.awaitSent().events());
        }
    }

    @Test
    void flush_withoutEnd_letsNothingWaitForCompany() throws InterruptedException {
        bench.worker.start();
        bench.worker.beginWait();
        bench.awaitRound();
        bench.offer("a");
        bench.worker.wake();
        assertEquals(Collections.singletonList("a"), Events.names(bench.transport.awaitSent()));
    }

    @Test
    void report_isSaidByTheWorker_thoughNothingWaits() throws InterruptedException {
        bench.worker.start();
        bench.diagnostics.report("a", "trouble");
        bench.worker.wake();
        assertEquals("trouble", bench.awaitSaid());
    }

    @Test
    void interruptOfTheWorker_endsNothing() throws InterruptedException {
        bench.worker.start();
        bench.thread.interrupt();
        bench.awaitRound();
        bench.thread.interrupt();
        bench.offer("a", "b", "c");
        assertEquals(3, bench.transport.awaitSent().events());
    }
}
