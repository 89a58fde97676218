// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.contract;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import ai.thrivestack.track.testkit.Answer;
import ai.thrivestack.track.testkit.TrackServer;
import ai.thrivestack.track.testkit.TrackedEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** One appender for each tenant, all of one name, each with its own token: {@code alpha-token}, {@code beta-token} … */
public abstract class TenantsContract {
    private static final Marker TRACK = MarkerFactory.getMarker("TRACK");
    private static final Answer[] DOWN =
            Collections.nCopies(1_000, Answer.status(503)).toArray(new Answer[0]);

    private final Backend backend;
    private final Logger log = LoggerFactory.getLogger("shop.Checkout");
    private final TrackServer server = TrackServer.start();
    private int number;

    protected TenantsContract(Backend backend) {
        this.backend = backend;
    }

    /**
     * A configuration with an appender {@code TRACK} for each value of {@code tenant} in the MDC, in its {@code token}
     * option too.
     *
     * @param evicts if the framework stops the appender of one tenant when another logs, or soon
     */
    protected abstract String perTenant(Map<String, String> options, boolean evicts);

    @AfterEach
    void stopAll() {
        MDC.clear();
        backend.stop();
        OurThreads.awaitEnd();
        server.close();
    }

    private String configuration(boolean evicts, String... more) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("endpoint", server.endpoint().toString());
        options.put("flushInterval", "10ms");
        options.put("defaultUserId", "u1");
        for (int i = 0; i < more.length; i += 2) {
            options.put(more[i], more[i + 1]);
        }
        return perTenant(options, evicts);
    }

    private void log(String tenant) {
        MDC.put("tenant", tenant);
        log.info(TRACK, "counted tenant={} number={}", tenant, number++);
    }

    private void log(String tenant, int events) {
        for (int i = 0; i < events; i++) {
            log(tenant);
        }
    }

    /** The number of events of each tenant, when this number of them has arrived. */
    private Map<Object, Long> await(int events) {
        List<TrackedEvent> arrived = server.awaitEvents(events, 20, SECONDS);
        return arrived.stream()
                .collect(Collectors.groupingBy(event -> event.properties().get("tenant"), Collectors.counting()));
    }

    private static Map<Object, Long> counts(Object... tenantsAndCounts) {
        Map<Object, Long> counts = new LinkedHashMap<>();
        for (int i = 0; i < tenantsAndCounts.length; i += 2) {
            counts.put(tenantsAndCounts[i], ((Integer) tenantsAndCounts[i + 1]).longValue());
        }
        return counts;
    }

    @Test
    void reloadInAnOutage_eachTenantsEventsLeaveUnderItsOwnToken() {
        server.next(DOWN);
        backend.start(configuration(false));
        log("alpha", 5);
        log("beta", 7);
        backend.reload(configuration(false, "batchSize", "50"));
        log("beta", 1);
        log("alpha", 1);
        server.accept("alpha-token");
        server.clearAnswers();
        assertEquals(counts("alpha", 6), await(6));
        server.accept("beta-token");
        assertEquals(counts("alpha", 6, "beta", 8), await(14));
    }

    @Test
    void reloadInAnOutage_tenantThatLogsNothingAfterIt_losesNothing() {
        server.next(DOWN);
        backend.start(configuration(false));
        log("beta", 7);
        log("alpha", 5);
        backend.reload(configuration(false, "batchSize", "50"));
        log("alpha", 1);
        server.accept("alpha-token");
        server.clearAnswers();
        assertEquals(counts("alpha", 6), await(6));
        server.accept("beta-token");
        assertEquals(counts("alpha", 6, "beta", 7), await(13));
    }

    /** The records of others, our own warnings among them, may come when the framework has stopped its appenders. */
    @Test
    void tenantThatTracksNothing_hasNoThread() {
        backend.start(configuration(false));
        MDC.put("tenant", "alpha");
        log.info("not marked");
        assertEquals(Collections.emptyList(), OurThreads.all());
        log("alpha", 2);
        assertEquals(counts("alpha", 2), await(2));
    }

    @Test
    void eviction_whileTheApiIsSilent_doesNotHoldUpALogCall_andLosesNothing() {
        server.next(Collections.nCopies(100, Answer.hang()).toArray(new Answer[0]));
        backend.start(configuration(true, "requestTimeout", "2s"));
        long slowest = 0;
        for (int i = 0; i < 20; i++) {
            long begin = System.nanoTime();
            log(i % 2 == 0 ? "alpha" : "beta");
            if (i > 0) { // the first builds everything
                slowest = Math.max(slowest, System.nanoTime() - begin);
            }
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(slowest);
        System.out.println("slowest log call with an eviction: " + millis + " ms");
        assertTrue(millis < 5_000, () -> millis + " ms: a stop of ten seconds was waited for");
        server.clearAnswers();
        assertEquals(counts("alpha", 10, "beta", 10), await(20));
    }
}
