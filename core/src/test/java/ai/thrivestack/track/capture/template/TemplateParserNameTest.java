// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.template;

import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What is left of a template as the event's name. */
class TemplateParserNameTest {

    static Stream<Arguments> names() {
        return Stream.of(
                arguments("  signed_up  ", "signed_up"),
                arguments("User   signed\t\tup", "User signed up"),
                arguments("User\r\nsigned\nup", "User signed up"),
                arguments("User\u00a0signed\u3000up", "User signed up"),
                arguments("User signed up.", "User signed up"),
                arguments("User signed up!?...", "User signed up"),
                arguments("signed_up:", "signed_up"),
                arguments("signed_up - ", "signed_up"),
                arguments("signed_up – —…", "signed_up"),
                arguments("signed_up,;|/\\=", "signed_up"),
                arguments("signed_up (", "signed_up"),
                arguments("signed_up - plan={}", "signed_up"),
                arguments("signed_up, plan={};", "signed_up"),
                arguments("signed_up, plan={}, today", "signed_up today"),
                arguments("signed_up (plan={}) today", "signed_up today"),
                arguments("signed_up plan={} (beta)", "signed_up (beta)"),
                arguments("signed_up (beta)", "signed_up (beta)"),
                arguments("signed_up v1.2", "signed_up v1.2"),
                arguments("signed-up", "signed-up"),
                arguments("plan={} signed_up", "signed_up"),
                arguments("[a={}] signed_up", "signed_up"),
                arguments("Signed up at 10:30 {}", "Signed up at 10:30"),
                arguments("see https://a.b/c?d={}", "see https://a.b/c"),
                arguments("Käufer {} registriert", "Käufer registriert"),
                arguments("注册 {}", "注册"),
                arguments("😀 {}", "😀"),
                arguments("42 {}", "42"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void name_isTheRestOfTheTemplate(String text, String name) {
        assertEquals(name, Templates.parsed(text).name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "\n\t\u00a0", "...", "!!!", "()", "\"'`", "{}", "[{}]", "a={} b={}", "- {} -", ": {}"})
    void name_withoutAWord_isEmpty(String text) {
        assertEquals("", Templates.parsed(text).name);
    }
}
