// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.connect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import ai.thrivestack.track.testkit.TrackedEvent;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The plain way: records come, events arrive, offsets follow. */
@Timeout(60)
class TrackSinkTaskTest {
    private final TaskBench bench = new TaskBench();

    @AfterEach
    void close() {
        bench.close();
    }

    private List<String> delivered() {
        List<String> names = new ArrayList<>();
        for (TrackedEvent event : bench.server.events()) {
            names.add(event.eventName());
        }
        return names;
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
        assertEquals(expected, delivered());
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
}
