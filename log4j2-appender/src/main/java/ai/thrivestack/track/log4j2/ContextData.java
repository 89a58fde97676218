// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.log4j2;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;

import org.apache.logging.log4j.util.ReadOnlyStringMap;

/** An event's context data as a map. To ask for one value copies nothing, as {@link ReadOnlyStringMap#toMap} would. */
final class ContextData extends AbstractMap<String, String> {
    private final ReadOnlyStringMap data;

    ContextData(ReadOnlyStringMap data) {
        this.data = data;
    }

    @Override
    public String get(Object key) {
        Object value = data.getValue((String) key);
        return value == null ? null : String.valueOf(value);
    }

    @Override
    public boolean containsKey(Object key) {
        return data.containsKey((String) key);
    }

    @Override
    public int size() {
        return data.size();
    }

    @Override
    public Set<Map.Entry<String, String>> entrySet() {
        return data.toMap().entrySet();
    }
}
