// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

import java.lang.reflect.Array;
import java.util.Iterator;
import java.util.Map;

/**
 * Writes the application's values as JSON, whatever they are: {@link Scalars} knows the single ones, {@link ObjectValues}
 * says what is sent of all others. Depth and number of elements are bounded, cycles are cut, and what throws while it is
 * read costs itself alone. The application's code is called before the writer is, or between whole values, so that the
 * JSON stays valid. One event at a time; not thread-safe.
 */
public final class ValueWriter {
    private static final String CYCLE = "[cycle]";

    private final JsonWriter json;
    private final Names names;
    private final ObjectValues objects;
    /** The containers around the current value. */
    private final Object[] parents = new Object[ValueLimits.MAX_DEPTH];

    private int depth;
    private int elements;
    /** While what a structured argument has is written. */
    private boolean structured;

    public ValueWriter(JsonWriter json, Names names, ObjectValues objects) {
        this.json = json;
        this.names = names;
        this.objects = objects;
    }

    /** For the next event. */
    public void reset() {
        elements = 0;
        structured = false;
        while (depth > 0) {
            leave();
        }
    }

    /** Of those that were not taken, from one index to another. */
    public void writeEntries(NamedValues entries, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!entries.isTaken(i)) {
                writeEntry(entries.name(i), entries.value(i));
            }
        }
    }

    public void writeEntry(Name name, Object value) {
        json.writeName(name.json);
        if (name.redacted) {
            json.writeString(Name.REDACTED);
        } else {
            write(value);
        }
    }

    public void write(Object value) {
        if (value instanceof String) { // most are, or are small numbers
            json.writeString((String) value);
        } else if (value instanceof Integer) {
            json.writeNumber((Integer) value);
        } else {
            writeOther(value);
        }
    }

    private void writeOther(Object value) {
        boolean outer = structured;
        structured |= value instanceof StructuredValue;
        writePlain(plain(value));
        structured = outer;
    }

    private void writePlain(Object plain) {
        if (plain == null) {
            json.writeNull();
        } else if (plain instanceof String) {
            json.writeString((String) plain);
        } else if (plain instanceof Boolean) {
            json.writeBoolean((Boolean) plain);
        } else if (Scalars.isNumber(plain)) {
            writeNumber((Number) plain);
        } else {
            writeObject(plain);
        }
    }

    private void writeObject(Object object) {
        if (object instanceof Slot) {
            json.writeSlot(((Slot) object).index);
            return;
        }
        Object data = objects.data(object, structured);
        if (data instanceof Map) {
            writeMap(object, (Map<?, ?>) data);
        } else if (data instanceof Iterable) {
            writeIterable(object, (Iterable<?>) data);
        } else if (data != null && data.getClass().isArray()) {
            writeArray(object, data);
        } else {
            writePlain(plain(data));
        }
    }

    private static Object plain(Object value) {
        try {
            return Scalars.of(Scalars.unwrapped(value));
        } catch (Throwable thrown) {
            return SafeText.unreadable(thrown);
        }
    }

    private void writeNumber(Number number) {
        if (number instanceof Integer || number instanceof Long) {
            json.writeNumber(number.longValue());
        } else if (number instanceof Double) {
            json.writeNumber(number.doubleValue());
        } else {
            json.writeNumber(number.toString()); // of a Float, BigInteger or BigDecimal, all of bounded length
        }
    }

    private void writeMap(Object object, Map<?, ?> map) {
        if (enter(object)) {
            json.startObject();
            Map<String, Object> entries = SafeMap.entries(map, Math.max(0, ValueLimits.MAX_ELEMENTS - elements));
            elements += entries.size();
            for (Map.Entry<String, Object> entry : entries.entrySet()) {
                writeEntry(names.of(entry.getKey()), entry.getValue());
            }
            json.endObject();
            leave();
        }
    }

    private void writeIterable(Object object, Iterable<?> iterable) {
        if (enter(object)) {
            json.startArray();
            writeElements(iterable);
            json.endArray();
            leave();
        }
    }

    private void writeElements(Iterable<?> iterable) {
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
            if (elements++ >= ValueLimits.MAX_ELEMENTS) {
                json.writeString(ValueLimits.TRUNCATED);
                return;
            }
            write(element);
        }
    }

    private void writeArray(Object object, Object array) {
        if (enter(object)) {
            json.startArray();
            for (int i = 0; i < Array.getLength(array); i++) {
                if (elements++ >= ValueLimits.MAX_ELEMENTS) {
                    json.writeString(ValueLimits.TRUNCATED);
                    break;
                }
                write(Array.get(array, i));
            }
            json.endArray();
            leave();
        }
    }

    /** False, and a text in its place, if the container is too deep or around itself. */
    private boolean enter(Object container) {
        for (int i = 0; i < depth; i++) {
            if (parents[i] == container) {
                json.writeString(CYCLE);
                return false;
            }
        }
        if (depth == ValueLimits.MAX_DEPTH) {
            json.writeString(ValueLimits.TOO_DEEP);
            return false;
        }
        parents[depth++] = container;
        return true;
    }

    private void leave() {
        parents[--depth] = null; // nothing of the application is retained
    }
}
