// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.util.LinkedHashMap;
import java.util.Map;

/** The application's maps as entries with different, well-formed names, whatever their iterators do. */
final class SafeMap {
    static final String UNREADABLE = "[unreadable]";

    private SafeMap() {}

    /** At most so many; an entry says so where the map has more or cannot be read further. */
    static Map<String, Object> entries(Map<?, ?> map, int limit) {
        Map<String, Object> entries = new LinkedHashMap<>();
        try {
            int read = 0;
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (read++ == limit) {
                    entries.put(ValueWriter.TRUNCATED, ValueWriter.TRUNCATED);
                    break;
                }
                entries.putIfAbsent(
                        SafeText.wellFormed(ObjectText.bounded(SafeText.of(entry.getKey()))), entry.getValue());
            }
        } catch (Throwable thrown) {
            entries.put(UNREADABLE, SafeText.unreadable(thrown));
        }
        return entries;
    }
}
