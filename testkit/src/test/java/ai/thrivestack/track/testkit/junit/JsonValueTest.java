// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit.junit;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;

import ai.thrivestack.track.testkit.Tracked;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class JsonValueTest {
    private static final Map<String, Object> EVENT = Tracked.events(Tracked.event(
                    "a",
                    "u",
                    "{'n':3,'f':0.5,'l':[1,'b',null],'m':{'x':1,'y':{}},'e':'FRIDAY','t':'2020-11-23T22:28:55Z'}",
                    "{}"))
            .get(0)
            .properties();

    @Test
    void number_ofAnyType_isEqualByValueAlone() {
        for (Object three : Arrays.asList(3, 3L, (short) 3, 3.0, 3f, BigInteger.valueOf(3), new BigDecimal("3.00"))) {
            assertTrue(isAt("n", three), three.getClass().getName());
        }
        assertFalse(isAt("n", 4));
        assertFalse(isAt("n", 3.0001));
        assertFalse(isAt("n", "3"));
        assertFalse(isAt("n", true));
        assertFalse(isAt("n", null));
        assertTrue(isAt("f", new BigDecimal("0.50")));
    }

    @Test
    void list_isEqualInOrderAndLength() {
        assertTrue(isAt("l", Arrays.asList(1L, "b", null)));
        assertTrue(isAt("l", new Object[] {1, 'b', null}));
        assertFalse(isAt("l", Arrays.asList(1, "b")));
        assertFalse(isAt("l", Arrays.asList("b", 1, null)));
    }

    @Test
    void map_isEqualInKeysAndValues() {
        Map<String, Object> map = new java.util.HashMap<>();
        map.put("y", Collections.emptyMap());
        map.put("x", 1L);
        assertTrue(isAt("m", map));
        map.put("z", null);
        assertFalse(isAt("m", map));
        assertFalse(isAt("m", Collections.singletonMap("x", 1)));
    }

    @Test
    void object_thatBecomesText_isEqualToIt() {
        UUID uuid = new UUID(1, 2);
        assertTrue(isAt("e", java.time.DayOfWeek.FRIDAY));
        assertTrue(isAt("t", Instant.parse("2020-11-23T22:28:55Z")));
        assertEquals(uuid.toString(), JsonValue.of(uuid));
        assertEquals("http://a/b", JsonValue.of(URI.create("http://a/b")));
    }

    private static boolean isAt(String name, Object expected) {
        return JsonValue.areEqual(JsonValue.of(expected), EVENT.get(name));
    }
}
