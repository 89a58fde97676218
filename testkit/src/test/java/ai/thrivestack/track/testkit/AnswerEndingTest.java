// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AnswerEndingTest {

    private final TrackServer server = TrackServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void connectionClose_given_closesAfterTheAnswer() throws IOException {
        server.next(Answer.status(503).header("Connection", "close"));
        try (Client client = new Client(server.port())) {
            assertEquals(503, client.post(Requests.events(1)).status);
            assertEquals(-1, client.receiveByte());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000})
    void reset_requestOfAnySize_endsTheConnectionWithoutAnAnswerAndKeepsNoEvents(int events) throws IOException {
        try (Client client = new Client(server.port())) {
            client.post(Requests.events(1));
            server.clear();
            server.next(Answer.reset());
            client.send(Requests.events(events));

            assertTrue(client.isEndedByTheServer());
        }
        assertEquals(0, server.events().size());
        assertEquals(Arrays.asList(0), statuses());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0123456789", ""})
    void truncated_anyBody_endsBeforeItsLengthAndKeepsTheEvents(String body) throws IOException {
        server.next(Answer.truncated().body(body));
        try (Client client = new Client(server.port())) {
            client.send(Requests.events(3));
            String answer = client.receiveAll();

            assertTrue(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer);
            assertTrue(answer.contains("\r\nContent-length: " + Math.max(1, body.length()) + "\r\n"), answer);
            assertTrue(answer.endsWith("\r\n\r\n" + body.substring(0, body.length() / 2)), answer);
        }
        assertEquals(3, server.events().size());
        assertEquals(Arrays.asList(200), statuses());
    }

    @Test
    void truncated_invalidRequest_isRefusedWhole() throws IOException {
        server.next(Answer.truncated());

        assertEquals(400, Client.post(server, "[]").status);
    }

    @Test
    void hang_serverCloses_endsWithoutAnAnswerOrEvents() throws IOException {
        server.next(Answer.hang());
        try (Client client = new Client(server.port())) {
            client.send(Requests.events(1));
            server.await("a request", () -> server.requests().size() == 1, 30, TimeUnit.SECONDS);
            assertTrue(client.isSilent());

            server.close();

            assertEquals(-1, client.receiveByte());
        }
        assertEquals(Arrays.asList(0), statuses());
        assertEquals(0, server.events().size());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void delay_serverCloses_endsWithoutAnAnswerButKeepsTheEvents(int events) throws IOException {
        server.next(Answer.ok().delay(1, TimeUnit.DAYS).retryAfter("1").body(""));
        try (Client client = new Client(server.port())) {
            client.send(Requests.events(events));
            server.await("a request", () -> server.requests().size() == 1, 30, TimeUnit.SECONDS);
            assertTrue(client.isSilent());

            server.close();

            assertEquals(-1, client.receiveByte());
        }
        assertEquals(events, server.events().size());
    }

    @Test
    void delay_short_answersAfterwards() throws IOException {
        server.next(
                Answer.status(503).delay(1, TimeUnit.MILLISECONDS), Answer.ok().delay(1, TimeUnit.MILLISECONDS));

        assertEquals(503, Client.post(server, Requests.events(1)).status);
        assertEquals(400, Client.post(server, "[]").status);
    }

    private List<Integer> statuses() {
        return server.requests().stream().map(ReceivedRequest::status).collect(Collectors.toList());
    }
}
