// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.contract;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import ai.thrivestack.track.testkit.TrackServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The conformance table: the same call gives the same event on every framework and version, with and without an
 * asynchronous front. A framework adds the forms that only it has.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class FormsContract {
    private final Backend backend;
    private final boolean asyncAppender;
    /** One for all rows, and one context: a row is a log call and its event. */
    private final TrackServer server = TrackServer.start();

    /** As in an application, made once: Log4j2 finds a context that was stopped no more, while its loggers go on. */
    private final Logger log = LoggerFactory.getLogger("shop.Checkout");

    private int rows;

    protected FormsContract(Backend backend, boolean asyncAppender) {
        this.backend = backend;
        this.asyncAppender = asyncAppender;
    }

    /** The forms that only this framework has, or that come out otherwise in it. */
    protected abstract Stream<Form> ownForms();

    Stream<Form> forms() {
        return Stream.of(CommonForms.all(), ValueForms.all(), ownForms()).flatMap(forms -> forms);
    }

    @BeforeAll
    void start() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("endpoint", server.endpoint().toString());
        options.put("token", "t");
        options.put("flushInterval", "10ms");
        backend.start(backend.configuration(options, asyncAppender));
    }

    /** No row has left anything behind. */
    @AfterAll
    void stop() {
        backend.stop();
        server.close();
        assertEquals(Collections.emptyList(), server.events());
        assertEquals(Collections.emptyList(), server.refusals());
        assertEquals(
                "accepted " + rows + " = delivered " + rows + " + rejected 0 + dropped 0 + pending 0",
                "" + backend.counts());
    }

    @AfterEach
    void clear() {
        MDC.clear();
        server.clear();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void form_givesItsEvent(Form form) {
        rows++;
        MDC.put("user_id", "u1");
        MDC.put("request_id", "r1");
        form.log(log);
        MDC.clear();
        assertEquals(
                form.expected(),
                Form.normalised(server.awaitEvents(1, 10, SECONDS).get(0).json()));
        assertTrue(backend.flush());
        assertEquals(1, server.events().size(), server.events()::toString);
        assertEquals(Collections.emptyList(), server.refusals());
    }
}
