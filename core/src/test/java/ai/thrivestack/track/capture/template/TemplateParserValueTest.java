// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.template;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

import ai.thrivestack.track.capture.value.SafeText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What a placeholder makes of the call's arguments. */
class TemplateParserValueTest {

    static Stream<Arguments> values() {
        List<?> list = Collections.singletonList(1);
        return Stream.of(
                // alone, dressed or not, it is the argument itself
                row("x a={}", list, list),
                row("x a='{}', b", "text", "text"),
                row("x a: ({}).", list, list),
                row("x a={}", null, null),
                // a number keeps its type beside a unit or a sign
                row("x took={}ms", 12, 12),
                row("x took={}ms, next", 12, 12),
                row("x took='{}ms'", 12L, 12L),
                row("x rate={}%", 0.5, 0.5),
                row("x temperature={}°C", -3, -3),
                row("x took={}µs", 3, 3),
                row("x price=${}", new BigDecimal("9.90"), new BigDecimal("9.90")),
                row("x price=€{}", 9, 9),
                row("x price={}€", 9, 9),
                row("x price: ${}", 9, 9),
                row("x number=#{}", 7, 7),
                // anything else becomes text with what is around it
                row("x took={}ms", "12", "12ms"),
                row("x took={}ms", true, "truems"),
                row("x price=${}", "9", "$9"),
                row("x release=v{}", 2, "v2"),
                row("x ref=https://a.b/{}", 5, "https://a.b/5"),
                row("x a={}/10", 5, "5/10"));
    }

    private static Arguments row(String template, Object argument, Object value) {
        return arguments(template, argument, value);
    }

    @ParameterizedTest
    @MethodSource("values")
    void argument_inASlot_givesTheValue(String template, Object argument, Object value) {
        assertEquals(value, placeholder(template).value(new Object[] {argument}, 1, SafeText::of));
    }

    private static Placeholder placeholder(String template) {
        return Templates.parsed(template).placeholders.get(0);
    }

    @Test
    void argument_alone_isTheSameObject() {
        Object argument = new Object();
        assertSame(argument, placeholder("x a=\"{}\"").value(new Object[] {argument}, 1, SafeText::of));
    }

    @Test
    void severalArguments_inOneValue_giveText() {
        assertEquals("Jane 7 Doe", placeholder("x name='{} {} Doe'").value(new Object[] {"Jane", 7}, 2, SafeText::of));
        assertEquals("1-null", placeholder("x range={}-{}").value(new Object[] {1, null}, 2, SafeText::of));
    }

    @Test
    void severalArguments_tooFewGiven_giveWhatIsThere() {
        assertEquals("Jane ", placeholder("x name='{} {}'").value(new Object[] {"Jane"}, 1, SafeText::of));
    }

    @Test
    void argumentOfAText_thatThrows_costsItselfAlone() {
        Object broken = new Object() {
            @Override
            public String toString() {
                throw new StackOverflowError();
            }
        };
        assertEquals(
                "a-[unreadable: java.lang.StackOverflowError]",
                placeholder("x pair={}-{}").value(new Object[] {"a", broken}, 2, SafeText::of));
    }

    @Test
    void placeholder_withoutItsArgument_isNotFilled() {
        Placeholder second = Templates.parsed("x a={} b={}").placeholders.get(1);
        assertFalse(second.isFilled(1));
    }
}
