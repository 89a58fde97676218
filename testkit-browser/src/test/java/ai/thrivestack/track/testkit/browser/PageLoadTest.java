// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit.browser;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import ai.thrivestack.track.testkit.TrackServer;
import org.junit.jupiter.api.Test;

import static ai.thrivestack.track.testkit.browser.Events.event;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * 10,000 events at 2,000 a second, in requests of 100, while somebody clicks from list to list and line to line. The
 * browser's own PerformanceObserver measures: tasks of its main thread beyond 50 ms ("longtask"), and for each click the
 * time from the input to the next frame painted ("event"). The times are printed, for people to judge; what is asserted
 * is that nothing is missing and that the page keeps few rows.
 */
class PageLoadTest {

    private static final int EVENTS = 10_000;
    private static final int PER_REQUEST = 100;
    private static final int PER_SECOND = 2_000;

    @Test
    void events_tenThousandAtTwoThousandASecond_leaveThePageResponsive() throws Exception {
        try (TrackServer server = TrackServer.start();
                Browser browser = new Browser()) {
            browser.open(server.page());
            browser.awaitText("#state", "live");
            browser.run("""
                    window.tasks = []; window.clicks = [];
                    new PerformanceObserver(l => tasks.push(...l.getEntries().map(e => e.duration))).observe({type: 'longtask'});
                    new PerformanceObserver(l => clicks.push(...l.getEntries().filter(e => e.name === 'click').map(e => e.duration)))
                        .observe({type: 'event', durationThreshold: 16});""");
            long start = System.nanoTime();
            Load load = new Load(new Events(server.endpoint()));
            int clicks = 0;
            while (!load.isOver()) {
                browser.click(clicks % 10 == 8 ? "#refusedTab" : clicks % 10 == 9 ? "#acceptedTab" : "#list");
                clicks++;
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            load.join();
            browser.awaitText("#acceptedCount", "10,000");
            browser.click("#acceptedTab");
            browser.awaitText("#shown", "showing 10,000 of 10,000");

            List<Double> tasks = numbers(browser.run("return tasks"));
            List<Double> slow = numbers(browser.run("return clicks"));
            System.out.printf(
                    "page under load: %d events in %.1f s, %d clicks; slowest click %.0f ms to the next frame,"
                            + " %d beyond 16 ms; longest task %.0f ms, %d beyond 50 ms; heap of the page %s MB%n",
                    EVENTS,
                    seconds,
                    clicks,
                    most(slow),
                    slow.size(),
                    most(tasks),
                    tasks.size(),
                    browser.run("return Math.round(performance.memory.usedJSHeapSize / 1e6)"));
            assertTrue(clicks > 0);
            assertTrue(browser.texts("#rows .row").size() < 100);
        }
    }

    private static List<Double> numbers(Object list) {
        return ((List<?>) list).stream().map(n -> ((Number) n).doubleValue()).toList();
    }

    private static double most(List<Double> numbers) {
        return numbers.stream().mapToDouble(n -> n).max().orElse(0);
    }

    /** Delivers at that rate until all is delivered. */
    private static final class Load {
        private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
        private final AtomicInteger delivered = new AtomicInteger();
        private final ScheduledFuture<?> deliveries;

        Load(Events events) {
            deliveries = thread.scheduleAtFixedRate(
                    () -> deliver(events), 0, 1_000_000L * PER_REQUEST / PER_SECOND, TimeUnit.MICROSECONDS);
        }

        private void deliver(Events events) {
            try {
                String[] batch = IntStream.range(0, PER_REQUEST)
                        .mapToObj(i -> event("name_" + i % 20, "user-" + i, "{\"plan\":\"pro\",\"seats\":" + i + "}"))
                        .toArray(String[]::new);
                assertEquals(200, events.deliver(batch));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            if (delivered.addAndGet(PER_REQUEST) == EVENTS) {
                thread.shutdown();
            }
        }

        boolean isOver() {
            return thread.isShutdown() || deliveries.isDone();
        }

        void join() throws InterruptedException {
            assertTrue(thread.awaitTermination(30, TimeUnit.SECONDS));
            assertEquals(EVENTS, delivered.get());
        }
    }
}
