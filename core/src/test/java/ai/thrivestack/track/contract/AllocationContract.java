// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.contract;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;

import ai.thrivestack.track.testkit.TrackServer;
import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What a record costs the thread that logs in memory, from the framework's call of the appender on. It is the same
 * whatever the compiler has made of the code so far, since nothing is left for it to optimise away.
 */
public abstract class AllocationContract {
    private static final int RECORDS = 1_000;
    private static final int RUNS = 10;
    private static final int ARRAY_HEADER = 16;
    private static final int ALIGNMENT = 8;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final int besidesTheEvent;

    /** @param besidesTheEvent how many bytes a tracked record may take besides the array that its event is */
    protected AllocationContract(int besidesTheEvent) {
        this.besidesTheEvent = besidesTheEvent;
    }

    /** Starts an appender. */
    protected abstract void start(Map<String, String> options);

    protected abstract void stop();

    /** Makes what gives the appender one and the same record, {@code feature_used feature_name=export_csv seats=3}. */
    protected abstract Runnable record(String marker);

    private void withAppender(TrackServer server, Runnable test) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("endpoint", server.endpoint().toString());
        options.put("token", "t");
        options.put("defaultUserId", "u1");
        start(options);
        try {
            test.run();
        } finally {
            stop();
        }
    }

    /** The least of several runs: what is made once is not a record's. A chunk of the buffer is made for hundreds. */
    private double bytes(Runnable record) {
        double least = Double.MAX_VALUE;
        for (int run = 0; run < RUNS; run++) {
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            for (int i = 0; i < RECORDS; i++) {
                record.run();
            }
            long after = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            least = Math.min(least, (after - before) / (double) RECORDS);
        }
        return least;
    }

    @Test
    void untrackedRecord_allocatesNothing() {
        try (TrackServer server = TrackServer.start()) {
            withAppender(server, () -> assertEquals(0, bytes(record("OTHER")), 1));
            assertEquals(0, server.events().size());
        }
    }

    @Test
    void trackedRecord_allocatesItsEvent_andLittleElse() {
        try (TrackServer server = TrackServer.start()) {
            withAppender(server, () -> {
                double bytes = bytes(record("TRACK"));
                int event = server.awaitEvents(RUNS * RECORDS, 60, SECONDS)
                        .get(RECORDS)
                        .json()
                        .length();
                int atMost = ARRAY_HEADER + event + ALIGNMENT + besidesTheEvent;
                assertTrue(bytes <= atMost, bytes + " bytes a record, of which the event has " + event);
            });
        }
    }
}
