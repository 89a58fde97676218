// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import ai.thrivestack.track.capture.value.JsonText;
import ai.thrivestack.track.capture.value.Kind;
import ai.thrivestack.track.capture.value.Kinds;
import ai.thrivestack.track.capture.value.ObjectValues;
import ai.thrivestack.track.capture.value.SafeText;
import ai.thrivestack.track.capture.value.StructuredValue;

/**
 * The structured arguments and data markers of logstash-logback-encoder 4 to 9 ({@code kv}, {@code v}, {@code entries},
 * {@code fields}, {@code raw}, {@code append} …), read without a dependency on it. They can only be asked to write
 * themselves with whatever Jackson they were built for, so their name and value are read from their fields: the value
 * is the one field that the class of such an object declares.
 */
final class LogstashFields {
    private static final String MARKER = "net.logstash.logback.marker.LogstashMarker";
    private static final String SINGLE_FIELD = "net.logstash.logback.marker.SingleFieldAppendingMarker";

    private LogstashFields() {}

    /** A marker of this name carries data; it names no event. */
    static boolean isDataMarker(String name) {
        return name.startsWith("LS_") || name.equals("DEFERRED") || name.equals("EMPTY");
    }

    static boolean isStructured(Object value) {
        return value != null && !(value instanceof String) && Kinds.of(value) == Kind.STRUCTURED;
    }

    /** Adds the fields of a structured argument or data marker; where one cannot be read, a field says so. */
    static void addTo(BiConsumer<String, Object> fields, Object structured, ObjectValues objects) {
        try {
            Object value = ownField(structured);
            if (value instanceof Supplier
                    && structured.getClass().getSimpleName().startsWith("Deferred")) {
                Object supplied = ((Supplier<?>) value).get();
                if (supplied != null && supplied != structured) {
                    addTo(fields, supplied, objects);
                }
            } else if (isSingleField(structured)) {
                boolean raw = structured.getClass().getSimpleName().startsWith("RawJson");
                String name =
                        (String) structured.getClass().getMethod("getFieldName").invoke(structured);
                fields.accept(name, raw ? json((String) value) : StructuredValue.of(value));
            } else if (value != null) {
                Object entries = ObjectValues.isMap(value) ? value : objects.data(value, true);
                if (entries instanceof Map) {
                    ObjectValues.entries(entries)
                            .forEach((name, each) -> fields.accept(name, StructuredValue.of(each)));
                } else {
                    fields.accept(value.getClass().getSimpleName(), entries); // what could not be written as fields
                }
            }
        } catch (Throwable thrown) {
            fields.accept(SafeText.UNREADABLE, SafeText.unreadable(thrown));
        }
    }

    /** The text where it is no JSON. */
    private static Object json(String text) {
        try {
            return JsonText.read(text);
        } catch (IOException none) {
            return text;
        }
    }

    private static boolean isSingleField(Object structured) {
        for (Class<?> type = structured.getClass(); type != null; type = type.getSuperclass()) {
            if (type.getName().equals(SINGLE_FIELD)) {
                return true;
            }
        }
        return false;
    }

    /** Null if the class declares none. */
    private static Object ownField(Object structured) throws IllegalAccessException {
        for (Class<?> type = structured.getClass();
                type != null
                        && !type.getName().equals(SINGLE_FIELD)
                        && !type.getName().equals(MARKER);
                type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    return field.get(structured);
                }
            }
        }
        return null;
    }
}
