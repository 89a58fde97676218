// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import ai.thrivestack.track.FakeReports;
import ai.thrivestack.track.Given;
import ai.thrivestack.track.Loss;
import ai.thrivestack.track.buffer.Events;
import ai.thrivestack.track.testkit.Answer;
import ai.thrivestack.track.testkit.TrackServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The whole delivery, with a real server. */
@Timeout(60)
class DeliveryTest {
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    /** As long as real tokens, and longer than what a report quotes. */
    private static final String TOKEN = "secret-token" + String.join("", Collections.nCopies(100, ".abcdefg"));

    private final TrackServer server = TrackServer.start();
    private final List<String> reports = new CopyOnWriteArrayList<>();
    private final Delivery delivery = new Delivery(
            "TEST",
            Given.options("endpoint", server.endpoint().toString(), "token", TOKEN, "flushInterval", "24h"),
            new FakeReports(reports::add));

    @AfterEach
    void close() {
        delivery.stop(this, Duration.ZERO);
        server.close();
    }

    private void accept(String name) {
        byte[] event = Events.named(
                "{\"event_name\":\"" + name + "\",\"user_id\":\"u1\",\"timestamp\":\"2026-11-23T10:00:00.000Z\"}");
        delivery.accept(event, event.length);
    }

    @Test
    void events_areDeliveredByAFlush() {
        delivery.start(this, () -> {});
        accept("a");
        accept("b");
        assertTrue(delivery.flush(TEN_SECONDS));
        assertEquals(
                Arrays.asList("a", "b"),
                Arrays.asList(
                        server.events().get(0).eventName(),
                        server.events().get(1).eventName()));
        assertEquals(
                "accepted 2 = delivered 2 + rejected 0 + dropped 0 + pending 0",
                delivery.counts().toString());
    }

    @Test
    void rejection_isCountedAndReported() {
        delivery.start(this, () -> {});
        delivery.reject(Loss.NO_USER_ID, "\"signed_up\" has none", null);
        accept("a");
        assertTrue(delivery.flush(TEN_SECONDS));
        delivery.stop(this, Duration.ZERO);
        assertEquals(1, delivery.counts().rejected());
        assertEquals(1, reports.size(), reports::toString);
        assertTrue(reports.get(0).contains("no user id: \"signed_up\" has none"), reports::toString);
    }

    @Test
    void token_repeatedByTheServer_isNotReported() {
        server.next(Answer.status(400).body("{\"success\":false,\"message\":\"wrong: " + TOKEN + ", sorry\"}"));
        delivery.start(this, () -> {});
        accept("a");
        delivery.flush(TEN_SECONDS);
        delivery.stop(this, Duration.ZERO);
        assertEquals(1, reports.size(), reports::toString);
        assertTrue(reports.get(0).contains("wrong: "), reports::toString);
        assertFalse(reports.get(0).contains("secret-token"), reports::toString);
    }

    @Test
    void flush_thatEndedInVain_leavesRetryAfterAsItWas() {
        Answer busy = Answer.status(429).retryAfter("300");
        delivery.start(this, () -> {});
        accept("a");
        assertTrue(delivery.flush(TEN_SECONDS)); // the first request of a JVM takes long
        server.next(Collections.nCopies(100, busy).toArray(new Answer[0]));
        accept("b");
        assertFalse(delivery.flush(Duration.ofSeconds(2)));
        int requests = server.requests().size();
        assertTrue(requests > 1);
        assertThrows(
                AssertionError.class,
                () -> server.await(
                        "four more requests", () -> server.requests().size() >= requests + 4, 3, TimeUnit.SECONDS),
                "no thread waits any more, and the server asked for 300 s");
    }
}
