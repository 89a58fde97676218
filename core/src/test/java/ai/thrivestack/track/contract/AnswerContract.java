// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.contract;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import ai.thrivestack.track.testkit.Answer;
import ai.thrivestack.track.testkit.TrackServer;
import ai.thrivestack.track.testkit.TrackedEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What an answer of the API, or of something in its place, means for events that an application has logged. */
@OnOneFramework
public abstract class AnswerContract {
    private static final Marker TRACK = MarkerFactory.getMarker("TRACK");
    private static final int BAD = 321;

    private final Backend backend;
    private final Logger log = LoggerFactory.getLogger("shop.Checkout");
    private TrackServer server;

    protected AnswerContract(Backend backend) {
        this.backend = backend;
    }

    @BeforeEach
    void startServer() {
        server = TrackServer.start();
    }

    @AfterEach
    void stopAll() {
        backend.stop();
        server.close();
    }

    private void start(String batchSize) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("endpoint", server.endpoint().toString());
        options.put("token", "secret-token");
        options.put("defaultUserId", "u1");
        options.put("batchSize", batchSize);
        backend.start(backend.configuration(options));
    }

    private void log(int from, int to) {
        for (int n = from; n < to; n++) {
            log.info(TRACK, "feature_used n={}", n);
        }
    }

    private static int number(TrackedEvent event) {
        return ((Number) event.properties().get("n")).intValue();
    }

    private Set<Integer> numbers() {
        return server.events().stream().map(AnswerContract::number).collect(Collectors.toSet());
    }

    private void assertDelivered(int count) {
        assertEquals(
                "accepted " + count + " = delivered " + count + " + rejected 0 + dropped 0 + pending 0",
                "" + backend.counts());
    }

    @ParameterizedTest
    @CsvSource({"400, odd", "413, too large", "422, odd", "200, odd", "202, odd"})
    void refusalOfABatch_costsTheEventAtFaultAlone(int status, String message) {
        server.answerTo(
                event -> number(event) == BAD,
                Answer.status(status).body("{\"success\": false, \"message\": \"" + message + "\"}"));
        start("500");
        log(0, 500);
        assertFalse(backend.flush());
        assertEquals(
                "accepted 500 = delivered 499 + rejected 1 {refused by the API=1} + dropped 0 + pending 0",
                "" + backend.counts());
        assertEquals(499, server.events().size());
        assertEquals(499, numbers().size());
        assertFalse(numbers().contains(BAD));
        assertTrue(server.requests().size() <= 60, () -> "" + server.requests().size());
        backend.reports().await("refused by the API: " + status + " " + message);
    }

    /** Of a proxy, or of a web server that is there in the API's place. */
    @ParameterizedTest
    @CsvSource({
        "400, text/html, The plain HTTP request was sent to HTTPS port",
        "413, text/html, 413 Request Entity Too Large",
        "422, text/html; charset=utf-8, Blocked",
        "200, text/html, Log in",
        "202, text/plain, Log in",
        "404, text/html, 404 Not Found",
        "403, text/html, Access denied"
    })
    void pageForEverything_pausesDelivery_andCostsNoEvent(int status, String type, String title) {
        Answer page = Answer.status(status)
                .header("Content-Type", type)
                .body("<html>\r\n<head><title>" + title + "</title></head>\r\n<body><h1>" + title
                        + "</h1></body></html>");
        Answer[] pages = new Answer[1_000];
        Arrays.fill(pages, page);
        server.next(pages);
        start("500");
        log(0, 500);
        backend.reports()
                .await("cannot deliver, 500 events wait: " + status + " with a web page titled \"" + title + "\"");
        assertEquals("accepted 500 = delivered 0 + rejected 0 + dropped 0 + pending 500", "" + backend.counts());
        server.clearAnswers();
        server.awaitEvents(500, 60, TimeUnit.SECONDS);
        assertTrue(backend.flush());
        assertDelivered(500);
        assertEquals(500, numbers().size());
        assertEquals(500, server.events().size());
        backend.reports().await("delivery works again");
    }

    @ParameterizedTest
    @CsvSource({
        "200, '{\"success\": true, \"response_id\": \"r1\", \"message\": \"tracked\"}'",
        "200, ''",
        "200, OK",
        "201, '{\"success\": true}'",
        "202, '{\"success\": true}'",
        "202, ''",
        "204, ''",
        "206, '{\"success\": true}'"
    })
    void anySuccess_isDelivered_andSentOnce(int status, String body) {
        Answer answer = Answer.status(status).body(body);
        server.next(answer, answer);
        start("10");
        for (int request = 1; request <= 2; request++) {
            log(0, 10);
            assertTrue(backend.flush());
            assertDelivered(10 * request);
            assertEquals(request, server.requests().size());
        }
        List<String> said = backend.reports().all();
        assertEquals(0, said.size(), said::toString);
    }
}
