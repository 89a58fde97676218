// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

import java.util.LinkedHashMap;
import java.util.Map;

/** The application's maps as entries with different, well-formed names, whatever their iterators do. */
final class SafeMap {
    private SafeMap() {}

    /** @param limit how many entries are read; one more says so if the map has more or cannot be read further */
    static Map<String, Object> entries(Map<?, ?> map, int limit) {
        Map<String, Object> entries = new LinkedHashMap<>();
        try {
            int read = 0;
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (read++ == limit) {
                    entries.put(ValueLimits.TRUNCATED, ValueLimits.TRUNCATED);
                    break;
                }
                entries.putIfAbsent(
                        SafeText.wellFormed(ObjectText.bounded(SafeText.of(entry.getKey()))), entry.getValue());
            }
        } catch (Throwable thrown) {
            entries.put(SafeText.UNREADABLE, SafeText.unreadable(thrown));
        }
        return entries;
    }
}
