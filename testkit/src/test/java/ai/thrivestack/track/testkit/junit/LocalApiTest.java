// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit.junit;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Paths;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

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
    void endpoint_isGivenToTheJvm_isAnnouncedAndServed() throws Exception {
        String free;
        try (TrackServer server = TrackServer.start()) {
            free = server.endpoint().toString();
        }

        assertEquals(Arrays.asList(free, free), session("-Dtrack.testkit.endpoint=" + free));
    }

    @Test
    void endpoint_givenToTheJvmIsInUse_sessionGoesOnAndTheExtensionSaysSo() throws Exception {
        try (TrackServer other = TrackServer.start()) {
            List<String> lines = session("-Dtrack.testkit.endpoint=" + other.endpoint());

            assertEquals(other.endpoint().toString(), lines.get(0));
            assertTrue(lines.get(1).startsWith("The local Track API cannot start"), lines.get(1));
        }
    }

    @Test
    void endpoint_isNotGiven_isAFreeOne() throws Exception {
        List<String> lines = session("-Dunused");

        assertTrue(lines.get(0).matches("http://127\\.0\\.0\\.1:\\d+/api/track"), lines.get(0));
        assertEquals(lines.get(0), lines.get(1));
    }

    private static List<String> session(String option) throws Exception {
        Process child = new ProcessBuilder(
                        Paths.get(System.getProperty("java.home"), "bin", "java")
                                .toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        option,
                        SessionAlone.class.getName())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            List<String> lines = out.lines().collect(Collectors.toList());
            assertEquals(0, child.waitFor(), lines::toString);
            return lines;
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
