// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.pipeline;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.management.ObjectName;

import ai.thrivestack.track.FakeReports;
import ai.thrivestack.track.Given;
import ai.thrivestack.track.RelayEvent;
import ai.thrivestack.track.Settlement;
import ai.thrivestack.track.testkit.Answer;
import ai.thrivestack.track.testkit.TrackServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A source's events, with a real server. */
@Timeout(60)
class TrackRelayTest {
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private static final class Event implements RelayEvent {
        private final String name;

        Event(String name) {
            this.name = name;
        }

        @Override
        public byte[] json() {
            return ("{\"event_name\":\"" + name + "\",\"user_id\":\"u1\",\"timestamp\":\"2026-11-23T10:00:00.000Z\"}")
                    .getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public boolean isWanted() {
            return true;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private final TrackServer server = TrackServer.start();
    private final List<String> reports = new CopyOnWriteArrayList<>();
    private final TrackRelay<Event> relay = TrackRelay.start(
            "relay-test",
            Given.options(
                    "endpoint", server.endpoint().toString(),
                    "token", "secret-1",
                    "batchSize", "2",
                    "flushInterval", "24h"),
            new FakeReports(reports::add));

    @AfterEach
    void close() {
        relay.stop();
        server.close();
    }

    /** A hold tells that no answer is outstanding. */
    private List<String> settled() {
        assertTrue(relay.hold(TEN_SECONDS));
        relay.endHold();
        List<String> all = new ArrayList<>();
        for (Settlement<Event> next; (next = relay.poll()) != null; ) {
            for (Event event : next.events) {
                all.add(event + (next.refusal == null ? "" : ": " + next.refusal));
            }
        }
        return all;
    }

    @Test
    void events_areSettled_eachWithItsReason() {
        server.answerTo(
                event -> event.eventName().equals("b"),
                Answer.status(400).body("{\"success\":false,\"message\":\"not b\"}"));
        relay.accept(new Event("a"));
        relay.accept(new Event("b"));
        server.awaitEvents(1, 10, TimeUnit.SECONDS);
        server.await("the halves", () -> server.requests().size() == 3, 10, TimeUnit.SECONDS);
        assertEquals(Arrays.asList("a", "b: 400 not b"), settled());
        assertEquals(
                "accepted 2 = delivered 1 + rejected 1 {refused by the API=1} + dropped 0 + pending 0",
                relay.counts().toString());
        assertEquals(0, relay.pending());
        assertEquals(0, relay.occupied());
    }

    @Test
    void refusedToken_isKnown_untilAnotherIsAccepted() {
        server.accept("secret-2");
        relay.accept(new Event("a"));
        relay.accept(new Event("b"));
        server.await("a retry", () -> server.requests().size() >= 2, 10, TimeUnit.SECONDS);
        assertTrue(relay.hold(TEN_SECONDS));
        assertTrue(relay.isTokenRefused());
        relay.renewToken(Given.options("token", "secret-2"));
        relay.endHold();
        server.awaitEvents(2, 10, TimeUnit.SECONDS);
        assertEquals(Arrays.asList("a", "b"), settled());
        assertFalse(relay.isTokenRefused());
        assertTrue(reports.stream().noneMatch(line -> line.contains("secret-")), reports::toString);
    }

    @Test
    void bean_showsTheAccount_andFlushes_untilTheStop() throws Exception {
        ObjectName name = new ObjectName("ai.thrivestack.track:type=TrackRelay,context=\"relay\",name=\"relay-test\"");
        relay.accept(new Event("a"));
        assertEquals(1L, ManagementFactory.getPlatformMBeanServer().getAttribute(name, "Pending"));
        assertEquals(
                true,
                ManagementFactory.getPlatformMBeanServer()
                        .invoke(name, "flush", new Object[] {10_000L}, new String[] {"long"}));
        assertEquals(1L, ManagementFactory.getPlatformMBeanServer().getAttribute(name, "Delivered"));
        relay.stop();
        assertFalse(ManagementFactory.getPlatformMBeanServer().isRegistered(name));
    }

    @Test
    void stop_abortsWhatIsInFlight_andLeavesItUnsettled() throws InterruptedException {
        server.next(Answer.hang());
        relay.accept(new Event("a"));
        relay.accept(new Event("b"));
        server.await("a request", () -> server.requests().size() == 1, 10, TimeUnit.SECONDS);
        relay.stop();
        assertNull(relay.poll());
        assertEquals(2, relay.pending());
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("track-relay-test")) {
                thread.join(TEN_SECONDS.toMillis());
                assertFalse(thread.isAlive(), thread.getName());
            }
        }
    }
}
