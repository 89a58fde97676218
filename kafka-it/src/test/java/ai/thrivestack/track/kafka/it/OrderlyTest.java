// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.it;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Operations that people do on a working day: no event is lost, none is delivered twice. One minute. */
@OnlyLong
@OnCluster
class OrderlyTest {

    private static final int PER_SECOND = 1_000;

    @Test
    void rollingRestart_deliversEachEventOnce(Cluster cluster) {
        try (Pipe pipe = new Pipe(cluster, "rolling")) {
            pipe.connect(2);
            try (Application application = pipe.application(Framework.LOGBACK, Installation.NEWEST)) {
                application.beginLog(1, 30_000, PER_SECOND);
                pipe.arrivals().await(3_000, 60);
                for (int worker = 2; worker >= 1; worker--) {
                    cluster.worker(worker).terminate();
                    cluster.worker(worker).restart();
                    cluster.connectors().awaitRunning(pipe.name(), 2);
                }
                application.awaitLogged(1, 30_000, PER_SECOND);
                assertOnce(pipe, 30_000, "rolling restart");
            }
        }
    }

    @Test
    void moreTasks_deliverEachEventOnce(Cluster cluster) {
        try (Pipe pipe = new Pipe(cluster, "more-tasks")) {
            pipe.connect(1);
            try (Application application = pipe.application(Framework.LOGBACK, Installation.NEWEST)) {
                application.beginLog(1, 15_000, PER_SECOND);
                pipe.arrivals().await(3_000, 60);
                pipe.connect(3);
                application.awaitLogged(1, 15_000, PER_SECOND);
                assertOnce(pipe, 15_000, "tasks.max 1 to 3");
            }
        }
    }

    private static void assertOnce(Pipe pipe, int events, String what) {
        pipe.arrivals().await(events, 60);
        pipe.awaitNoLag();
        System.out.println(what + ": " + pipe.arrivals());
        assertEquals(events, pipe.arrivals().different());
        assertEquals(0, pipe.arrivals().twice());
        assertEquals(List.of(), pipe.arrivals().outOfOrder());
    }
}
