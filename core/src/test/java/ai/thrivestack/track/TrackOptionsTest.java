// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

import java.nio.file.Paths;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class TrackOptionsTest {

    /** The one problem of such options. */
    static String problem(String... namesAndValues) {
        List<String> problems = Given.read(Given.texts(namesAndValues)).problems();
        assertEquals(1, problems.size(), problems::toString);
        return problems.get(0);
    }

    @Test
    void nothingGiven_defaultsServe() {
        TrackOptions options = Given.options();
        assertEquals(
                "https://api.app.thrivestack.ai/api/track",
                options.get(TrackOptions.ENDPOINT).toString());
        assertEquals("token-of-the-environment", options.get(TrackOptions.TOKEN));
        assertNull(options.get(TrackOptions.TOKEN_FILE));
        assertEquals("TRACK", options.get(TrackOptions.MARKER));
        assertEquals(Arrays.asList("user_id", "userId"), options.get(TrackOptions.USER_ID_KEYS));
        assertNull(options.get(TrackOptions.DEFAULT_USER_ID));
        assertEquals(
                Given.texts(
                        "group_id",
                        "group_id",
                        "groupId",
                        "group_id",
                        "device_id",
                        "device_id",
                        "session_id",
                        "session_id"),
                options.get(TrackOptions.CONTEXT_KEYS));
        assertEquals(Collections.emptyMap(), options.get(TrackOptions.STATIC_CONTEXT));
        assertEquals(Collections.emptyList(), options.get(TrackOptions.MDC_PROPERTIES));
        assertEquals(
                Arrays.asList("password", "passwd", "secret", "token", "authorization", "api_key", "credit_card"),
                options.get(TrackOptions.REDACT_KEYS));
        assertEquals("type", options.get(TrackOptions.ERROR_DETAILS));
        assertEquals(true, options.get(TrackOptions.EVENT_IDS));
        assertEquals(100, options.get(TrackOptions.BATCH_SIZE));
        assertEquals(Duration.ofSeconds(1), options.get(TrackOptions.FLUSH_INTERVAL));
        assertEquals(
                Math.min(24L * 1024 * 1024, Runtime.getRuntime().maxMemory() / 8),
                options.get(TrackOptions.BUFFER_SIZE));
        assertEquals(Duration.ofSeconds(5), options.get(TrackOptions.CONNECT_TIMEOUT));
        assertEquals(Duration.ofSeconds(15), options.get(TrackOptions.REQUEST_TIMEOUT));
        assertEquals(Duration.ofSeconds(10), options.get(TrackOptions.SHUTDOWN_TIMEOUT));
        assertEquals(false, options.get(TrackOptions.ALLOW_INSECURE_ENDPOINT));
    }

    static List<Option<?>> all() {
        return Arrays.asList(TrackOptions.all().toArray(new Option<?>[0]));
    }

    @ParameterizedTest
    @MethodSource("all")
    void option_writtenWithItsDefault_isTheDefault(Option<?> option) {
        assertEquals(
                Given.options().get(option),
                Given.options(option.name(), option.defaultText()).get(option));
    }

    @ParameterizedTest
    @MethodSource("all")
    void option_blank_countsAsAbsent(Option<?> option) {
        for (String blank : new String[] {"", " ", "\n\t", null}) {
            assertEquals(
                    Given.options().get(option),
                    Given.options(option.name(), blank).get(option));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void option_ofAVariableThatIsNotSet_isAProblem(Option<?> option) {
        for (String text : new String[] {
            "SOME_VARIABLE_IS_UNDEFINED", "${SOME_VARIABLE}", "${env:SOME_VARIABLE}", " ${SOME_VARIABLE}\n"
        }) {
            String problem = problem(option.name(), text);
            assertTrue(problem.startsWith(option.name() + "="), problem);
            assertTrue(problem.contains(option.allowed()), problem);
            Object value = Given.read(Given.texts(option.name(), text)).get(option);
            assertEquals(
                    option == TrackOptions.ENDPOINT ? null : Given.options().get(option), value);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void option_isDescribed(Option<?> option) {
        assertFalse(option.description().trim().isEmpty());
        assertFalse(option.allowed().trim().isEmpty());
    }

    @Test
    void names_areFoundInAnyCase() {
        TrackOptions options = Given.options("BATCHSIZE", "7", "flushinterval", "3s", "Marker", "EVENT");
        assertEquals(7, options.get(TrackOptions.BATCH_SIZE));
        assertEquals(Duration.ofSeconds(3), options.get(TrackOptions.FLUSH_INTERVAL));
        assertEquals("EVENT", options.get(TrackOptions.MARKER));
    }

    @ParameterizedTest
    @CsvSource({
        "flushIntervall, flushInterval",
        "flush_interval, flushInterval",
        "FLUSHINTERVA, flushInterval",
        "tokn, token",
        "tokenfile2, tokenFile",
        "endpint, endpoint",
        "batch, batchSize",
        "redactedKeys, redactKeys"
    })
    void unknownName_isAnsweredWithTheNearest(String name, String nearest) {
        String problem = problem(name, "1s");
        assertTrue(problem.contains("there is no option " + name + "."), problem);
        assertTrue(problem.contains("Did you mean " + nearest + "?"), problem);
        all().forEach(option -> assertTrue(problem.contains(option.name()), problem));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tokken"})
    void unknownName_showsNoValue(String name) {
        assertFalse(problem(name, "private").contains("private"));
    }

    @Test
    void badValue_isNamedWithWhatIsAllowed_andTheDefaultServes() {
        String problem = problem("requestTimeout", "15 seconds");
        assertTrue(problem.contains("requestTimeout=15 seconds"), problem);
        assertTrue(problem.contains("200ms, 5s or 2m"), problem);
        assertTrue(problem.contains("the default serves: 15s"), problem);
        TrackOptions options = Given.read(Given.texts("requestTimeout", "15 seconds", "batchSize", "7"));
        assertEquals(Duration.ofSeconds(15), options.get(TrackOptions.REQUEST_TIMEOUT));
        assertEquals(7, options.get(TrackOptions.BATCH_SIZE));
    }

    @Test
    void problems_areAllNamed() {
        List<String> problems = Given.read(Given.texts("batchSize", "0", "nope", "1", "eventIds", "maybe"))
                .problems();
        assertEquals(3, problems.size(), problems::toString);
        assertThrows(UnsupportedOperationException.class, () -> problems.add("more"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"two words", "a\tb", "line\nline", "\u00fcmlaut", "zero\0zero", "${TOKEN}", "TOKEN_IS_UNDEFINED"
            })
    void token_thatIsNoToken_isHidden(String token) {
        String problem = problem("token", token);
        assertTrue(problem.contains("token=[hidden]"), problem);
        assertFalse(problem.contains(token), problem);
        assertEquals(
                "token-of-the-environment",
                Given.read(Given.texts("token", token)).get(TrackOptions.TOKEN));
    }

    @Test
    void token_isTrimmed_andShownNowhere() {
        TrackOptions options = Given.options("token", "  eyJhbGciOi.J9-_~+/=\n");
        assertEquals("eyJhbGciOi.J9-_~+/=", options.get(TrackOptions.TOKEN));
        assertFalse(options.toString().contains("eyJ"));
    }

    @Test
    void tokenFile_isAPath() {
        assertEquals(
                Paths.get("secrets", "token"),
                Given.options("tokenFile", " secrets/token ").get(TrackOptions.TOKEN_FILE));
        String problem = problem("tokenFile", "a\0b");
        assertTrue(problem.contains("the path of a file"), problem);
    }

    @Test
    void controlCharacters_inNamesAndValues_areEscaped() {
        assertTrue(problem("batchSize", "5\nERROR forged").startsWith("batchSize=5\\nERROR forged cannot be used"));
        assertTrue(problem("tok\nn\u202e", "x").startsWith("there is no option tok\\nn\\u202E. Did you mean token?"));
        assertTrue(TrackOptions.unknown("tok\u001b[2Jn").startsWith("there is no option tok\\u001B[2Jn."));
    }
}
