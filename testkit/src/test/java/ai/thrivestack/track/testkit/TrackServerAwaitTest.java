// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class TrackServerAwaitTest {

    private final TrackServer server = TrackServer.start();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    @AfterEach
    void close() {
        server.close();
        thread.shutdownNow();
    }

    @Test
    void events_comeWhileWaiting_areReturned() throws Exception {
        CountDownLatch evaluated = new CountDownLatch(1);
        Future<?> waiting = thread.submit(() -> server.await(
                "three events",
                () -> {
                    evaluated.countDown();
                    return server.events().size() == 3;
                },
                30,
                TimeUnit.SECONDS));
        evaluated.await();

        Client.post(server, Requests.events(2));
        Client.post(server, "[]");
        Client.post(server, Requests.events(1));

        waiting.get(30, TimeUnit.SECONDS);
        assertEquals(3, server.awaitEvents(3, 0, TimeUnit.SECONDS).size());
    }

    @Test
    void events_areThereAlready_areAllReturnedAtOnce() throws IOException {
        Client.post(server, Requests.events(3));

        List<TrackedEvent> events = server.awaitEvents(1, 0, TimeUnit.SECONDS);

        assertEquals(3, events.size());
    }

    @Test
    void events_doNotCome_errorSaysWhatCameInstead() throws IOException {
        server.next(Answer.ok(), Answer.status(503));
        Client.post(server, Requests.events(2));
        Client.post(server, Requests.events(1));
        Client.post(server, "[3]");

        AssertionError error =
                assertThrows(AssertionError.class, () -> server.awaitEvents(3, 1, TimeUnit.MILLISECONDS));

        assertEquals(
                "waited for 3 events, but 1 MILLISECONDS have passed: 2 events have been accepted, and 2 of 3 requests"
                        + " were refused or failed by script\n"
                        + "    refused event 0 at /0: The event is a number, not an object. (rule: type)",
                error.getMessage());
    }

    @Test
    void condition_neverHolds_errorNamesIt() {
        AssertionError error = assertThrows(
                AssertionError.class, () -> server.await("a miracle", () -> false, 1, TimeUnit.MILLISECONDS));

        assertTrue(error.getMessage().startsWith("waited for a miracle, but 1 MILLISECONDS"), error.getMessage());
    }

    @Test
    void server_closedWhileWaiting_waitEnds() throws Exception {
        CountDownLatch evaluated = new CountDownLatch(1);
        Future<?> waiting = thread.submit(() -> server.await(
                "nothing",
                () -> {
                    evaluated.countDown();
                    return false;
                },
                1,
                TimeUnit.DAYS));
        evaluated.await();

        server.close();

        ExecutionException e = assertThrows(ExecutionException.class, () -> waiting.get(30, TimeUnit.SECONDS));
        assertTrue(e.getCause().getMessage().contains("but the server is closed"), e.getMessage());
    }

    @Test
    void thread_interruptedWhileWaiting_waitEndsAndTheThreadStaysInterrupted() {
        Thread.currentThread().interrupt();

        AssertionError error = assertThrows(AssertionError.class, () -> server.awaitEvents(1, 1, TimeUnit.DAYS));

        assertTrue(Thread.interrupted());
        assertTrue(error.getMessage().startsWith("interrupted while waiting for 1 events"), error.getMessage());
    }
}
