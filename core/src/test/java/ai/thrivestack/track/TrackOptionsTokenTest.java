// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

import java.util.Collections;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

    private static TrackOptions within(Map<String, String> environment, Map<String, String> given) {
        return TrackOptions.of(given, environment::get);
    }

    @Test
    void apiKeyOfTheEnvironment_servesWhereNothingElseIsGiven() {
        TrackOptions options = within(Given.texts("THRIVESTACK_API_KEY", " key\n"), Collections.emptyMap());
        assertEquals("key", options.get(TrackOptions.API_KEY));
        assertNull(options.get(TrackOptions.TOKEN));
        assertEquals(Collections.emptyList(), options.problems());
        assertFalse(options.toString().contains("key"), options.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "tokenFile", "apiKey"})
    void option_given_goesBeforeTheEnvironment(String name) {
        TrackOptions options = within(
                Given.texts("THRIVESTACK_TOKEN", "secret", "THRIVESTACK_API_KEY", "key"), Given.texts(name, "given"));
        assertEquals(name.equals("token") ? "given" : null, options.get(TrackOptions.TOKEN));
        assertEquals(name.equals("apiKey") ? "given" : null, options.get(TrackOptions.API_KEY));
        assertEquals(Collections.emptyList(), options.problems());
    }

    @Test
    void tokenOfTheEnvironment_goesBeforeItsApiKey() {
        TrackOptions options =
                within(Given.texts("THRIVESTACK_API_KEY", "key", "THRIVESTACK_TOKEN", "secret"), Given.texts());
        assertEquals("secret", options.get(TrackOptions.TOKEN));
        assertNull(options.get(TrackOptions.API_KEY));
        assertEquals(Collections.emptyList(), options.problems());
    }

    @Test
    void apiKeyOfTheEnvironment_thatIsNone_isHidden_andNamedByItsVariable() {
        TrackOptions options = within(Given.texts("THRIVESTACK_API_KEY", "two words"), Given.texts());
        assertNull(options.get(TrackOptions.API_KEY));
        assertEquals(2, options.problems().size(), options.problems()::toString);
        assertTrue(
                options.problems().get(0).startsWith("THRIVESTACK_API_KEY=[hidden] cannot be used"),
                options.problems()::toString);
        assertEquals(TrackOptions.NO_TOKEN, options.problems().get(1));
    }

    @Test
    void noToken_namesBothVariables() {
        assertTrue(TrackOptions.NO_TOKEN.contains("THRIVESTACK_TOKEN"), TrackOptions.NO_TOKEN);
        assertTrue(TrackOptions.NO_TOKEN.contains("THRIVESTACK_API_KEY"), TrackOptions.NO_TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer secret", "bearer  secret", " BEARER\tsecret\n"})
    void wordBearer_inFront_isLeftOut(String token) {
        assertEquals("secret", options(null, Given.texts("token", token)).get(TrackOptions.TOKEN));
        TrackOptions ofTheEnvironment = options(token, Given.texts());
        assertEquals("secret", ofTheEnvironment.get(TrackOptions.TOKEN));
        assertEquals(Collections.emptyList(), ofTheEnvironment.problems());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "bearer one two", "Bearer Bearer x"})
    void wordBearer_beforeNoToken_isNoToken_andShowsNothing(String token) {
        TrackOptions options = options(null, Given.texts("token", token));
        assertNull(options.get(TrackOptions.TOKEN));
        assertTrue(
                options.problems().get(0).startsWith("token=[hidden] cannot be used. Write visible ASCII"),
                options.problems()::toString);
    }
}
