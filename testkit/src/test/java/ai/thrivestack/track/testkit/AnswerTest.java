// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import ai.thrivestack.track.testkit.Client.Received;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AnswerTest {

    private final TrackServer server = TrackServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void answers_scripted_areGivenInOrderOnceEach() throws IOException {
        server.next(Answer.status(503), Answer.status(401));
        server.next(Answer.ok(), Answer.status(418));

        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            statuses.add(Client.post(server, Requests.events(i + 1)).status);
        }

        assertEquals(Arrays.asList(503, 401, 200, 418, 200, 200), statuses);
        assertEquals(3 + 5 + 6, server.events().size());
        assertEquals(0, server.refusals().size());
        assertEquals(statuses, statuses());
        assertEquals(4, server.requests().get(3).eventCount());
    }

    @Test
    void answer_scripted_isNotSpentOnAnotherPath() throws IOException {
        server.next(Answer.status(503));
        try (Client client = new Client(server.port())) {
            client.sendRaw(Requests.bytes("GET /favicon.ico HTTP/1.1\r\n\r\n"));

            assertEquals(404, client.receive().status);
            assertEquals(503, client.post(Requests.events(1)).status);
        }
    }

    @ParameterizedTest
    @CsvSource({"500, false", "429, false", "200, true"})
    void status_scripted_hasTheContractsBodyAndKeepsNoEvents(int status, boolean success) throws IOException {
        server.next(Answer.status(status));

        Received answer = Client.post(server, Requests.events(1));

        assertEquals(status, answer.status);
        assertTrue(answer.body.startsWith("{\"success\":" + success + ",\"response_id\":\""), answer.body);
        assertEquals(0, server.events().size());
    }

    @Test
    void headersAndBody_given_areSent() throws IOException {
        server.next(Answer.status(429)
                .retryAfter("7")
                .header("content-type", "text/plain")
                .header("X-A", "1")
                .header("x-a", "2")
                .body("zu viel \u00fc"));

        Received answer = Client.post(server, Requests.events(1));

        assertEquals("7", answer.headers.get("Retry-After"));
        assertEquals("text/plain", answer.headers.get("Content-Type"));
        assertEquals("2", answer.headers.get("X-A"));
        assertEquals("zu viel \u00fc", answer.body);
    }

    @Test
    void body_empty_isSentEmpty() throws IOException {
        server.next(Answer.ok().body(""));

        Received answer = Client.post(server, Requests.events(1));

        assertEquals("0", answer.headers.get("Content-Length"));
        assertEquals(1, server.events().size());
    }

    @Test
    void ok_withAnotherBody_isForValidRequestsOnly() throws IOException {
        server.next(
                Answer.ok().body("{\"success\":true,\"warnings\":[]}"),
                Answer.ok().body("unused"));

        Received valid = Client.post(server, Requests.events(1));
        Received invalid = Client.post(server, "[]");

        assertEquals("{\"success\":true,\"warnings\":[]}", valid.body);
        assertEquals(400, invalid.status);
        assertTrue(invalid.body.contains("events 1 to 1000"), invalid.body);
        assertEquals(1, server.events().size());
        assertEquals(1, server.refusals().size());
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304})
    void status_withoutBody_leavesTheConnectionUsable(int status) throws IOException {
        server.next(Answer.status(status));
        try (Client client = new Client(server.port())) {
            Received answer = client.post(Requests.events(1));

            assertEquals(status, answer.status);
            assertFalse(answer.headers.containsKey("Content-Length"));
            assertEquals(200, client.post(Requests.events(1)).status);
        }
    }

    @Test
    void answer_changed_isACopy() throws IOException {
        Answer plain = Answer.status(503);
        plain.body("other").retryAfter("9");
        server.next(plain);

        Received answer = Client.post(server, Requests.events(1));

        assertFalse(answer.headers.containsKey("Retry-After"));
        assertTrue(answer.body.startsWith("{"), answer.body);
    }

    @Test
    void answer_thatHttpCannotSend_isRefused() {
        Answer ok = Answer.ok();

        assertThrows(IllegalArgumentException.class, () -> Answer.status(199));
        assertThrows(IllegalArgumentException.class, () -> Answer.status(600));
        assertThrows(IllegalArgumentException.class, () -> ok.header("a b", "c"));
        assertThrows(IllegalArgumentException.class, () -> ok.header("a", "b\r\nc: d"));
        assertThrows(IllegalArgumentException.class, () -> ok.header("Content-Length", "1"));
        assertThrows(NullPointerException.class, () -> server.next(ok, null));
    }

    private List<Integer> statuses() {
        return server.requests().stream().map(ReceivedRequest::status).collect(Collectors.toList());
    }
}
