// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit.junit;

import ai.thrivestack.track.testkit.TrackServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LocalApiTest {
    private static final String EVENT =
            "{\"event_name\":\"a\",\"user_id\":\"u\",\"timestamp\":\"2020-11-23T22:28:55.111Z\"}";
    private static final String AT_FIRST = System.getProperty("track.testkit.endpoint");

    @Test
    void server_isThereBeforeAnyTestClass_andAnnouncesItself() {
        assertNotNull(AT_FIRST, "JUnit calls the listener first");
        assertEquals(AT_FIRST, LocalApi.get().endpoint().toString());
        assertEquals(200, FakeAppender.post(LocalApi.get().endpoint(), "[" + EVENT + "]"));
    }

    @Test
    void endpoint_isGiven_serverListensThere() {
        int port;
        try (TrackServer free = TrackServer.start()) {
            port = free.port();
        }
        try (TrackServer server = LocalApi.startAt("http://127.0.0.1:" + port + "/api/track")) {
            assertEquals(port, server.port());
        }
    }

    @Test
    void endpoint_isInUse_isSaid() {
        try (TrackServer other = TrackServer.start()) {
            IllegalStateException e = assertThrows(
                    IllegalStateException.class,
                    () -> LocalApi.startAt(other.endpoint().toString()));

            assertTrue(e.getMessage().contains("cannot listen on 127.0.0.1:" + other.port()), e.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.app.thrivestack.ai/api/track",
                "http://127.0.0.1/api/track",
                "http://127.0.0.1:80801/api/track",
                "http://127.0.0.1:8080/",
                "track.testkit.endpoint_IS_UNDEFINED"
            })
    void endpoint_isElsewhere_isRefusedWithWhatToWrite(String given) {
        IllegalStateException e = assertThrows(IllegalStateException.class, () -> LocalApi.startAt(given));

        assertTrue(e.getMessage().contains("track.testkit.endpoint"), e.getMessage());
    }
}
