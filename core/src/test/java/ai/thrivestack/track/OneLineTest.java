// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

class OneLineTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "signed_up", "für 登録 😀 \ud835\udcb3 \u00a0 \u2027 \u202f \u2065", "C:\\new\\table"})
    void text_withoutControls_staysTheSame(String text) {
        assertSame(text, OneLine.of(text));
    }

    @Test
    void controls_areShownAsJavaWritesThem() {
        assertEquals("a\\nb\\r\\tc\\b\\f", OneLine.of("a\nb\r\tc\b\f"));
        assertEquals("\\u000B", OneLine.of("\u000b"));
        assertEquals("\\u001B[31mred\\u001B[0m", OneLine.of("\u001b[31mred\u001b[0m"));
    }

    @ParameterizedTest
    @CsvSource({
        "00, 07",
        "0b, 0b",
        "0e, 1f",
        "7f, 9f",
        "2028, 2029",
        "202a, 202e",
        "2066, 2069",
        "200e, 200f",
        "061c, 061c"
    })
    void everyControl_isEscaped(String first, String last) {
        for (int c = Integer.parseInt(first, 16); c <= Integer.parseInt(last, 16); c++) {
            assertEquals(String.format("a\\u%04Xb", c), OneLine.of("a" + (char) c + "b"));
        }
    }

    @Test
    void escaped_twice_isTheSame() {
        assertEquals("a\\nb", OneLine.of(OneLine.of("a\nb")));
    }
}
