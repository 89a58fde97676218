// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.template;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Which words of a template are keys of its placeholders. */
class TemplateParserTest {
    private static final String BARE = null;

    static Stream<Arguments> templates() {
        return Stream.of(
                row("signed_up", "signed_up"),
                row("feature_used feature_name={} seats={}", "feature_used", "feature_name", "seats"),
                // spaces around the sign
                row("x a = {}", "x", "a"),
                row("x a ={}", "x", "a"),
                row("x a= {}", "x", "a"),
                row("x a= {} b= {}", "x", "a", "b"),
                row("x\ta={}\nb={}\r\nc={}", "x", "a", "b", "c"),
                // a colon makes a pair too
                row("signed_up plan: {}", "signed_up", "plan"),
                row("signed_up plan:{}", "signed_up", "plan"),
                row("signed_up plan : {}", "signed_up", "plan"),
                row("x a:{} b:{}", "x", "a", "b"),
                row("x \"a\": {}, \"b\": {}", "x", "a", "b"),
                row("x (a: {}, b: {})", "x", "a", "b"),
                row("x note: about {}", "x note: about", BARE),
                // but not behind the first word, which is the name
                row("signed_up: {}", "signed_up", BARE),
                row("signed_up:{}", "signed_up", BARE),
                row("  signed_up: {}", "signed_up", BARE),
                row("signed_up: a: {}", "signed_up", "a"),
                row("plan={}", "", "plan"),
                row("plan = {}", "", "plan"),
                // dress
                row("order_placed: amount={}, currency='{}'", "order_placed", "amount", "currency"),
                row("x [a={}] (b={})", "x", "a", "b"),
                row("x {a={}} <b={}>", "x", "a", "b"),
                row("x a=[{}] b=({}) c=<{}> d={{}}", "x", "a", "b", "c", "d"),
                row("x a='{}' b=\"{}\" c=`{}`", "x", "a", "b", "c"),
                row("x a='[{}]' b=(\"{}\")", "x", "a", "b"),
                row("x a: ({}) b: '{}'", "x", "a", "b"),
                row("x a={},b={};c={}|d={}", "x", "a", "b", "c", "d"),
                row("x | a={} | b={}", "x", "a", "b"),
                row("x; a={}; b={}.", "x", "a", "b"),
                row("x a={}? b={}! c={}: d={}...", "x", "a", "b", "c", "d"),
                row("x --a={} -b={} .c={}", "x", "a", "b", "c"),
                row("(a={})", "", "a"),
                // keys
                row("x 'a'='{}' \"b\"={} `c`={}", "x", "a", "b", "c"),
                row("x 'first name'={} \"last name\": {}", "x", "first name", "last name"),
                row("x it's a={}", "x it's", "a"),
                row("x a1={} a.b={} a-b={} $c={} _={}", "x", "a1", "a.b", "a-b", "$c", "_"),
                row("x größe={} 用户={} имя: {}", "x", "größe", "用户", "имя"),
                row("x 1={}", "x 1", BARE),
                row("x ''={}", "x", BARE),
                row("{}={}", "", BARE, BARE),
                row("{}: {}", "", BARE, BARE),
                row("x '{}'={}", "x", BARE, BARE),
                row("Foo::bar {}", "Foo::bar", BARE),
                // several {} in one value are one placeholder
                row("x name='{} {}'", "x", "name"),
                row("x name={} {}", "x", "name", BARE),
                row("x name=\"{} {}\" y={}", "x", "name", "y"),
                row("x range={}-{} ratio={}/{} at={}@{}", "x", "range", "ratio", "at"),
                row("x ref=https://a.b/{}?c={} d={}", "x", "ref", "d"),
                row("x a=b=c={}", "x", "a"),
                // placeholders alone
                row("User {} signed up in {}", "User signed up in", BARE, BARE),
                row("{}", "", BARE),
                row("{} {}", "", BARE, BARE),
                row("{}{}", "", BARE, BARE),
                row("{} x", "x", BARE),
                row("Order {} placed by user_id={} with {}", "Order placed by with", BARE, "user_id", BARE),
                // operators
                row("x a == {}", "x a", BARE),
                row("x a != {}", "x a", BARE),
                row("x if a==b {}", "x if a==b", BARE),
                // an escaped backslash escapes nothing
                row("x a=\\\\{}", "x", "a"));
    }

    private static Arguments row(String template, String name, String... keys) {
        return arguments(template, name, Arrays.asList(keys));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void template_withPlaceholders_givesNameAndKeys(String text, String name, List<String> keys) {
        Template template = Templates.parsed(text);
        assertEquals(name, template.name);
        assertEquals(keys, keys(template));
        assertEquals(Collections.emptyMap(), template.texts);
    }

    private static List<String> keys(Template template) {
        return template.placeholders.stream()
                .map(placeholder -> placeholder.key)
                .collect(Collectors.toList());
    }

    @Test
    void places_areCountedAcrossSlots() {
        Template template = Templates.parsed("x {} name='{} {}' b={} \\{} {}");
        assertEquals(5, template.places);
        assertEquals(
                Arrays.asList(0, 1, 3, 4),
                template.placeholders.stream()
                        .map(placeholder -> placeholder.first)
                        .collect(Collectors.toList()));
    }

    @Test
    void escapedPlaceholder_takesNoArgument() {
        Template template = Templates.parsed("x \\{} a={}");
        assertEquals(Collections.singletonList("a"), keys(template));
        assertEquals(1, template.places);
    }

    @Test
    void emptyTextPair_beforeAPair_leavesItsPlaceholderAlone() {
        Template template = Templates.parsed("signed_up email= plan={}");
        assertEquals(Collections.singletonList("plan"), keys(template));
        assertEquals(Collections.singletonMap("email", ""), template.texts);
    }
}
