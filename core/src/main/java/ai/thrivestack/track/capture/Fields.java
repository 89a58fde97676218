// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.thrivestack.track.TrackRecord;

/**
 * The values of one record by name. They are gathered the more explicit first, and the first of a name stays. What was
 * written out in a text is kept apart: it may carry somebody else's input, so it becomes properties and decides nothing.
 */
final class Fields {
    private static final String[] NAME_KEYS = {"event_name", "event.name", "otel.event.name"};

    /** The event's name where a value gives it, null if none does. */
    final String eventName;

    /** How many arguments came without a name. */
    int unnamed;

    private final Map<String, Object> own = new LinkedHashMap<>();
    private final Map<String, String> texts;

    Fields(TrackRecord record, Template template, Beans beans) {
        Object[] arguments = record.arguments();
        int count = arguments == null ? 0 : arguments.length;
        record.keyValues().forEach(this::put);
        addStructured(record.dataMarkers(), arguments, beans);
        addMaps(template, arguments, count);
        eventName = takeName();
        addArguments(template, arguments, count);
        texts = template.texts;
    }

    private void put(String name, Object value) {
        own.putIfAbsent(SafeText.wellFormed(String.valueOf(name)), value);
    }

    private void addStructured(List<?> dataMarkers, Object[] arguments, Beans beans) {
        for (Object marker : dataMarkers) {
            if (LogstashFields.isStructured(marker)) {
                LogstashFields.addTo(this::put, marker, beans);
            }
        }
        for (int i = 0; arguments != null && i < arguments.length; i++) {
            if (LogstashFields.isStructured(arguments[i])) {
                LogstashFields.addTo(this::put, arguments[i], beans);
            }
        }
    }

    private void addMaps(Template template, Object[] arguments, int count) {
        for (Slot slot : template.slots) {
            if (slot.isBare() && slot.isFilled(count)) {
                addEntries(arguments[slot.first]);
            }
        }
        for (int i = template.places; i < count; i++) {
            addEntries(arguments[i]);
        }
    }

    private void addEntries(Object argument) {
        if (argument instanceof Map) {
            SafeMap.entries((Map<?, ?>) argument, ValueWriter.MAX_ELEMENTS).forEach(own::putIfAbsent);
        }
    }

    private String takeName() {
        for (String key : NAME_KEYS) {
            Object value = own.get(key);
            if (value instanceof CharSequence && !SafeText.of(value).trim().isEmpty()) {
                own.remove(key);
                return SafeText.of(value).trim();
            }
        }
        return null;
    }

    private void addArguments(Template template, Object[] arguments, int count) {
        for (Slot slot : template.slots) {
            if (slot.isBare()) {
                addUnnamed(slot.first, arguments, count);
            } else if (slot.isFilled(count) && !LogstashFields.isStructured(arguments[slot.first])) {
                own.putIfAbsent(slot.key, slot.value(arguments, count));
            }
        }
        for (int i = template.places; i < count; i++) {
            addUnnamed(i, arguments, count);
        }
    }

    private void addUnnamed(int index, Object[] arguments, int count) {
        if (index < count && !(arguments[index] instanceof Map) && !LogstashFields.isStructured(arguments[index])) {
            String name = "arg" + index;
            while (own.containsKey(name)) {
                name += "_"; // somebody calls a value of his own so
            }
            own.put(name, arguments[index]);
            unnamed++;
        }
    }

    /** The record's own value of this name, null if there is none. */
    Object own(String key) {
        return own.get(key);
    }

    /** The same, taken out: it has its place. */
    Object take(String key) {
        return own.remove(key);
    }

    /** What has not been taken. */
    Map<String, Object> rest() {
        texts.forEach(own::putIfAbsent);
        return own;
    }
}
