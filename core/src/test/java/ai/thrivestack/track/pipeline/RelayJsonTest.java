// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.pipeline;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import ai.thrivestack.track.ApiLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RelayJsonTest {
    private static String of(Object value) {
        return new String(RelayJson.of(value), StandardCharsets.UTF_8);
    }

    private static String refusal(Object value) {
        return assertThrows(IllegalArgumentException.class, () -> RelayJson.of(value))
                .getMessage();
    }

    @Test
    void bytes_areTakenAsTheyAre() {
        byte[] json = " {\"a\" : [1, {\"b\": \"\u00fc\"}]}\n".getBytes(StandardCharsets.UTF_8);
        assertSame(json, RelayJson.of(json));
    }

    @Test
    void maps_areWritten() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("text", "\"\u00fc\u2028\"");
        map.put("list", Arrays.asList(1, 2.5, true, null, Collections.emptyMap()));
        assertEquals("{\"text\":\"\\\"\u00fc\u2028\\\"\",\"list\":[1,2.5,true,null,{}]}", of(map));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "7", "[{}]", "{", "{}{}", "{} x", "{\"a\":01}", "{'a':1}", "{\"a\":NaN}"})
    void otherText_isRefused_andNotQuoted(String text) {
        String message = refusal(text);
        assertTrue(message.startsWith("it is "), message);
        assertFalse(text.trim().length() > 2 && message.contains(text.trim()), message);
    }

    @Test
    void otherValues_areRefused() {
        assertEquals("it is null", refusal(null));
        assertEquals("it is neither bytes nor text nor a map: java.lang.Integer", refusal(7));
        assertEquals("it holds a java.lang.Object", refusal(Collections.singletonMap("a", new Object())));
        assertEquals("it is no JSON", refusal(Collections.singletonMap("a", Double.NaN)));
        assertTrue(refusal("{}".getBytes(StandardCharsets.UTF_16LE)).contains("zero byte"));
        assertTrue(refusal("\ufeff{}").contains("byte order mark"));
    }

    @Test
    void mapInItself_isRefused() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("a", map);
        refusal(map);
    }

    @Test
    void size_isThatOfARequest() {
        char[] filler = new char[ApiLimits.MAX_EVENT_BYTES - "{\"a\":\"\"}".length()];
        Arrays.fill(filler, 'x');
        String largest = "{\"a\":\"" + new String(filler) + "\"}";
        assertEquals(largest, of(largest));
        assertEquals("it has 1999999 bytes, and a request holds 1999998 at most", refusal(largest + " "));
    }
}
