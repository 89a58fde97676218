// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.core.JsonGenerator;

/**
 * Writes the application's values as JSON, whatever they are: depth and number of elements are bounded, cycles are cut,
 * and what throws while it is read costs itself alone. Calls of the application's code are made before the generator
 * is, or between whole values, so that the JSON stays valid. One event at a time; not thread-safe.
 */
final class ValueWriter {
    static final int MAX_DEPTH = 32;
    /** Elements and entries of one event's values, all collections and maps together. */
    static final int MAX_ELEMENTS = 10_000;

    static final String TRUNCATED = "[truncated]";

    private static final String TOO_DEEP = "[too deep]";
    private static final String CYCLE = "[cycle]";
    private static final String REDACTED = "[redacted]";

    private final JsonGenerator json;
    private final Set<String> redactKeys;
    private final Beans beans;
    /** The containers around the current value. */
    private final Object[] parents = new Object[MAX_DEPTH];

    private int depth;
    private int elements;

    /** @param redactKeys in lower case */
    ValueWriter(JsonGenerator json, Set<String> redactKeys, Beans beans) {
        this.json = json;
        this.redactKeys = redactKeys;
        this.beans = beans;
    }

    /** For the next event. */
    void reset() {
        elements = 0;
        Arrays.fill(parents, null); // nothing of the application is retained
    }

    void writeEntry(String name, Object value) throws IOException {
        json.writeFieldName(SafeText.wellFormed(name));
        if (redactKeys.contains(name.toLowerCase(Locale.ROOT))) {
            json.writeString(REDACTED);
        } else {
            write(value);
        }
    }

    private void write(Object value) throws IOException {
        Object plain = plain(value);
        if (plain == null) {
            json.writeNull();
        } else if (plain instanceof String) {
            json.writeString(SafeText.wellFormed((String) plain));
        } else if (plain instanceof Number) {
            writeNumber((Number) plain);
        } else if (plain instanceof Boolean) {
            json.writeBoolean((Boolean) plain);
        } else if (plain instanceof Map) {
            writeMap((Map<?, ?>) plain);
        } else if (plain.getClass().isArray()) {
            writeArray(plain);
        } else if (plain instanceof Iterable && !(plain instanceof Path) && !Beans.isTree(plain.getClass())) {
            writeIterable((Iterable<?>) plain);
        } else {
            writeBean(plain);
        }
    }

    private static Object plain(Object value) {
        try {
            return Scalars.of(Scalars.unwrapped(value));
        } catch (Throwable thrown) {
            return SafeText.unreadable(thrown);
        }
    }

    private void writeNumber(Number number) throws IOException {
        if (number instanceof Integer) {
            json.writeNumber(number.intValue());
        } else if (number instanceof Long) {
            json.writeNumber(number.longValue());
        } else if (number instanceof Double) {
            json.writeNumber(number.doubleValue());
        } else if (number instanceof Float) {
            json.writeNumber(number.floatValue());
        } else {
            json.writeNumber(number.toString()); // a BigInteger or BigDecimal, whose length has a bound
        }
    }

    private void writeMap(Map<?, ?> map) throws IOException {
        if (enter(map)) {
            json.writeStartObject();
            Map<String, Object> entries = SafeMap.entries(map, Math.max(0, MAX_ELEMENTS - elements));
            elements += entries.size();
            for (Map.Entry<String, Object> entry : entries.entrySet()) {
                writeEntry(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
            depth--;
        }
    }

    private void writeIterable(Iterable<?> iterable) throws IOException {
        if (enter(iterable)) {
            json.writeStartArray();
            writeElements(iterable);
            json.writeEndArray();
            depth--;
        }
    }

    private void writeElements(Iterable<?> iterable) throws IOException {
        Iterator<?> iterator = null;
        while (true) {
            Object element;
            try {
                iterator = iterator == null ? iterable.iterator() : iterator;
                if (!iterator.hasNext()) {
                    return;
                }
                element = iterator.next();
            } catch (Throwable thrown) {
                json.writeString(SafeText.unreadable(thrown));
                return;
            }
            if (elements++ >= MAX_ELEMENTS) {
                json.writeString(TRUNCATED);
                return;
            }
            write(element);
        }
    }

    private void writeArray(Object array) throws IOException {
        if (enter(array)) {
            json.writeStartArray();
            for (int i = 0; i < Array.getLength(array); i++) {
                if (elements++ >= MAX_ELEMENTS) {
                    json.writeString(TRUNCATED);
                    break;
                }
                write(Array.get(array, i));
            }
            json.writeEndArray();
            depth--;
        }
    }

    private void writeBean(Object bean) throws IOException {
        Object plain = beans.plain(bean);
        if (plain instanceof String) {
            json.writeString(SafeText.wellFormed((String) plain));
        } else if (enter(bean)) {
            write(plain);
            depth--;
        }
    }

    /** False, and a text in its place, if the container is too deep or around itself. */
    private boolean enter(Object container) throws IOException {
        for (int i = 0; i < depth; i++) {
            if (parents[i] == container) {
                json.writeString(CYCLE);
                return false;
            }
        }
        if (depth == MAX_DEPTH) {
            json.writeString(TOO_DEEP);
            return false;
        }
        parents[depth++] = container;
        return true;
    }
}
