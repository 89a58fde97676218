// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

import java.util.Collection;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Variables that are not set: Log4j2 leaves {@code ${NAME}} in the value, Logback {@code NAME_IS_UNDEFINED}. */
class TrackOptionsVariableTest {
    private static final String[] LEFT = {"${SOME_VARIABLE}", "SOME_VARIABLE_IS_UNDEFINED", "${env:SOME_VARIABLE}"};

    static Collection<Option<?>> all() {
        return TrackOptions.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void variable_anywhereInAValue_isNamed_andTheDefaultServes(Option<?> option) {
        for (String variable : LEFT) {
            for (String text :
                    new String[] {variable, "a" + variable, variable + "b", "a/" + variable + "/b", "a=" + variable}) {
                String problem = TrackOptionsTest.problem(option.name(), text);
                assertTrue(problem.startsWith(option.name() + "="), problem);
                assertTrue(problem.contains("variable that is not set. Set the variable, or write "), problem);
                assertTrue(problem.contains(option.allowed()), problem);
                boolean isSecret = option == TrackOptions.TOKEN || option == TrackOptions.API_KEY;
                boolean mayHide = isSecret || option == TrackOptions.PROXY; // a password may not be told from the rest
                assertTrue(mayHide || problem.contains("SOME_VARIABLE"), problem);
                assertFalse(isSecret && problem.contains("SOME_VARIABLE"), problem);
                Object value = Given.read(Given.texts(option.name(), text)).get(option);
                assertEquals(
                        option == TrackOptions.ENDPOINT ? null : Given.options().get(option), value);
            }
        }
    }

    /** As each framework leaves it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "staticContext; env=${env:DEPLOY_ENV},source=product; source=product; ${env:DEPLOY_ENV}",
                "staticContext; env=DEPLOY_ENV_IS_UNDEFINED,source=product; source=product; DEPLOY_ENV_IS_UNDEFINED",
                "staticContext; a=1,env=x-${E}-y,b=2; a=1,b=2; ${E}",
                "staticContext; a=1,${NAME}=x,b=; a=1,b=; ${NAME}",
                "staticContext; a=1,b=${E; a=1; ${E",
                "redactKeys; iban,${MORE}; iban; ${MORE}",
                "redactKeys; MORE_IS_UNDEFINED,iban; iban; MORE_IS_UNDEFINED",
                "userIdKeys; ${KEY}, uid ,user; uid,user; ${KEY}",
                "contextKeys; tenant=group_id,${KEY}=device_id; tenant=group_id; ${KEY}",
                "mdcProperties; a,${B},c; a,c; ${B}"
            })
    void entriesOfAList_areLeftOut_andTheOthersServe(String option, String text, String rest, String variable) {
        String problem = TrackOptionsTest.problem(option, text);
        assertTrue(
                problem.startsWith(option + "=" + text + " can be used in part only: " + variable
                        + " stands for a variable that is not set."),
                problem);
        assertTrue(problem.endsWith("Until then this part serves: " + rest + "."), problem);
        TrackOptions expected = Given.options(option, rest);
        TrackOptions options = Given.read(Given.texts(option, text));
        all().forEach(any -> assertEquals(expected.get(any), options.get(any), any::toString));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://${HOST}/api/track",
                "https://HOST_IS_UNDEFINED/api/track",
                "https://track.example.com/${PATH}",
                "https://track.example.com/PATH_IS_UNDEFINED/track",
                "${SCHEME}://track.example.com/"
            })
    void endpoint_withAVariable_getsNothing(String endpoint) {
        String problem = TrackOptionsTest.problem("endpoint", endpoint);
        assertTrue(problem.startsWith("endpoint=" + endpoint + " cannot be used: "), problem);
        assertTrue(problem.endsWith("Nothing is sent until then; events wait."), problem);
        assertNull(Given.read(Given.texts("endpoint", endpoint)).get(TrackOptions.ENDPOINT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://jane:${private}@proxy.example.com:3128",
                "http://jane:private_IS_UNDEFINED@proxy.example.com:3128",
                "http://jane:${private@proxy.example.com:3128"
            })
    void passwordOfAProxy_isNotShown(String proxy) {
        String problem = TrackOptionsTest.problem("proxy", proxy);
        assertTrue(problem.contains("a part of it stands for a variable that is not set"), problem);
        assertFalse(problem.contains("private"), problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc${TOKEN}", "Bearer ${TOKEN}", "${env:TOKEN}", "${TOKEN", "x-TOKEN_IS_UNDEFINED-y"})
    void variableOfTheEnvironment_thatHoldsAVariable_isNoToken(String token) {
        TrackOptions options = Given.environment("THRIVESTACK_TOKEN", token);
        assertNull(options.get(TrackOptions.TOKEN));
        List<String> problems = options.problems();
        assertTrue(
                problems.get(0)
                        .startsWith("THRIVESTACK_TOKEN=[hidden] cannot be used: a part of it stands for a variable"),
                problems::toString);
        assertFalse(problems.get(0).contains(token), problems::toString);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "token; a$b{c}d",
                "token; $TOKEN",
                "token; x${y$z",
                "token; }${",
                "token; x${=}y",
                "token; is_undefined",
                "apiKey; {\"key\":\"$1\"}",
                "marker; {TRACK}",
                "defaultUserId; $system",
                "defaultUserId; user_is_undefined",
                "tokenFile; /run/$1/{token}",
                "staticContext; price=$5,form={a}",
                "redactKeys; $ref,{id}"
            })
    void charactersOfVariables_aloneAreNone(String option, String text) {
        TrackOptions options = Given.options(option, text);
        TrackOptions.all().stream()
                .filter(any -> any.name().equals(option))
                .forEach(any -> assertEquals(any.parse(text), options.get(any)));
    }
}
