// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import ai.thrivestack.track.FakeReports;
import ai.thrivestack.track.Given;
import ai.thrivestack.track.TrackCounts;
import ai.thrivestack.track.TrackOptions;
import ai.thrivestack.track.buffer.Events;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Delivery against answers in any order: the API answers at random, from all that it or a proxy can answer, and then by
 * the contract. What it refused is rejected, all other events have arrived, and no event was sent again after a success. A build tries {@value #SEEDS} seeds; {@code mvn verify -pl testkit,core
 * -Dtest=RandomAnswersTest -Dsurefire.failIfNoSpecifiedTests=false -Danswers.seeds=200} tries more, and {@code
 * -Danswers.seed} begins with another seed. Threads race, so a seed repeats the answers, and nearly the run.
 */
final class RandomAnswersTest {
    private static final int SEEDS = 8;
    private static final int AT_ONCE = 8;
    private static final int RANDOM_REQUESTS = 80;
    private static final Duration RANDOM_TIME = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration TURN = Duration.ofMillis(250);
    /** Of the events. */
    private static final int ONE_BAD_AMONG = 40;

    @Test
    void everyEvent_arrives_orIsRefused_andNoneComesAgain() throws Exception {
        long first = Long.getLong("answers.seed", 1);
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        List<String> failures = new ArrayList<>();
        new Run(0).warmUp(); // a first exchange may take longer than the others have
        try {
            List<Future<String>> runs = new ArrayList<>();
            for (long seed = first; seed < first + Integer.getInteger("answers.seeds", SEEDS); seed++) {
                runs.add(threads.submit(new Run(seed)::failure));
            }
            for (Future<String> run : runs) {
                failures.add(run.get());
            }
        } finally {
            threads.shutdownNow();
        }
        failures.removeIf(String::isEmpty);
        assertEquals(0, failures.size(), () -> failures.size() + " seeds fail. " + String.join("\n", failures));
    }

    private static final class Run {
        private final long seed;
        private final Random random;
        private final List<String> reports = new CopyOnWriteArrayList<>();
        private final Set<Integer> good = new TreeSet<>();
        private final Set<Integer> bad = new TreeSet<>();
        private RandomApi api;
        private Delivery delivery;

        Run(long seed) {
            this.seed = seed;
            this.random = new Random(-seed);
        }

        void warmUp() throws Exception {
            try (RandomApi opened = new RandomApi(seed)) {
                api = opened;
                delivery = new Delivery("TEST", options(), new FakeReports(reports::add));
                delivery.start(this, () -> {});
                api.recover();
                accept(1);
                assertTrue(delivery.flush(LONGEST), this::story);
            } finally {
                delivery.stop(this, Duration.ZERO);
            }
        }

        /** Empty if there is none. */
        String failure() throws Exception {
            try (RandomApi opened = new RandomApi(seed)) {
                api = opened;
                delivery = new Delivery("TEST", options(), new FakeReports(reports::add));
                delivery.start(this, () -> {});
                deliver();
                judge();
                return "";
            } catch (AssertionError failure) {
                return "-Danswers.seed=" + seed + " -Danswers.seeds=1: " + failure.getMessage();
            } finally {
                delivery.stop(this, Duration.ZERO);
            }
        }

        private TrackOptions options() {
            return Given.options(
                    "endpoint",
                    api.url(),
                    "requestTimeout",
                    "1s",
                    "batchSize",
                    "" + (1 + random.nextInt(50)),
                    "maxInFlight",
                    "" + (1 + random.nextInt(4)));
        }

        private void deliver() {
            int mostAtOnce = 1 << random.nextInt(6); // events that come alone are judged alone
            long end = System.nanoTime() + RANDOM_TIME.toNanos();
            while (api.requests() < RANDOM_REQUESTS && System.nanoTime() < end) {
                accept(1 + random.nextInt(mostAtOnce));
                delivery.flush(TURN);
            }
            api.recover();
            end = System.nanoTime() + LONGEST.toNanos();
            while (delivery.counts().pending() > 0 && System.nanoTime() < end) {
                delivery.flush(LONGEST); // an answer that comes as it begins may end it
            }
        }

        private void accept(int events) {
            for (int i = 0; i < events; i++) {
                int number = good.size() + bad.size();
                boolean isBad = random.nextInt(ONE_BAD_AMONG) == 0;
                (isBad ? bad : good).add(number);
                byte[] event = Events.named("{\"n\":" + number + (isBad ? ",\"bad\":true" : "") + "}");
                delivery.accept(event, event.length);
            }
        }

        private void judge() {
            TrackCounts counts = delivery.counts();
            assertEquals(good.size() + bad.size(), counts.accepted(), this::story);
            assertEquals(
                    good.size() + ", " + bad.size() + ", 0, 0",
                    counts.delivered() + ", " + counts.rejected() + ", " + counts.dropped() + ", " + counts.pending(),
                    this::story);
            assertEquals(good, api.delivered(), this::story);
            assertEquals(bad, api.refused(), this::story);
            assertEquals(List.of(), api.faults(), this::story);
            assertTrue(api.late().size() <= 1, this::story);
            for (String report : reports) {
                assertTrue(!report.contains("org.apache") && !report.contains("Exception"), report);
            }
        }

        private String story() {
            return delivery.counts() + "\n" + api.faults() + "\n" + api.late() + "\n" + reports + "\n"
                    + String.join("\n", api.answers());
        }
    }
}
