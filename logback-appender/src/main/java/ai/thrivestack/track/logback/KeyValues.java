// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.logback;

import java.util.List;
import java.util.function.BiConsumer;

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

    static void of(ILoggingEvent event, BiConsumer<String, Object> taker) {
        List<KeyValuePair> pairs = KNOWN ? event.getKeyValuePairs() : null;
        for (int i = 0; pairs != null && i < pairs.size(); i++) {
            taker.accept(pairs.get(i).key, pairs.get(i).value);
        }
    }
}
