// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.fuzz;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** A value to be logged, and what must be read back of it. Immutable. */
final class Sample {
    final Object value;
    /** A map, list, string, number, boolean or null. */
    final Object expected;

    Sample(Object value, Object expected) {
        this.value = value;
        this.expected = expected instanceof String ? Texts.arriving((String) expected) : expected;
    }

    /** If what was read is what was expected; numbers are the same when their own type reads the numeral so. */
    static boolean isSame(Object expected, Object read) {
        if (expected instanceof Map && read instanceof Map) {
            Map<?, ?> entries = (Map<?, ?>) expected;
            Map<?, ?> others = (Map<?, ?>) read;
            return entries.keySet().equals(others.keySet())
                    && entries.keySet().stream().allMatch(key -> isSame(entries.get(key), others.get(key)));
        }
        if (expected instanceof List && read instanceof List) {
            List<?> elements = (List<?>) expected;
            List<?> others = (List<?>) read;
            for (int i = 0; i < elements.size() && elements.size() == others.size(); i++) {
                if (!isSame(elements.get(i), others.get(i))) {
                    return false;
                }
            }
            return elements.size() == others.size();
        }
        if (expected instanceof Number && read instanceof StrictJson.Numeral) {
            return isSame((Number) expected, ((StrictJson.Numeral) read).text);
        }
        return expected == null ? read == null : expected.equals(read);
    }

    private static boolean isSame(Number expected, String read) {
        if (expected instanceof Double) {
            return expected.equals(Double.valueOf(read));
        }
        return expected instanceof Float || expected instanceof BigDecimal // 0.1 even of a float
                ? new BigDecimal(expected.toString()).compareTo(new BigDecimal(read)) == 0
                : read.equals(expected.toString());
    }
}
