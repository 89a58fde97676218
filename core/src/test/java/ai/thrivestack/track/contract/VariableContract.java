// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.thrivestack.track.testkit.TrackServer;
import ai.thrivestack.track.testkit.TrackedEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Variables in a configuration that are not set, each framework leaving something else in their place. */
public abstract class VariableContract {
    private static final Marker TRACK = MarkerFactory.getMarker("TRACK");
    private static final String UNSET = "${TRACK_TEST_UNSET}";

    private final Backend backend;
    /** What the framework leaves of it. */
    private final String left;

    private TrackServer server;

    protected VariableContract(Backend backend, String left) {
        this.backend = backend;
        this.left = left;
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

    private void start(String option, String text) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("endpoint", server.endpoint().toString());
        options.put("token", "secret-token");
        options.put("defaultUserId", "u1");
        options.put("shutdownTimeout", "0s");
        options.put(option, text);
        backend.start(backend.configuration(options));
        LoggerFactory.getLogger("shop.Checkout").info(TRACK, "signed_up");
    }

    private void assertStatus(String sentence) {
        List<String> statuses = backend.statuses();
        assertTrue(statuses.stream().anyMatch(status -> status.contains(sentence)), statuses::toString);
    }

    @Test
    void variableThatIsNotSet_inAList_costsItsEntryAlone() {
        start("staticContext", "env=" + UNSET + ",source=product,at=a-" + UNSET + "-b");
        assertTrue(backend.flush());
        TrackedEvent event = server.events().get(0);
        assertEquals("product", event.context().get("source"));
        assertFalse(event.context().containsKey("env") || event.context().containsKey("at"), event::toString);
        assertStatus("staticContext=env=" + left + ",source=product,at=a-" + left + "-b can be used in part only: "
                + left + " stands for a variable that is not set.");
    }

    @Test
    void variableThatIsNotSet_inTheEndpoint_sendsNothing() {
        start("endpoint", "http://localhost:" + server.port() + "/" + UNSET + "/track");
        assertFalse(backend.flush());
        assertEquals(0, server.requests().size());
        assertEquals(1, backend.counts().pending());
        assertStatus("/" + left + "/track cannot be used: " + left + " stands for a variable that is not set. Set the");
    }
}
