// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.template;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** Templates of such a length that quadratic work would take minutes. The limit guards against that and no more. */
class TemplateParserLengthTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int LENGTH = 500_000;

    @ParameterizedTest(name = "{index}")
    @ValueSource(
            strings = {
                "'",
                "\"=",
                "`'\"=",
                "(",
                "([{<'\"`",
                "=(",
                "a=(",
                "a=(' ",
                "a='",
                "a: (",
                ":",
                "a:",
                "a: ",
                ": {}",
                "=",
                "a=",
                "a= ",
                "a = ",
                "=  ",
                "a=,",
                "a=,b:",
                "{}",
                "\\{}",
                "{}'",
                "a={} ",
                "a='{}' ",
                "a: ({}) ",
                "a:'{} ",
                ",b: ",
                " ",
                "a",
                "\ud83d",
                "password",
                "password=",
                "password: ",
                "password='",
                "password=''",
                "'password' ",
                "-password=",
                "a='password=",
                "a=password:",
                "password=a,",
                "password:{},",
                "password:\"a,",
                "a=x&password:",
                "[a=",
                "[a=]",
                "a= - ",
                "a= a_b ",
                "\\"
            })
    void manyOfOneKind_areParsedInLinearWork(String part) {
        parsed("signed_up " + repeated(part, LENGTH));
        parsed("signed_up a=" + repeated(part, LENGTH));
        parsed(repeated(part, LENGTH) + "=b");
    }

    /** One placeholder behind all the pairs. */
    @ParameterizedTest(name = "{index}")
    @ValueSource(strings = {"a=\n", "'a': ", "b "})
    void placeholder_behindMillionsOfCharacters_isFoundInLinearWork(String part) {
        Template template = parsed("signed_up " + repeated(part, 5_000_000) + "\n{}");
        assertEquals(1, template.places);
    }

    private static Template parsed(String text) {
        return assertTimeoutPreemptively(LIMIT, () -> Templates.parsed(text));
    }

    private static String repeated(String part, int length) {
        StringBuilder text = new StringBuilder(length);
        while (text.length() + part.length() <= length) {
            text.append(part);
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource({"a={}, 250000", "{}, 500000"})
    void placeholders_inGreatNumber_areAllFound(String part, int places) {
        Template template = parsed("signed_up " + repeated(part, 1_000_000));
        assertEquals("signed_up", template.name);
        assertEquals(places, template.places);
    }

    @Test
    void pairs_inGreatNumber_areAllFound() {
        StringBuilder text = new StringBuilder("signed_up");
        for (int i = 0; i < 100_000; i++) {
            text.append(" k").append(i).append('=').append(i);
        }
        Template template = parsed(text.toString());
        assertEquals(100_000, template.texts.size());
        assertEquals("99999", template.texts.get("k99999"));
    }
}
