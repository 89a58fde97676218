// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class TrackOptionsEndpointTest {

    private static void assertNothingIsSent(String endpoint, String problem) {
        assertNull(Given.read(Given.texts("endpoint", endpoint)).get(TrackOptions.ENDPOINT));
        assertTrue(problem.contains("Nothing is sent until then; events wait."), problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://track.example.com",
                "https://track.example.com:8443/api/track?region=eu",
                "HTTPS://track.example.com/",
                "https://192.0.2.1/api",
                "https://[2001:db8::1]/api",
                "https://track_api",
                "https://track_api:8443/api/track",
                "https://_api.my_team.internal./",
                "http://localhost:8080/api/track",
                "http://LocalHost/",
                "http://127.0.0.1:8080/api/track",
                "http://127.1.2.3/",
                "http://[::1]:8080/api/track",
                "HTTP://localhost"
            })
    void secureOrOwnMachine_isUsed(String endpoint) {
        assertEquals(
                endpoint,
                Given.options("endpoint", " " + endpoint + "\n")
                        .get(TrackOptions.ENDPOINT)
                        .toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://track.example.com/api/track",
                "HTTP://track.example.com",
                "http://track_api:8080/api/track",
                "http://local_host/",
                "http://10.0.0.1/",
                "http://0.0.0.0/",
                "http://[2001:db8::1]/",
                "http://[::]/",
                "http://localhost.example.com/",
                "http://127.0.0.1.example.com/",
                "http://128.0.0.1/",
                "http://example.com/localhost",
                "http://example.com/?127.0.0.1"
            })
    void plainHttpToOthers_isUsedOnlyWhenAllowed(String endpoint) {
        String problem = TrackOptionsTest.problem("endpoint", endpoint);
        assertTrue(problem.contains("endpoint=" + endpoint), problem);
        assertTrue(problem.contains("https://") && problem.contains("allowInsecureEndpoint=true"), problem);
        assertNothingIsSent(endpoint, problem);
        assertEquals(
                endpoint,
                Given.options("endpoint", endpoint, "allowInsecureEndpoint", "true")
                        .get(TrackOptions.ENDPOINT)
                        .toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "track.example.com",
                "//track.example.com/api",
                "/api/track",
                "https://",
                "https:///api",
                "https:track.example.com",
                "ftp://track.example.com",
                "file:///etc/passwd",
                "https://track example.com/",
                "https://track.example.com/{id}",
                "https://track.example.com:65536/api",
                "https://track_api:65536/api",
                "https://track_api:1234567/api",
                "https://track_api:port/api",
                "https://track_api-/api",
                "https://track_api..internal/api",
                "https://track_b\u00fccher/api",
                "not a url"
            })
    void whatIsNoUrl_isRefused(String endpoint) {
        String problem = TrackOptionsTest.problem("endpoint", endpoint);
        assertTrue(problem.contains("endpoint=" + endpoint), problem);
        assertTrue(problem.contains("an absolute http or https URL"), problem);
        assertNothingIsSent(endpoint, problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:private@track.example.com/api",
                "https://private@track.example.com/api",
                "http://user:private@localhost/api",
                "https://user:private@track_api/api",
                "https://private@track_api:8443/api",
                "https://user:private@track example.com/api",
                "https://user:pri@private@track.example.com/api",
                "https://user:pri/private@track.example.com/api",
                "https://user:pri?private@track.example.com/api",
                "https://user:private #@track.example.com/api"
            })
    void password_insideAUrl_isRefusedAndHidden(String endpoint) {
        String problem = TrackOptionsTest.problem("endpoint", endpoint);
        assertTrue(
                problem.startsWith("endpoint=https://[hidden]") || problem.startsWith("endpoint=http://[hidden]"),
                problem);
        assertFalse(problem.contains("private"), problem);
        assertNothingIsSent(endpoint, problem);
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(
            strings = {
                "user:private@track.example.com/api",
                "https:user:private@track.example.com",
                "https:/user:private@track.example.com",
                "https://user:pri\nprivate@track.example.com"
            })
    void password_insideWhatIsNoUrl_isHidden(String endpoint) {
        String problem = TrackOptionsTest.problem("endpoint", endpoint);
        assertTrue(problem.contains("[hidden]") && problem.contains("track.example.com"), problem);
        assertFalse(problem.contains("private"), problem);
    }
}
