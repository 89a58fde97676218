// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import ai.thrivestack.track.testkit.Client.Received;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class TrackServerTest {

    private final TrackServer server = TrackServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void request_valid_isAnsweredAndRemembered() throws IOException {
        Received answer = Client.post(server, Requests.events(2));

        assertEquals(200, answer.status);
        assertEquals("application/json", answer.headers.get("content-type"));
        assertTrue(
                answer.body.matches("\\{\"success\":true,\"response_id\":\"[^\"]+\",\"message\":\"tracked\"}"),
                answer.body);
        assertEquals(2, server.events().size());
        assertEquals(0, server.refusals().size());
        ReceivedRequest request = server.requests().get(0);
        assertEquals("POST /api/track, 2 events, 163 bytes: 200", request.toString());
        assertEquals(163, request.bodyBytes());
        assertEquals("Bearer t", request.headers().get("AUTHORIZATION"));
    }

    @Test
    void request_invalid_isRefusedWithPlaceAndRule() throws IOException {
        Received answer = Client.post(server, "[" + Requests.EVENT + ",{\"event_name\":\"x\"}]");

        assertEquals(400, answer.status);
        assertTrue(answer.body.startsWith("{\"success\":false,\"response_id\":\""), answer.body);
        assertTrue(
                answer.body.endsWith(
                        "\"message\":\"event 1 at /1/user_id: user_id is missing. (rule: required)" + " and 1 more\"}"),
                answer.body);
        assertEquals(0, server.events().size());
        assertEquals(2, server.refusals().size());
        assertEquals(400, server.requests().get(0).status());
        assertEquals(2, server.requests().get(0).eventCount());
    }

    @Test
    void request_fromTheJdksClient_isAnswered() throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) server.endpoint().toURL().openConnection();
        connection.setDoOutput(true);
        connection.setChunkedStreamingMode(100);
        connection.setRequestProperty("Authorization", "Bearer t");
        connection.setRequestProperty("Content-Type", "application/json; charset=UTF-8");
        try (OutputStream body = connection.getOutputStream()) {
            body.write(Requests.bytes(Requests.events(100)));
        }

        assertEquals(200, connection.getResponseCode());
        try (InputStream body = connection.getInputStream()) {
            assertEquals('{', body.read());
        }
        assertEquals(100, server.events().size());
        assertEquals(
                Requests.bytes(Requests.events(100)).length,
                server.requests().get(0).bodyBytes());
    }

    @Test
    void method_otherThanPost_isToldWhatIsAllowed() throws IOException {
        try (Client client = new Client(server.port())) {
            client.sendRaw(Requests.bytes(
                    "HEAD /api/track HTTP/1.1\r\n\r\nGET /favicon.ico HTTP/1.1\r\nConnection: close\r\n\r\n"));

            String both = client.receiveAll();

            assertTrue(both.startsWith("HTTP/1.1 405 "), both);
            assertTrue(both.contains("\r\nAllow: POST\r\n"), both);
            assertTrue(both.contains("\r\n\r\nHTTP/1.1 404 "), "HEAD has no body: " + both);
            assertEquals("/favicon.ico", server.requests().get(1).path());
        }
    }

    @Test
    void body_tooLarge_isReadToTheEndAndTheConnectionGoesOn() throws IOException {
        try (Client client = new Client(server.port())) {
            client.send(Requests.eventOfBytes(5_000_000));
            Received large = client.receive();
            Received next = client.post(Requests.events(1));

            assertEquals(400, large.status);
            assertTrue(large.body.contains("2000000 bytes"), large.body);
            assertEquals(5_000_000, server.requests().get(0).bodyBytes());
            assertEquals(200, next.status);
        }
    }

    @Test
    void tokens_changed_areJudgedFromThenOn() throws IOException {
        server.accept("other");
        int refused = Client.post(server, Requests.events(1)).status;
        server.accept("other", "t");
        int accepted = Client.post(server, Requests.events(1)).status;

        assertEquals(Arrays.asList(401, 200), Arrays.asList(refused, accepted));
        assertEquals("bearer token", server.refusals().get(0).rule());
        assertThrows(IllegalArgumentException.class, () -> server.accept("t", ""));
    }

    @Test
    void listeners_registered_seeEventsAndRefusalsInOrderBeforeTheAnswer() throws IOException {
        List<String> seen = new ArrayList<>();
        server.onEvent(event -> seen.add(event.userId()));
        server.onRefusal(refusal -> seen.add(refusal.rule()));

        Client.post(server, "[" + Requests.EVENT + "," + Requests.EVENT.replace("u1", "u2") + "]");
        Client.post(server, "[]");
        Client.post(server, Requests.events(1));

        assertEquals(Arrays.asList("u1", "u2", "events 1 to 1000", "u1"), seen);
    }

    @Test
    void everything_cleared_isForgottenButTheTokens() throws IOException {
        server.accept("t");
        Client.post(server, Requests.events(1));
        Client.post(server, "[]");
        server.next(Answer.status(500));

        server.clear();

        assertEquals(0, server.events().size());
        assertEquals(0, server.refusals().size());
        assertEquals(0, server.requests().size());
        assertEquals(200, Client.post(server, Requests.events(1)).status);
        server.accept();
        server.clear();
        assertEquals(401, Client.post(server, Requests.events(1)).status);
    }

    @Test
    void answers_cleared_areForgottenAlone() throws IOException {
        Client.post(server, Requests.events(1));
        server.next(Answer.status(500), Answer.status(500));
        assertEquals(500, Client.post(server, Requests.events(1)).status);

        server.clearAnswers();

        assertEquals(200, Client.post(server, Requests.events(1)).status);
        assertEquals(2, server.events().size());
    }

    @Test
    void snapshots_taken_doNotChange() throws IOException {
        List<TrackedEvent> before = server.events();

        Client.post(server, Requests.events(1));

        assertEquals(0, before.size());
        assertThrows(UnsupportedOperationException.class, () -> server.events().clear());
    }

    @Test
    void token_ofARequest_isInNoText() throws IOException {
        server.accept("another");
        try (Client client = new Client(server.port())) {
            client.sendRaw(Requests.bytes("POST /api/track HTTP/1.1\r\nAuthorization: Bearer token-value\r\n\r\n"));
            Received answer = client.receive();

            assertEquals(401, answer.status);
            String texts = answer.body + server.refusals() + server.requests();
            assertFalse(texts.contains("token-value"), texts);
        }
    }
}
