// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.it;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A worker that is killed in mid-flow costs a few seconds and some events twice, and no event. */
@OnCluster
class WorkerEndTest {

    private static final int EVENTS = 16_000;
    private static final int PER_SECOND = 2_000;
    private static final int TASKS = 2;

    /** At most what was delivered since the last commit, two seconds before, and a batch for each task. */
    private static final int MOST_TWICE = 2 * PER_SECOND + TASKS * 1_000;

    @Test
    void workerKilled_losesNothing_andTheOtherGoesOn(Cluster cluster) throws Exception {
        try (Pipe pipe = new Pipe(cluster, "worker-end");
                Application application = startConnected(pipe)) {
            assertEquals(2, cluster.connectors().workers(pipe.name()), "workers with a task");
            application.beginLog(1, EVENTS, PER_SECOND);
            pipe.arrivals().await(EVENTS / 4, 60);

            cluster.worker(2).kill();

            application.awaitLogged(1, EVENTS, PER_SECOND);
            pipe.arrivals().await(EVENTS, 60);
            pipe.awaitNoLag();
            assertEquals(EVENTS, pipe.arrivals().different());
            assertTrue(pipe.arrivals().twice() <= MOST_TWICE, pipe.arrivals().twice() + " > " + MOST_TWICE);
            cluster.connectors().awaitRunning(pipe.name(), TASKS);
            assertEquals(1, cluster.connectors().workers(pipe.name()));
            assertEquals(List.of(), pipe.server().refusals());
            System.out.println("kill -9 of a worker: " + pipe.arrivals() + " (at most " + MOST_TWICE + ")");
        } finally {
            cluster.worker(2).restart();
        }
    }

    private static Application startConnected(Pipe pipe) {
        pipe.connect(TASKS);
        return pipe.application(Framework.LOGBACK, Installation.NEWEST);
    }
}
