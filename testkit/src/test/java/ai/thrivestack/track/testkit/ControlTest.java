// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.io.IOException;
import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import ai.thrivestack.track.testkit.Client.Received;
import ai.thrivestack.track.testkit.plan.TrackingPlan;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ControlTest {

    private final TrackServer server = TrackServer.start();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void accepted_asked_givesEventsAsSentWithTheirWarnings() throws IOException {
        String event = Requests.EVENT.replace("signed_up", "account_created");
        Client.post(server, "[" + event + "]");

        Map<String, Object> entry = get("/testkit/accepted").get(0);

        assertEquals(JsonReader.fields(event), entry.get("event"));
        assertTrue(
                messages(entry).contains("account_created has no account_name, which the vendor's reports need."),
                entry.toString());
        assertTrue(entry.get("received").toString().matches("20\\d\\d-\\d\\d-\\d\\dT.*Z"), entry.toString());
    }

    @Test
    void accepted_withAPlan_warnsOfWhatBreaksItToo() throws IOException {
        server.warnBy(TrackingPlan.parse("{\"account_created\":{\"properties\":{\"seats\":\"integer\"}}}")::check);
        String named = Requests.eventWith("properties", "{\"account_name\":\"acme\"}");
        Client.post(server, "[" + named.replace("signed_up", "account_created") + "," + Requests.EVENT + "]");

        String warnings = get("/testkit/accepted").toString();

        assertTrue(warnings.contains("seats"), warnings);
        assertTrue(warnings.contains("The plan has no event signed_up."), warnings);
    }

    @ParameterizedTest
    @CsvSource({
        "event_name=a%20b, 2",
        "user_id=u1, 2",
        "user_id=u1&event_name=a+b, 1",
        "user_id=u, 0",
        "event_name=a, 0"
    })
    void accepted_filtered_givesThoseThatAreEqual(String query, int count) throws IOException {
        String named = Requests.EVENT.replace("signed_up", "a b");
        Client.post(server, "[" + named + "," + named.replace("u1", "u2") + "," + Requests.EVENT + "]");

        assertEquals(count, get("/testkit/accepted?" + query).size());
    }

    @Test
    void event_askedById_isGivenCharacterByCharacter() throws IOException {
        String event = Requests.eventWith("properties", "{ \"n\" : 1.50 }");
        Client.post(server, "[" + event + "]");
        Object id = get("/testkit/accepted").get(0).get("id");

        assertEquals(event, Client.request(server, "GET /testkit/accepted/" + id).body);
        assertEquals(404, Client.request(server, "GET /testkit/accepted/0").status);
    }

    @Test
    void refused_asked_givesIndexPointerRuleAndMessage() throws IOException {
        Client.post(server, "[" + Requests.EVENT + "," + Requests.EVENT.replace("\"u1\"", "7") + "]");

        Map<String, Object> request = get("/testkit/refused").get(0);

        assertEquals(Arrays.asList("refused", 400, 2), values(request, "kind", "status", "events"));
        assertEquals(1, request.get("faultCount"));
        List<?> faults = (List<?>) request.get("faults");
        assertEquals(
                Arrays.asList(1, "/1/user_id", "type", "user_id is a number, not a string."),
                values((Map<?, ?>) faults.get(0), "index", "pointer", "rule", "message"));
    }

    @Test
    void body_ofARefusedRequest_isGivenWithThePlaceOfTheFault() throws IOException {
        Client.post(server, "[" + Requests.EVENT.replace("\"u1\"", "7") + "]");
        Map<String, Object> request = get("/testkit/refused").get(0);

        String body = Client.request(server, "GET /testkit/refused/" + request.get("id")).body;

        String text = "[" + Requests.EVENT.replace("\"u1\"", "7") + "]";
        assertEquals(
                "{\"start\":0,\"chars\":" + text.length() + ",\"tokens\":true,\"text\":" + JsonText.of(text) + "}",
                body);
        Map<?, ?> fault = (Map<?, ?>) ((List<?>) request.get("faults")).get(0);
        assertEquals(text.indexOf("7,"), fault.get("offset"));
        assertEquals(404, Client.request(server, "GET /testkit/refused/0").status);
        assertEquals(405, Client.request(server, "DELETE /testkit/refused/1").status);
    }

    @Test
    void counts_asked_countEventsRequestsAndNames() throws IOException {
        Client.request(server, "PUT /testkit/answers", "{\"status\":500,\"times\":2}", "Host: localhost");
        for (String body : Arrays.asList(Requests.events(1), "[]", Requests.events(3), "[]")) {
            Client.post(server, body);
        }

        assertEquals(
                "{\"accepted\":3,\"refused\":1,\"scripted\":2,\"byName\":{\"signed_up\":3},\"otherNames\":0}",
                Client.request(server, "GET /testkit/counts").body);
    }

    @Test
    void answers_put_replaceThoseWaitingAndAreCountedDown() throws IOException {
        put("[{\"status\":503},{\"status\":429,\"times\":9}]");
        put("[{\"status\":500,\"times\":2,\"retryAfter\":7},{\"status\":401,\"times\":\"always\"}]");

        Received first = Client.post(server, Requests.events(1));

        assertEquals(500, first.status);
        assertEquals("7", first.headers.get("Retry-After"));
        assertEquals(
                "[{\"status\":500,\"times\":1,\"retryAfter\":\"7\"},{\"status\":401,\"times\":\"always\"}]",
                Client.request(server, "GET /testkit/answers").body);
        List<Integer> next = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            next.add(Client.post(server, Requests.events(1)).status);
        }
        assertEquals(Arrays.asList(500, 401, 401, 401), next);
    }

    @Test
    void answers_deleted_leaveTheContract() throws IOException {
        put("{\"status\":401,\"times\":\"always\"}");
        int scripted = Client.post(server, Requests.events(1)).status;

        assertEquals(204, Client.request(server, "DELETE /testkit/answers").status);

        assertEquals(Arrays.asList(401, 200), Arrays.asList(scripted, Client.post(server, Requests.events(1)).status));
        assertEquals("[]", Client.request(server, "GET /testkit/answers").body);
    }

    @Test
    void received_deleted_isForgottenAndTheAnswersStay() throws IOException {
        Client.post(server, Requests.events(1));
        Client.post(server, "[]");
        put("{\"status\":500,\"times\":\"always\"}");

        assertEquals(204, Client.request(server, "DELETE /testkit/received").status);

        assertEquals(0, server.events().size());
        assertEquals(0, get("/testkit/accepted").size());
        assertEquals(0, get("/testkit/refused").size());
        assertEquals(500, Client.post(server, Requests.events(1)).status);
    }

    @Test
    void everything_deleted_startsAfresh() throws IOException {
        Client.post(server, Requests.events(1));
        put("{\"status\":500,\"times\":\"always\"}");

        assertEquals(204, Client.request(server, "DELETE /testkit").status);

        assertEquals(0, get("/testkit/accepted").size());
        assertEquals(200, Client.post(server, Requests.events(1)).status);
    }

    @Test
    void requests_ofThePage_areNotAmongThoseReceived() throws IOException {
        Client.request(server, "GET /");
        Client.request(server, "GET /testkit/counts");
        Client.request(server, "GET /testkit/no-such-thing");

        assertEquals(0, server.requests().size());
        assertEquals(404, Client.request(server, "POST /").status);
        assertEquals(404, Client.request(server, "GET /testkits").status);
        assertEquals(2, server.requests().size());
    }

    @ParameterizedTest
    @CsvSource({
        "POST /testkit/answers, 405",
        "POST /testkit, 405",
        "GET /testkit/received, 405",
        "POST /testkit/stream, 405",
        "GET /testkit/, 404",
        "GET /testkit/accepted?name=x, 400"
    })
    void request_ofAnotherShape_isRefused(String requestLine, int status) throws IOException {
        assertEquals(status, Client.request(server, requestLine).status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Host: localhost.evil.example:8090",
                "Host: 127.0.0.1.evil.example",
                "X: no host",
                "Host: localhost:8090\r\nOrigin: http://evil.example",
                "Host: localhost:8090\r\nOrigin: http://localhost:3000",
                "Host: localhost:8090\r\nOrigin: null",
                "Host: localhost\r\nSec-Fetch-Site: cross-site",
                "Host: localhost\r\nSec-Fetch-Site: same-site\r\nSec-Fetch-Mode: navigate"
            })
    void request_onBehalfOfAnotherOrigin_doesAndTellsNothing(String headers) throws IOException {
        Client.post(server, Requests.events(1));
        for (String line : Arrays.asList(
                "GET /testkit/accepted", "GET /testkit/stream", "DELETE /testkit", "DELETE /testkit/received")) {
            assertEquals(403, Client.request(server, line, "", headers).status, line);
        }
        String answer = "{\"status\":500,\"times\":\"always\"}";

        assertEquals(403, Client.request(server, "PUT /testkit/answers", answer, headers).status);
        assertEquals(1, server.events().size());
        assertEquals(200, Client.post(server, Requests.events(1)).status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: 127.0.0.1:9000\r\nOrigin: http://127.0.0.1:9000\r\nSec-Fetch-Site: same-origin",
                "Host: [::1]:8090",
                "Host: LOCALHOST\r\nSec-Fetch-Site: none"
            })
    void request_ofThisMachine_isServedWithoutCors(String headers) throws IOException {
        Received answer = Client.request(server, "GET /testkit/counts", "", headers);

        assertEquals(200, answer.status);
        assertFalse(answer.headers.containsKey("Access-Control-Allow-Origin"));
        assertEquals("nosniff", answer.headers.get("X-Content-Type-Options"));
    }

    @Test
    void page_linkedFromElsewhere_isShown() throws IOException {
        String link = "Host: localhost\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate";

        assertEquals(200, Client.request(server, "GET /", "", link).status);
        assertEquals(403, Client.request(server, "GET /", "", link.replace("navigate", "cors")).status);
    }

    @Test
    void page_asked_hasAPolicyThatAllowsItsOwnScriptAlone() throws IOException {
        Received page = Client.request(server, "GET /");
        String policy = page.headers.get("Content-Security-Policy");

        assertEquals("text/html; charset=utf-8", page.headers.get("Content-Type"));
        assertTrue(policy.startsWith("default-src 'none'; connect-src 'self'; "), policy);
        assertTrue(policy.matches(".*script-src 'sha256-[A-Za-z0-9+/]{43}='; .*"), policy);
        assertFalse(policy.contains("unsafe"), policy);
    }

    @Test
    void token_ofARequest_isInNothingThatIsTold() throws IOException {
        String head = "Host: localhost\r\nContent-Type: application/json\r\nAuthorization: Bearer token-value";
        Client.request(server, "POST /api/track", Requests.events(1), head);
        Client.request(server, "POST /api/track", "[]", head);

        for (String path : Arrays.asList("accepted", "refused", "refused/2", "counts", "answers")) {
            String body = Client.request(server, "GET /testkit/" + path).body;
            assertFalse(body.contains("token-value"), body);
        }
    }

    @Test
    void answers_scriptedByTheTest_areShownToo() throws IOException {
        server.next(Answer.reset(), Answer.ok().delay(2, TimeUnit.SECONDS));

        assertEquals(
                "[{\"ending\":\"reset\",\"times\":1},{\"times\":1,\"delayMillis\":2000}]",
                Client.request(server, "GET /testkit/answers").body);
    }

    private void put(String answers) throws IOException {
        Received answer = Client.request(server, "PUT /testkit/answers", answers, "Host: localhost");
        assertEquals(200, answer.status, answer.body);
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, Object>> get(String path) throws IOException {
        Received answer = Client.request(server, "GET " + path);
        assertEquals(200, answer.status, answer.body);
        return JsonReader.read(CharBuffer.wrap(answer.body.toCharArray()), new Faults()).get().stream()
                .map(element -> (Map<String, Object>) element.value())
                .collect(Collectors.toList());
    }

    private static List<Object> messages(Map<String, Object> entry) {
        return ((List<?>) entry.get("warnings"))
                .stream().map(warning -> ((Map<?, ?>) warning).get("message")).collect(Collectors.toList());
    }

    private static List<Object> values(Map<?, ?> fields, String... names) {
        return Arrays.stream(names).map(fields::get).collect(Collectors.toList());
    }
}
