// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BoundedMemoryTest {

    /** The events alone, kept, would need more than the heap. */
    @Test
    void program_thatReceivesMoreThanItsHeap_goesOn() throws Exception {
        String text = String.join("", Collections.nCopies(100, "0123456789"));
        String events = Requests.events(1_000).replace("u1", text);
        Process program = Java.start("-Xmx48m", Main.class, "--port", "0");
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8))) {
            int port = URI.create(lines.readLine().replace("listening on ", "")).getPort();
            Thread reader = new Thread(() -> readAll(lines), "bounded-memory-output");
            reader.start();

            try (Client client = new Client(port)) {
                for (int i = 0; i < 60; i++) {
                    assertEquals(200, client.post(events).status);
                }
                client.sendRaw(Requests.bytes("GET /testkit/counts HTTP/1.1\r\nHost: localhost\r\n\r\n"));
                String counts = client.receive().body;
                assertTrue(counts.startsWith("{\"accepted\":60000,\"refused\":0,"), counts);
            }
            program.destroy();
            assertTrue(program.waitFor(30, TimeUnit.SECONDS));
            reader.join(30_000);
        } finally {
            program.destroyForcibly();
        }
    }

    @Test
    void server_bounded_hasCountsAndNoLists() throws IOException {
        try (TrackServer server = TrackServer.startBounded(0)) {
            Client.post(server, Requests.events(2));
            Client.post(server, "[]");

            assertEquals(
                    0,
                    server.events().size()
                            + server.refusals().size()
                            + server.requests().size());
            assertEquals(2L, server.counts().get("accepted"));
            assertEquals(1L, server.counts().get("refused"));
        }
    }

    private static void readAll(BufferedReader lines) {
        try {
            while (lines.readLine() != null) {}
        } catch (IOException e) {
            // The program has ended.
        }
    }
}
