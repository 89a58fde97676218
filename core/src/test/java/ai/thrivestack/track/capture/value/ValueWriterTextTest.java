// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

import java.util.Collections;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import ai.thrivestack.track.capture.Written;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Characters that are hard on JSON or UTF-8, in values, keys, elements and whatever becomes a text. */
class ValueWriterTextTest {

    static Stream<String> texts() {
        return Stream.of(
                "\0",
                "\u0001\b\t\n\u000b\f\r\u001f",
                "\u007f\u0080\u009f",
                "\"\\/'",
                "</script>",
                "\u2028\u2029",
                "\ufeff\ufffe\uffff",
                "ü用\ud83d\ude00",
                "\u202e\u0000\u0301",
                "[truncated]");
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("texts")
    void text_ofAnyCharacters_comesThroughUnchanged(String text) {
        assertEquals(text, Written.value(text).textValue());
        assertEquals(text, Written.value(text.toCharArray()).textValue());
        assertEquals(text, Written.value(new StringBuilder(text)).textValue());
        assertEquals(text, Written.value(Collections.singletonList(text)).get(0).textValue());
        assertEquals(
                text,
                Written.value(Collections.singletonMap(text, text)).get(text).textValue());
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("surrogates")
    void loneSurrogates_becomeReplacementCharacters(String text, String repaired) {
        assertEquals(repaired, Written.value(text).textValue());
        assertEquals(repaired, Written.value(text.toCharArray()).textValue());
        assertEquals(repaired, Written.value(new StringBuilder(text)).textValue());
        assertEquals(
                repaired,
                Written.value(Collections.singletonMap(text, text))
                        .get(repaired)
                        .textValue());
    }

    static Stream<Arguments> surrogates() {
        return Stream.of(
                arguments("\ud800", "\ufffd"),
                arguments("\udfff", "\ufffd"),
                arguments("a\ud83d", "a\ufffd"),
                arguments("\ude00b", "\ufffdb"),
                arguments("\ude00\ud83d", "\ufffd\ufffd"),
                arguments("\ud83d\ud83d\ude00", "\ufffd\ud83d\ude00"),
                arguments("\ud83d\ude00\ude00", "\ud83d\ude00\ufffd"),
                arguments("\ud83d\ude00\ud83d\ude00", "\ud83d\ude00\ud83d\ude00"));
    }

    @Test
    void char_thatIsALoneSurrogate_isReplaced() {
        assertEquals("\ufffd", Written.value('\ud800').textValue());
    }

    @Test
    void text_ofEveryCharacter_comesThrough() {
        StringBuilder all = new StringBuilder();
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .filter(c -> c < 0x3000 || c % 17 == 0)
                .forEach(all::appendCodePoint);
        assertEquals(all.toString(), Written.value(all.toString()).textValue());
    }
}
