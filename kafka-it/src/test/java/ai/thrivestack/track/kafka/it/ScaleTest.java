// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.it;

import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * One, two and three tasks against an API that takes its time: prints what they deliver, side by side. The requests are
 * full, and a task has no second one in flight; how fast a machine is, is nothing to assert. One minute.
 */
@OnlyLong
@OnCluster
class ScaleTest {

    private static final int EVENTS = 300_000;
    private static final int FULL = 1_000;

    /** Batches at a start, at an end and at a rebalance are not full. */
    private static final double SPARE = 1.1;

    @ParameterizedTest
    @ValueSource(longs = {100, 20})
    void tasks_multiplyWhatIsDelivered(long millis, Cluster cluster) throws Exception {
        double one = 0;
        for (int tasks = 1; tasks <= 3; tasks++) {
            double perSecond = measure(cluster, millis, tasks);
            one = tasks == 1 ? perSecond : one;
            System.out.printf(
                    "%d ms, %d tasks: %,.0f events/s, %.2f times one task%n",
                    millis, tasks, perSecond, perSecond / one);
        }
    }

    private static double measure(Cluster cluster, long millis, int tasks) throws Exception {
        String name = "scale-" + millis + "-" + tasks;
        int events = EVENTS / (millis >= 100 ? 3 : 1) * (tasks == 1 ? 1 : 2);
        try (Pipe pipe = new Pipe(cluster, name);
                SlowApi api = new SlowApi(millis, events)) {
            pipe.connect(tasks, Map.of("endpoint", api.endpoint().toString()));
            Events.append(pipe, cluster.topics(), events);
            api.open();
            awaitAll(api, pipe, cluster);
            assertTrue(api.requests() <= SPARE * events / FULL + tasks * 5, api.requests() + " requests");
            assertTrue(api.mostInFlight() <= tasks, api.mostInFlight() + " requests at once");
            System.out.println(name + ": " + events + " events, " + api.requests() + " requests, at most "
                    + api.mostInFlight() + " at once");
            return events / api.seconds();
        }
    }

    private static void awaitAll(SlowApi api, Pipe pipe, Cluster cluster) throws Exception {
        try {
            api.await(120);
        } catch (AssertionError e) {
            throw new AssertionError(
                    e.getMessage() + "; lag " + pipe.lag() + ", "
                            + cluster.connectors().get("/connectors/" + pipe.name() + "/status"),
                    e);
        }
    }
}
