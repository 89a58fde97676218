// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.connect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import ai.thrivestack.track.testkit.Answer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Records come, events arrive, offsets follow; and what the task asks of its worker for that. */
@Timeout(60)
class TrackSinkTaskTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final TaskBench bench = new TaskBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void records_areDeliveredInTheirOrder_andThenCommitted() {
        bench.start();
        bench.assign(0, 1);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 2500; i++) {
            expected.add("e" + i);
        }
        List<SinkRecord> records = bench.records(0, 2500);
        bench.put(records.subList(0, 500));
        bench.put(records.subList(500, 2500));
        bench.putAndCommitUntil("all are committed", () -> bench.committed.equals(Map.of(0, 2500L)));
        assertEquals(expected, bench.delivered());
    }

    @Test
    void offsets_ofWhatWaits_areNotCommitted() {
        bench.start("flushInterval", "24h");
        bench.assign(0, 1);
        bench.put(bench.records(0, 3));
        bench.put(bench.records(1, 1));
        bench.commit();
        assertEquals(Map.of(0, 0L, 1, 0L), bench.committed);
        bench.put(bench.records(0, 996)); // a batch is full
        bench.server.awaitEvents(1000, 10, TimeUnit.SECONDS);
        bench.putAndCommitUntil("all are committed", () -> bench.committed.equals(Map.of(0, 999L, 1, 1L)));
        assertEquals(1, bench.server.requests().size());
    }

    /** A transformation may drop the last records of a poll: then the offset after them is committed all the same. */
    @Test
    void offsets_afterRecordsThatNeverCame_areCommitted() {
        bench.start();
        bench.assign(0);
        bench.put(bench.records(0, 3));
        bench.readUpTo(0, 10);
        bench.putAndCommitUntil("all are committed", () -> bench.committed.equals(Map.of(0, 10L)));
    }

    @Test
    void offsets_areThoseOfTheTopicThatWasRead() {
        bench.start();
        bench.assign(0);
        bench.put(bench.record(0, TaskBench.bytes(bench.event()))
                .newRecord("routed", 7, null, null, null, TaskBench.bytes(bench.event()), null));
        bench.readUpTo(0, 1);
        bench.commit();
        assertEquals(Map.of(0, 0L), bench.committed);
        bench.putAndCommitUntil("all are committed", () -> bench.committed.equals(Map.of(0, 1L)));
    }

    @Test
    void commit_isAskedFor_everyTwoSecondsWhileThereIsNews() {
        bench.start();
        bench.assign(0);
        bench.put(bench.records(0, 1));
        bench.putUntil("the first commit", () -> bench.context.isCommitRequested);
        bench.commit();
        bench.put(bench.records(0, 1));
        bench.server.awaitEvents(2, 10, TimeUnit.SECONDS);
        bench.putUntil("it is settled", () -> TaskBench.pending() == 0);
        bench.clock.addAndGet(2 * SECOND - 1);
        bench.putNothing();
        assertFalse(bench.context.isCommitRequested);
        bench.clock.addAndGet(1);
        bench.putNothing();
        assertTrue(bench.context.isCommitRequested);
        bench.commit();
        assertEquals(Map.of(0, 2L), bench.committed);
        bench.clock.addAndGet(60 * SECOND);
        bench.context.timeout = -1;
        bench.putNothing();
        assertFalse(bench.context.isCommitRequested);
        assertEquals(-1, bench.context.timeout, "nothing waits, so a poll may take its time");
    }

    @Test
    void poll_isShort_whileEventsWait_andAfterACommit() {
        bench.start("flushInterval", "24h");
        bench.assign(0);
        bench.put(bench.records(0, 1));
        assertEquals(1_000, bench.context.timeout);
        bench.commit();
        assertEquals(10, bench.context.timeout, "no request leaves until the next put");
    }

    @Test
    void partitions_arePaused_whileMuchWaits_andAllOfThemAfterARebalance() {
        bench.server.accept("another");
        bench.start("bufferSize", "100KB");
        bench.assign(0, 1);
        bench.put(bench.records(0, 100));
        assertEquals(Set.of(), bench.context.paused);
        bench.put(bench.records(0, 100)); // about 70 KB with what they occupy besides
        assertEquals(bench.context.assignment, bench.context.paused);
        assertEquals(100, bench.context.timeout);
        bench.assign(2);
        bench.putNothing();
        assertTrue(bench.context.paused.contains(new TopicPartition(TaskBench.TOPIC, 2)));
        bench.server.accept(TaskBench.TOKEN);
        bench.putUntil("it goes on", bench.context.paused::isEmpty);
        bench.server.awaitEvents(200, 10, TimeUnit.SECONDS);
    }

    /** Connect pauses them again, though the task has resumed all that it had in between: none. */
    @Test
    void pausedPartitions_thatAreTakenAwayAndComeBack_areResumed() {
        bench.server.accept("another");
        bench.start("bufferSize", "100KB");
        bench.assign(0);
        bench.put(bench.records(0, 200));
        assertEquals(bench.context.assignment, bench.context.paused);

        bench.revoke(0);
        bench.putNothing();
        bench.assign(0);

        bench.putUntil("it goes on", bench.context.paused::isEmpty);
    }

    @Test
    void flushInterval_goesOn_whileOffsetsAreCommitted() {
        bench.start("flushInterval", "1s");
        bench.assign(0);
        bench.put(bench.records(0, 1));
        // would never leave if the interval began anew with each commit
        bench.putAndCommitUntil("it is delivered", () -> bench.committed.equals(Map.of(0, 1L)));
    }

    @Test
    void revocation_afterItsCommit_letsNothingBeDeliveredTwice() {
        bench.start();
        bench.assign(0, 1);
        bench.put(bench.records(0, 2_000));
        bench.put(bench.records(1, 2_000));
        bench.server.awaitEvents(1_000, 10, TimeUnit.SECONDS); // and more are in flight, or wait
        bench.revoke(0, 1);
        bench.putNothing();
        try (TaskBench other = new TaskBench(bench.server)) {
            other.start();
            other.assign(0, 1);
            other.put(bench.recordsFrom(0, bench.committed.get(0)));
            other.put(bench.recordsFrom(1, bench.committed.get(1)));
            other.putAndCommitUntil(
                    "all are committed", () -> other.committed.values().stream().allMatch(offset -> offset == 2_000));
        }
        assertEquals(4_000, bench.delivered().size());
        assertEquals(4_000, Set.copyOf(bench.delivered()).size());
    }

    @Test
    void revocation_ofSomePartitions_sendsOnlyTheOthersAgain() {
        bench.server.next(Answer.status(500).delay(3, TimeUnit.SECONDS));
        bench.start("flushInterval", "24h");
        bench.assign(0, 1);
        bench.put(bench.records(0, 500));
        bench.put(bench.records(1, 500));
        bench.server.await("a request", () -> !bench.server.requests().isEmpty(), 10, TimeUnit.SECONDS);
        bench.revoke(0); // while it is in flight: waits two seconds for it
        assertEquals(Map.of(0, 0L, 1, 0L), bench.committed);
        bench.putAndCommitUntil("the others are committed", () -> bench.committed.get(1) == 500);
        assertEquals(0L, bench.committed.get(0));
        assertEquals(500, bench.delivered().size());
        assertEquals("e500", bench.delivered().get(0));
    }

    @Test
    void partition_thatWasLost_countsNothingAnyMore() {
        bench.server.next(Answer.ok().delay(500, TimeUnit.MILLISECONDS), Answer.hang());
        bench.start("requestTimeout", "2s");
        bench.assign(0);
        bench.put(bench.records(0, 10));
        bench.server.awaitEvents(10, 10, TimeUnit.SECONDS);
        bench.lose(0);
        bench.assign(0);
        bench.put(bench.recordsFrom(0, 0)); // as nothing was committed
        bench.commit();
        assertEquals(Map.of(0, 0L), bench.committed, "the first ten were settled meanwhile, but these are not");
        bench.putAndCommitUntil("all are committed", () -> bench.committed.equals(Map.of(0, 10L)));
        assertEquals(20, bench.delivered().size());
    }

    @Test
    void stop_endsInTime_althoughTheApiNeverAnswers() throws InterruptedException {
        bench.server.next(Answer.hang());
        bench.start("requestTimeout", "24h");
        bench.assign(0);
        bench.put(bench.records(0, 10));
        bench.server.await("a request", () -> !bench.server.requests().isEmpty(), 10, TimeUnit.SECONDS);
        bench.lose(0);
        assertTimeoutPreemptively(Duration.ofSeconds(4), bench.task::stop);
        TaskBench.assertThreadsEnd();
    }

    @Test
    void stop_withoutAStart_doesNothing() {
        new TrackSinkTask().stop();
    }
}
