// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

import java.util.Collections;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class NamedValuesTest {
    private final Names names = new Names(Collections.emptySet());
    private final NamedValues values = new NamedValues();

    private Name name(int number) {
        return names.of("name_" + number);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 66, 1_000})
    void values_ofAnyNumber_areFoundInTheirOrder_andGoneWhenCleared(int number) {
        for (int run = 0; run < 2; run++) {
            for (int i = 0; i < number; i++) {
                assertFalse(values.contains(name(i)));
                values.putIfAbsent(name(i), i);
                values.putIfAbsent(name(i), "late");
            }
            assertEquals(number, values.size());
            for (int i = 0; i < number; i++) {
                assertEquals(i, values.get(name(i)));
                assertEquals("name_" + i, values.name(i).text);
                assertEquals(i, values.value(i));
            }
            values.clear();
            assertEquals(0, values.size());
            assertNull(values.get(name(0)));
        }
    }

    @Test
    void names_withTheSameHash_areToldApart() {
        values.put(names.of("Aa"), 1);
        values.put(names.of("BB"), 2);
        assertEquals(1, values.get(names.of("Aa")));
        assertEquals(2, values.get(names.of("BB")));
    }

    @Test
    void taken_isGone_untilItIsPutAgain() {
        values.put(name(0), "a");
        assertEquals("a", values.take(name(0)));
        assertNull(values.get(name(0)));
        assertNull(values.take(name(0)));
        assertFalse(values.contains(name(0)));
        assertTrue(values.isTaken(0));
        values.putIfAbsent(name(0), "b");
        assertEquals("b", values.get(name(0)));
        assertEquals(1, values.size());
    }

    @Test
    void nullValue_isThere_andGivesWay() {
        values.put(name(0), null);
        assertTrue(values.contains(name(0)));
        values.putIfAbsent(name(0), "a");
        assertEquals("a", values.get(name(0)));
    }
}
