// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class TrackServerLifeTest {

    private final TrackServer server = TrackServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void connection_keptAlive_servesManyRequests() throws IOException {
        try (Client client = new Client(server.port())) {
            for (int i = 0; i < 1_000; i++) {
                assertEquals(200, client.post(Requests.events(1)).status);
            }
        }

        assertEquals(1_000, server.events().size());
    }

    @Test
    void clients_many_areServedAtOnce() throws Exception {
        int count = 50;
        CyclicBarrier allConnected = new CyclicBarrier(count);
        ExecutorService threads = Executors.newFixedThreadPool(count);
        List<Callable<Integer>> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clients.add(() -> {
                try (Client client = new Client(server.port())) {
                    client.post(Requests.events(1));
                    allConnected.await(30, TimeUnit.SECONDS);
                    return client.post(Requests.events(10)).status;
                }
            });
        }

        for (Future<Integer> status : threads.invokeAll(clients)) {
            assertEquals(200, status.get());
        }
        threads.shutdown();

        assertEquals(count * 11, server.events().size());
    }

    @Test
    void port_justClosedWithConnectionsOpen_canBeUsedAgain() throws IOException {
        int port = server.port();
        try (Client client = new Client(port)) {
            client.post(Requests.events(1));
            server.close();

            for (int i = 0; i < 20; i++) {
                try (TrackServer again = TrackServer.start(port)) {
                    assertEquals(200, Client.post(again, Requests.events(1)).status);
                }
            }
            assertEquals(-1, client.receiveByte());
        }
        assertThrows(IOException.class, () -> new Client(port).close());
    }

    /** Else a test that closes its server once an event is there would hear that the event is lost. */
    @Test
    void request_thatIsSeen_isAnswered_thoughTheServerIsClosedThen() throws Exception {
        for (int i = 0; i < 50; i++) {
            try (Client client = clientOfAServerThatIsClosedOnceItsEventIsThere()) {
                assertEquals(200, client.receive().status);
            }
        }
    }

    private static Client clientOfAServerThatIsClosedOnceItsEventIsThere() throws IOException {
        try (TrackServer server = TrackServer.start()) {
            Client client = new Client(server.port());
            client.send(Requests.events(1));
            server.awaitEvents(1, 30, TimeUnit.SECONDS);
            return client;
        }
    }

    @Test
    void port_closed_isFreeAtOnceEveryTime() {
        int port = server.port();
        server.close();

        for (int i = 0; i < 500; i++) {
            TrackServer.start(port).close();
        }
    }

    @Test
    void port_inUse_isNamedInTheError() {
        UncheckedIOException e = assertThrows(UncheckedIOException.class, () -> TrackServer.start(server.port()));

        assertTrue(e.getMessage().startsWith("cannot listen on 127.0.0.1:" + server.port() + ": "), e.getMessage());
    }

    @Test
    void threads_ofTheServer_areDaemonsWithoutAClassLoader() throws IOException {
        try (Client client = new Client(server.port())) {
            client.post(Requests.events(1));

            List<Thread> threads = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith("track-server-" + server.port() + "-"))
                    .collect(Collectors.toList());

            assertFalse(threads.isEmpty());
            for (Thread thread : threads) {
                assertTrue(thread.isDaemon());
                assertEquals(null, thread.getContextClassLoader());
            }
        }
    }
}
