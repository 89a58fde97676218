// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

import java.util.Collections;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

class TrackOptionsTokenTest {
    private static TrackOptions options(String inEnvironment, Map<String, String> given) {
        return TrackOptions.of(given, variable -> variable.equals("THRIVESTACK_TOKEN") ? inEnvironment : null);
    }

    @Test
    void environment_servesWhereNothingIsGiven() {
        TrackOptions options = options("secret", Collections.emptyMap());
        assertEquals("secret", options.get(TrackOptions.TOKEN));
        assertEquals(Collections.emptyList(), options.problems());
    }

    @Test
    void token_given_goesBeforeTheEnvironment() {
        TrackOptions options = options("secret", Given.texts("token", "other"));
        assertEquals("other", options.get(TrackOptions.TOKEN));
    }

    @Test
    void tokenFile_given_goesBeforeTheEnvironment() {
        TrackOptions options = options("secret", Given.texts("tokenFile", "token.txt"));
        assertNull(options.get(TrackOptions.TOKEN));
        assertEquals(Collections.emptyList(), options.problems());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void environment_blank_isNoToken(String blank) {
        assertEquals(
                Collections.singletonList(TrackOptions.NO_TOKEN),
                options(blank, Collections.emptyMap()).problems());
    }

    @Test
    void nothing_anywhere_isToldAtTheStart() {
        assertEquals(
                Collections.singletonList(TrackOptions.NO_TOKEN),
                options(null, Collections.emptyMap()).problems());
    }
}
