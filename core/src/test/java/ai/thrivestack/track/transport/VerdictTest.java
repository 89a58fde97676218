// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.transport;

import java.util.Collections;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class VerdictTest {

    private static Verdict verdict(int status, boolean success) {
        return Verdict.of(new Answer(status, success, "", Collections.emptyList(), 0));
    }

    private static void assertBoth(Verdict expected, int status) {
        assertEquals(expected, verdict(status, true));
        assertEquals(expected, verdict(status, false));
    }

    @Test
    void ok_isDelivered_unlessTheApiSaysOtherwise() {
        assertEquals(Verdict.DELIVERED, verdict(200, true));
        assertEquals(Verdict.REFUSED, verdict(200, false));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 203, 204, 206, 226})
    void anySuccess_isDelivered_unlessTheApiSaysOtherwise(int status) {
        assertEquals(Verdict.DELIVERED, verdict(status, true));
        assertEquals(Verdict.REFUSED, verdict(status, false));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 202})
    void webPage_isNoSuccess(int status) {
        Answer page = new Answer(status, true, "", Collections.emptyList(), false, "Log in", false, 0);
        assertEquals(Verdict.PAUSE, Verdict.of(page));
        assertTrue(page.toString().contains("titled \"Log in\""), page::toString);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 422, Answer.TOO_LARGE})
    void badBatch_isRefused(int status) {
        assertBoth(Verdict.REFUSED, status);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 501, 502, 503, 504, 507, 599, Answer.NO_ANSWER, Answer.NOT_REACHED})
    void passingTrouble_isRetried(int status) {
        assertBoth(Verdict.RETRY, status);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 301, 302, 303, 307, 308, 404, 405, 406, 410, 415})
    void wrongTokenOrEndpoint_pauses(int status) {
        assertBoth(Verdict.PAUSE, status);
    }

    @Test
    void noAnswer_isRetried() {
        assertEquals(Verdict.RETRY, Verdict.of(Answer.none("connection refused")));
    }

    @Test
    void nothingSent_pauses() {
        assertEquals(Verdict.PAUSE, Verdict.of(Answer.notSent("there is no token")));
    }
}
