// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit.junit;

import java.math.BigDecimal;
import java.net.URI;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The values that a test expects, as an event has them, and their comparison: numbers by value, whatever the type. */
final class JsonValue {

    private JsonValue() {}

    /** {@link IllegalArgumentException} where no event can hold it. */
    static Object of(Object expected) {
        if (expected == null || expected instanceof Boolean || isNumber(expected)) {
            return expected;
        }
        if (expected instanceof Enum) {
            return ((Enum<?>) expected).name();
        }
        if (isText(expected)) {
            return expected.toString();
        }
        if (expected instanceof Object[]) {
            return list(Arrays.asList((Object[]) expected));
        }
        if (expected instanceof Collection) {
            return list((Collection<?>) expected);
        }
        if (expected instanceof Map) {
            return map((Map<?, ?>) expected);
        }
        throw new IllegalArgumentException("An event holds strings, numbers, booleans, null, lists and maps. What it"
                + " makes of " + expected.getClass().getName() + " " + expected + " the test must say itself.");
    }

    private static boolean isNumber(Object value) {
        if (!(value instanceof Number)) {
            return false;
        }
        double number = ((Number) value).doubleValue();
        if (value instanceof Double || value instanceof Float) {
            return !Double.isNaN(number) && !Double.isInfinite(number);
        }
        return true;
    }

    private static boolean isText(Object value) {
        return value instanceof CharSequence
                || value instanceof Character
                || value instanceof UUID
                || value instanceof URI
                || value instanceof TemporalAccessor;
    }

    private static List<Object> list(Collection<?> elements) {
        List<Object> list = new ArrayList<>();
        elements.forEach(element -> list.add(of(element)));
        return list;
    }

    private static Map<String, Object> map(Map<?, ?> entries) {
        Map<String, Object> map = new LinkedHashMap<>();
        entries.forEach((key, value) -> map.put(String.valueOf(key), of(value)));
        return map;
    }

    static boolean areEqual(Object a, Object b) {
        if (a instanceof Number && b instanceof Number) {
            return decimal(a).compareTo(decimal(b)) == 0;
        }
        if (a instanceof List && b instanceof List) {
            return areEqual((List<?>) a, (List<?>) b);
        }
        if (a instanceof Map && b instanceof Map) {
            return areEqual((Map<?, ?>) a, (Map<?, ?>) b);
        }
        return a == null ? b == null : a.equals(b);
    }

    private static boolean areEqual(List<?> a, List<?> b) {
        Iterator<?> other = b.iterator();
        return a.size() == b.size() && a.stream().allMatch(element -> areEqual(element, other.next()));
    }

    private static boolean areEqual(Map<?, ?> a, Map<?, ?> b) {
        return a.keySet().equals(b.keySet()) && a.keySet().stream().allMatch(key -> areEqual(a.get(key), b.get(key)));
    }

    private static BigDecimal decimal(Object number) {
        return new BigDecimal(number.toString());
    }
}
