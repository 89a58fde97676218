// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.logback;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.spi.ILoggingEvent;
import org.slf4j.event.KeyValuePair;

/** A record's fluent key-values, which Logback has from 1.3 on. */
final class KeyValues {
    private static final boolean KNOWN = isKnown();

    private KeyValues() {}

    private static boolean isKnown() {
        try {
            ILoggingEvent.class.getMethod("getKeyValuePairs");
            return true;
        } catch (NoSuchMethodException logback12) {
            return false;
        }
    }

    /** The last of a name stays, as in the map that Log4j2 makes of them. */
    static Map<String, Object> of(ILoggingEvent event) {
        List<KeyValuePair> pairs = KNOWN ? event.getKeyValuePairs() : null;
        if (pairs == null || pairs.isEmpty()) {
            return Collections.emptyMap();
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (KeyValuePair pair : pairs) {
            values.put(pair.key, pair.value);
        }
        return values;
    }
}
