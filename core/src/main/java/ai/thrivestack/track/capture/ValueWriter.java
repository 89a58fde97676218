// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.io.IOException;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Calendar;
import java.util.Date;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

import com.fasterxml.jackson.core.JsonGenerator;

/**
 * Writes the application's values as JSON, whatever they are: depth and number of elements are bounded, cycles are cut,
 * and what throws while it is read costs itself alone. Calls of the application's code are made before the generator
 * is, or between whole values, so that the JSON stays valid. One event each; not thread-safe.
 */
final class ValueWriter {
    static final int MAX_DEPTH = 32;
    /** Elements and entries of one event's values, all collections and maps together. */
    static final int MAX_ELEMENTS = 10_000;

    static final String TRUNCATED = "[truncated]";

    private static final String TOO_DEEP = "[too deep]";
    private static final String CYCLE = "[cycle]";
    private static final String REDACTED = "[redacted]";
    /** About a thousand digits: readers of JSON refuse longer ones, and printing them takes quadratic time. */
    private static final int MAX_NUMBER_BITS = 3_300;

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

    void writeEntry(String name, Object value) throws IOException {
        json.writeFieldName(SafeText.wellFormed(name));
        if (redactKeys.contains(name.toLowerCase(Locale.ROOT))) {
            json.writeString(REDACTED);
        } else {
            write(value);
        }
    }

    private void write(Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof String) {
            json.writeString(SafeText.wellFormed((String) value));
        } else if (value instanceof Number) {
            writeNumber((Number) value);
        } else if (value instanceof Boolean) {
            json.writeBoolean((Boolean) value);
        } else if (value instanceof Map) {
            writeMap((Map<?, ?>) value);
        } else if (value instanceof Iterable && !(value instanceof Path) && !Beans.isTree(value.getClass())) {
            writeIterable((Iterable<?>) value);
        } else if (value.getClass().isArray()) {
            writeArray(value);
        } else {
            writeScalar(value);
        }
    }

    private void writeNumber(Number number) throws IOException {
        if (number instanceof Integer || number instanceof Short || number instanceof Byte) {
            json.writeNumber(number.intValue());
        } else if (number instanceof Long
                || number.getClass() == AtomicInteger.class
                || number.getClass() == AtomicLong.class
                || number.getClass() == LongAdder.class) {
            json.writeNumber(number.longValue());
        } else if (number instanceof Double || number instanceof Float) {
            writeFloating(number);
        } else if (number.getClass() == BigDecimal.class) {
            BigDecimal decimal = (BigDecimal) number;
            writeBig(decimal.unscaledValue(), decimal);
        } else if (number.getClass() == BigInteger.class) {
            writeBig((BigInteger) number, number);
        } else {
            writeText(SafeText.of(number));
        }
    }

    private void writeFloating(Number number) throws IOException {
        if (Double.isNaN(number.doubleValue()) || Double.isInfinite(number.doubleValue())) {
            json.writeNull();
        } else if (number instanceof Float) {
            json.writeNumber(number.floatValue());
        } else {
            json.writeNumber(number.doubleValue());
        }
    }

    private void writeBig(BigInteger digits, Number number) throws IOException {
        if (digits.bitLength() > MAX_NUMBER_BITS) {
            json.writeString(TRUNCATED);
        } else {
            json.writeNumber(number.toString());
        }
    }

    private void writeMap(Map<?, ?> map) throws IOException {
        if (enter(map)) {
            json.writeStartObject();
            boolean marked = false;
            for (Map.Entry<String, Object> entry : SafeMap.entries(map).entrySet()) {
                if (elements++ >= MAX_ELEMENTS) {
                    if (!marked) {
                        json.writeStringField(TRUNCATED, TRUNCATED);
                    }
                    break;
                }
                marked |= entry.getKey().equals(TRUNCATED);
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
        if (array instanceof byte[]) {
            json.writeString(Base64.getEncoder().encodeToString((byte[]) array));
        } else if (array instanceof char[]) {
            writeText(new String((char[]) array));
        } else if (enter(array)) {
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

    private void writeScalar(Object value) throws IOException {
        if (value instanceof Enum) {
            writeText(((Enum<?>) value).name());
        } else if (value instanceof Date || value instanceof Calendar) {
            writeText(SafeText.ofTime(value));
        } else if (Optionals.isOptional(value)) {
            write(Optionals.content(value));
        } else if (value instanceof AtomicBoolean) {
            json.writeBoolean(((AtomicBoolean) value).get());
        } else if (value instanceof Class) {
            writeText(((Class<?>) value).getName());
        } else if (value instanceof Throwable) {
            writeText(value.getClass().getName()); // its message may quote data
        } else if (value instanceof CharSequence) {
            writeText(SafeText.of(value));
        } else {
            writeBean(value);
        }
    }

    private void writeBean(Object bean) throws IOException {
        Object plain = beans.plain(bean);
        if (plain instanceof String) {
            writeText((String) plain);
        } else if (enter(bean)) {
            write(plain);
            depth--;
        }
    }

    private void writeText(String text) throws IOException {
        json.writeString(SafeText.wellFormed(text));
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
