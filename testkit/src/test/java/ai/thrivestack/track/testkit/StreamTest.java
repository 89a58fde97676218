// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.io.IOException;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class StreamTest {

    private final TrackServer server = TrackServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void event_accepted_arrivesWithoutBeingAskedFor() throws IOException {
        try (Page page = new Page("")) {
            page.nextMessage();
            Client.post(server, Requests.events(1));

            Map<String, Object> line = page.nextLine();

            assertEquals(Arrays.asList("accepted", "signed_up", "u1"), values(line, "kind", "name", "user"));
            assertEquals(Requests.EVENT, line.get("json"));
        }
    }

    @Test
    void page_thatComesBack_getsWhatItHasMissed() throws IOException {
        Client.post(server, Requests.events(700));
        String lastId;
        try (Page page = new Page("")) {
            assertEquals(500, ((List<?>) page.nextMessage().get("lines")).size());
            lastId = page.lastId;
        }
        try (Page page = new Page("Last-Event-ID: " + lastId + "\r\n")) {
            List<?> lines = (List<?>) page.nextMessage().get("lines");

            assertEquals(200, lines.size());
            assertEquals(501, ((Map<?, ?>) lines.get(0)).get("id"));
        }
    }

    @Test
    void page_ofAnEarlierServer_getsEverything() throws IOException {
        Client.post(server, Requests.events(3));
        try (Page page = new Page("Last-Event-ID: another-2\r\n")) {
            assertEquals(3, ((List<?>) page.nextMessage().get("lines")).size());
        }
    }

    @Test
    void event_large_arrivesWithoutItsText() throws IOException {
        Client.post(server, new String(Requests.eventOfBytes(1_000_000), "UTF-8"));
        try (Page page = new Page("")) {
            assertTrue(!page.nextLine().containsKey("json"));
        }
    }

    @Test
    void scriptAndClearing_arriveToo() throws IOException {
        Client.post(server, Requests.events(3));
        try (Page page = new Page("")) {
            page.nextMessage();
            server.next(Answer.status(503));

            Map<String, Object> scripted = page.nextMessage();
            server.clear();
            Map<String, Object> cleared = page.nextMessage();

            assertEquals("[{\"status\":503,\"times\":1}]", JsonText.of(scripted.get("answers")));
            assertEquals("[]", JsonText.of(cleared.get("answers")));
            assertEquals(3, cleared.get("forgotten"));
        }
    }

    @Test
    void server_closed_endsTheStream() throws IOException {
        try (Page page = new Page("")) {
            page.nextMessage();

            server.close();

            assertEquals("\n", page.client.receiveAll(), "after the end of the first message");
        }
    }

    private static List<Object> values(Map<?, ?> fields, String... names) {
        return Arrays.stream(names).map(fields::get).collect(Collectors.toList());
    }

    /** A browser's side of one stream; of HTTP 1.0, so that no chunks' frames are in it. */
    private final class Page implements AutoCloseable {
        final Client client = new Client(server.port());
        String lastId;

        Page(String header) throws IOException {
            client.sendRaw(Requests.bytes("GET /testkit/stream HTTP/1.0\r\nHost: localhost\r\n" + header + "\r\n"));
            assertEquals(200, client.receive().status);
        }

        @SuppressWarnings("unchecked")
        Map<String, Object> nextLine() throws IOException {
            List<?> lines = new ArrayList<>();
            while (lines.isEmpty()) {
                lines = (List<?>) nextMessage().get("lines");
            }
            return (Map<String, Object>) lines.get(0);
        }

        @SuppressWarnings("unchecked")
        Map<String, Object> nextMessage() throws IOException {
            String line = client.receiveLine();
            while (!line.startsWith("data: ")) {
                lastId = line.startsWith("id: ") ? line.substring(4) : lastId;
                line = client.receiveLine();
            }
            CharBuffer data = CharBuffer.wrap(("[" + line.substring(6) + "]").toCharArray());
            return (Map<String, Object>)
                    JsonReader.read(data, new Faults()).get().get(0).value();
        }

        @Override
        public void close() throws IOException {
            client.close();
        }
    }
}
