// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

import ai.thrivestack.track.capture.FakeRecord;
import ai.thrivestack.track.capture.StrictJson;
import ai.thrivestack.track.capture.Written;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Values without an end, or with a far one. */
class ValueWriterBoundsTest {

    @Test
    void list_ofAHundredThousand_isCut() {
        List<Integer> list = Collections.nCopies(100_000, 7);
        assertCut(Written.value(list));
        assertCut(Written.value(list.toArray()));
        assertCut(Written.value(new int[100_000]));
    }

    private static void assertCut(JsonNode array) {
        assertEquals(10_001, array.size());
        assertTrue(array.get(9_999).isInt());
        assertEquals("[truncated]", array.get(10_000).textValue());
    }

    @Test
    void list_thatMeetsTheBound_isWhole() {
        JsonNode array = Written.value(Collections.nCopies(10_000, 7));
        assertEquals(10_000, array.size());
        assertTrue(array.get(9_999).isInt());
    }

    @Test
    void map_ofMoreThanTenThousand_isCut() {
        Map<String, Integer> map = new LinkedHashMap<>();
        for (int i = 0; i < 10_000; i++) {
            map.put("k" + i, i);
        }
        assertEquals(10_000, Written.value(map).size());
        map.put("one more", 1);
        JsonNode cut = Written.value(map);
        assertEquals(10_001, cut.size());
        assertEquals(9_999, cut.get("k9999").intValue());
        assertEquals("[truncated]", cut.get("[truncated]").textValue());
        assertEquals(cut, Written.properties(FakeRecord.of("x {}", map)));
    }

    @Test
    void mapWithAnEntryNamedLikeTheMark_thatIsCut_hasItOnce() {
        Map<String, Integer> map = new LinkedHashMap<>();
        map.put("[truncated]", 1);
        for (int i = 0; i < 6_000; i++) {
            map.put("k" + i, i);
        }
        JsonNode list = Written.value(Arrays.asList(Collections.nCopies(5_000, 0), map));
        assertTrue(list.get(1).has("[truncated]"));
    }

    @Test
    void bound_holdsForAllCollectionsOfAnEventTogether() {
        Object wide = Collections.nCopies(200, Collections.nCopies(200, Collections.nCopies(200, 1)));
        assertTrue(leaves(Written.value(wide)) <= 10_300);
        Object shared = new int[100];
        for (int i = 0; i < 30; i++) {
            shared = new Object[] {shared, shared, Collections.singletonMap("a", shared)};
        }
        assertTrue(leaves(Written.value(shared)) <= 10_300);
    }

    private static int leaves(JsonNode node) {
        if (!node.isContainerNode()) {
            return 1;
        }
        int leaves = 0;
        for (JsonNode child : node) {
            leaves += leaves(child);
        }
        return leaves;
    }

    /** Says that it has more ten million times, and counts how often it was asked. */
    private static final class Endless<T> implements Iterator<T> {
        private final Supplier<T> element;
        private int taken;

        Endless(Supplier<T> element) {
            this.element = element;
        }

        @Override
        public boolean hasNext() {
            return taken < 10_000_000;
        }

        @Override
        public T next() {
            if (taken++ == 10_000_000) {
                throw new NoSuchElementException();
            }
            return element.get();
        }

        void assertCutShort() {
            assertTrue(taken > 0 && taken < 100_000, () -> "was asked " + taken + " times");
        }
    }

    @Test
    void collection_withoutEnd_isCut() {
        Endless<Integer> endless = new Endless<>(() -> 7);
        assertCut(Written.value(Broken.collection(() -> endless)));
        endless.assertCutShort();
    }

    @Test
    void map_withoutEnd_isCut() {
        int[] number = {0};
        Endless<Map.Entry<Object, Object>> endless =
                new Endless<>(() -> new AbstractMap.SimpleEntry<>("k" + number[0]++, 1));
        assertEquals(10_001, Written.value(Broken.map(() -> endless)).size());
        endless.assertCutShort();
    }

    @Test
    void map_withoutEnd_ofOneKey_isCut() {
        Endless<Map.Entry<Object, Object>> endless = new Endless<>(() -> new AbstractMap.SimpleEntry<>("k", 1));
        assertEquals(1, Written.value(Broken.map(() -> endless)).get("k").intValue());
        endless.assertCutShort();
    }

    @Test
    void iterableThatIsNoCollection_withoutEnd_isCut() {
        Endless<Integer> endless = new Endless<>(() -> 7);
        Iterable<Integer> iterable = () -> endless;
        assertTrue(Written.value(iterable).toString().length() < 100_000);
        assertTrue(endless.taken < 100_000);
    }

    @Test
    void containers_aroundThemselves_areCut() {
        List<Object> list = new ArrayList<>();
        list.add(list);
        assertEquals(StrictJson.of("['[cycle]']"), Written.value(list));
        Map<String, Object> map = new HashMap<>();
        map.put("list", Arrays.asList(1, map));
        assertEquals(StrictJson.of("{'list':[1,'[cycle]']}"), Written.value(map));
        Object[] array = {1, null};
        array[1] = Collections.singletonMap("a", Collections.singletonList(array));
        assertEquals(StrictJson.of("[1,{'a':['[cycle]']}]"), Written.value(array));
    }

    @Test
    void container_twiceButNotInItself_isWrittenTwice() {
        List<Integer> list = Collections.singletonList(1);
        assertEquals(
                StrictJson.of("[[1],[1],{'a':[1]}]"),
                Written.value(Arrays.asList(list, list, Collections.singletonMap("a", list))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E+1000000000", "-1E-1000000000", "1E+2147483647", "1E-2147483647", "0E+1000000000"})
    void decimal_withAHugeExponent_isNotWrittenOut(String number) {
        assertTrue(Written.value(new BigDecimal(number)).isNumber());
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 10_000, 1_000_000})
    void number_ofTooManyDigits_isCut(int digits) {
        BigInteger number = BigInteger.ONE.shiftLeft(digits * 4);
        assertEquals("[truncated]", Written.value(number).textValue());
        assertEquals("[truncated]", Written.value(number.negate()).textValue());
        assertEquals("[truncated]", Written.value(new BigDecimal(number, 5)).textValue());
    }

    @Test
    void number_ofManyDigits_isExact() {
        BigInteger number = BigInteger.TEN.pow(900).add(BigInteger.ONE);
        assertEquals(number, Written.value(number).bigIntegerValue());
    }
}
