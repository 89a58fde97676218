// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.it;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import ai.thrivestack.track.testkit.Answer;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Whatever ends or hangs on the way, no event is lost. Three minutes. */
@OnlyLong
@OnCluster
class OutagesTest {

    private static final int PER_SECOND = 1_000;
    private static final int TASKS = 2;

    /** No other event has this number. */
    private static final int LAST = 100_000;

    /** A request of the appender that was acknowledged too late, and for each task two seconds and a batch. */
    private static final int MOST_TWICE = 1_000 + 2 * PER_SECOND + TASKS * 1_000;

    @Test
    void brokerKilledAndRestarted_losesNothing(Cluster cluster) {
        try (Pipe pipe = new Pipe(cluster, "broker-killed");
                Application application = connected(pipe)) {
            application.beginLog(1, 20_000, PER_SECOND);
            pipe.arrivals().await(3_000, 60);

            cluster.broker().kill();
            cluster.broker().start();

            application.awaitLogged(1, 20_000, PER_SECOND);
            assertAllArrive(pipe, 20_000, "kill -9 of the broker");
        }
    }

    /** For longer than {@code requestTimeout}, so that what the broker has got may be sent again. */
    @Test
    void brokerStopped_losesNothing(Cluster cluster) {
        try (Pipe pipe = new Pipe(cluster, "broker-stopped");
                Application application = connected(pipe)) {
            application.log(1, 2_000, PER_SECOND);

            cluster.broker().freeze();
            try {
                application.log(2_001, 22_000, PER_SECOND);
            } finally {
                cluster.broker().thaw();
            }

            application.log(22_001, 24_000, PER_SECOND);
            assertAllArrive(pipe, 24_000, "SIGSTOP of the broker for 20 s");
        }
    }

    @Test
    void applicationKilledWhileTheBrokerIsDown_deliversItsSpoolLater(Cluster cluster) {
        try (Pipe pipe = new Pipe(cluster, "spool-later")) {
            pipe.connect(TASKS);
            String appender = withSpool(pipe, cluster);
            cluster.broker().kill();
            try (Application application = pipe.application(Framework.LOGBACK, Installation.NEWEST, appender)) {
                application.log(1, 5_000, PER_SECOND);
                application.kill();
            } finally {
                cluster.broker().start();
            }

            try (Application next = pipe.application(Framework.LOGBACK, Installation.NEWEST, appender)) {
                next.log(5_001, 6_000, PER_SECOND);
                assertAllArrive(pipe, 6_000, "kill -9 of the application, the broker being down");
            }
        }
    }

    /** One thread logs, so an event was logged if a later one was: the numbers have no gap, and go on to the last said. */
    @Test
    void applicationKilledInMidFlow_losesNothingThatItHasLogged(Cluster cluster) {
        try (Pipe pipe = new Pipe(cluster, "spool-flow")) {
            pipe.connect(TASKS);
            String appender = withSpool(pipe, cluster);
            int logged;
            try (Application application = pipe.application(Framework.LOGBACK, Installation.NEWEST, appender)) {
                application.beginLog(1, 50_000, 5_000);
                pipe.arrivals().await(10_000, 60);
                application.kill();
                logged = application.lastLogged();
            }

            try (Application next = pipe.application(Framework.LOGBACK, Installation.NEWEST, appender)) {
                next.log(LAST, LAST, 0);
                pipe.arrivals().awaitNumber(logged, 60);
                pipe.arrivals().awaitNumber(LAST, 60);
                next.end();
                pipe.awaitNoLag();
                assertEquals(pipe.arrivals().different() - 1, pipe.arrivals().highestBelow(LAST), "no gap");
                System.out.println(
                        "kill -9 of the application in mid-flow, after " + logged + " log calls: " + pipe.arrivals());
            }
        }
    }

    @Test
    void outageOfTheApi_longerThanThePollInterval_costsNothing(Cluster cluster) throws Exception {
        try (Pipe pipe = new Pipe(cluster, "long-outage")) {
            Events.append(pipe, cluster.topics(), 30_000);
            pipe.server().next(Collections.nCopies(1_000, Answer.status(500)).toArray(new Answer[0]));
            pipe.connect(TASKS, Map.of("consumer.override.max.poll.interval.ms", "10000"));

            List<String> running = Collections.nCopies(1 + TASKS, "RUNNING");
            Await.throughout(
                    "RUNNING",
                    Duration.ofSeconds(25),
                    () -> cluster.connectors().states(pipe.name()),
                    running::equals);
            assertEquals(0, pipe.arrivals().different());
            assertEquals(30_000, pipe.lag());
            pipe.server().clearAnswers();

            pipe.arrivals().await(30_000, 90);
            pipe.awaitNoLag();
            assertEquals(0, pipe.arrivals().twice());
            System.out.println("status 500 for 25 s, max.poll.interval.ms 10 s: " + pipe.arrivals());
        }
    }

    private static Application connected(Pipe pipe) {
        pipe.connect(TASKS);
        return pipe.application(Framework.LOGBACK, Installation.NEWEST);
    }

    private static String withSpool(Pipe pipe, Cluster cluster) {
        Path spool = cluster.directory().resolve(pipe.name() + "-spool");
        return Framework.LOGBACK.with(pipe.appender(Framework.LOGBACK), "spoolDirectory", spool.toString());
    }

    private static void assertAllArrive(Pipe pipe, int events, String what) {
        pipe.arrivals().await(events, 90);
        pipe.awaitNoLag();
        assertEquals(events, pipe.arrivals().different());
        assertTrue(pipe.arrivals().twice() <= MOST_TWICE, pipe.arrivals() + ", more than " + MOST_TWICE);
        System.out.println(what + ": " + pipe.arrivals() + " (at most " + MOST_TWICE + ")");
    }
}
