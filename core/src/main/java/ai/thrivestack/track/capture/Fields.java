// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

import ai.thrivestack.track.capture.template.Placeholder;
import ai.thrivestack.track.capture.template.Template;
import ai.thrivestack.track.capture.value.Name;
import ai.thrivestack.track.capture.value.NamedValues;
import ai.thrivestack.track.capture.value.Names;
import ai.thrivestack.track.capture.value.ObjectValues;
import ai.thrivestack.track.capture.value.SafeText;
import ai.thrivestack.track.capture.value.Slot;

/**
 * The values of one record by name. They are gathered the more explicit first, and the first of a name stays. What was
 * written out in a text is kept apart: it may hold input of a stranger, so it becomes properties and decides nothing.
 * Used again for the next record; not thread-safe.
 */
final class Fields {
    /** The event's name where a value gives it, null if none does. */
    String eventName;
    /** How many arguments came without a name. */
    int unnamed;

    private final NamedValues values = new NamedValues();
    private final Names names;
    private final ObjectValues objects;
    private final Name[] nameKeys;
    private final Function<Object, String> text;
    private final BiConsumer<String, Object> lastStays = this::put;
    private final BiConsumer<String, Object> firstStays = this::putIfAbsent;

    Fields(Names names, ObjectValues objects) {
        this.names = names;
        this.objects = objects;
        text = objects::text;
        nameKeys = new Name[] {names.of("event_name"), names.of("event.name"), names.of("otel.event.name")};
    }

    void read(RecordValues record, List<?> dataMarkers, Template template) {
        Object[] arguments = record.arguments;
        int count = record.argumentCount;
        record.forEachKey(lastStays);
        addStructured(dataMarkers, arguments, count);
        addMaps(template, arguments, count);
        eventName = takeName();
        addArguments(template, arguments, count);
    }

    private void put(String name, Object value) {
        values.put(names.of(String.valueOf(name)), value);
    }

    void putIfAbsent(String name, Object value) {
        values.putIfAbsent(names.of(String.valueOf(name)), value);
    }

    private void addStructured(List<?> dataMarkers, Object[] arguments, int count) {
        for (int i = 0; i < dataMarkers.size(); i++) {
            if (LogstashFields.isStructured(dataMarkers.get(i))) {
                LogstashFields.addTo(firstStays, dataMarkers.get(i), objects);
            }
        }
        for (int i = 0; i < count; i++) {
            if (LogstashFields.isStructured(arguments[i])) {
                LogstashFields.addTo(firstStays, arguments[i], objects);
            }
        }
    }

    private void addMaps(Template template, Object[] arguments, int count) {
        // Without an iterator, here and below: it would be one for every record.
        for (int i = 0; i < template.placeholders.size(); i++) {
            Placeholder placeholder = template.placeholders.get(i);
            if (placeholder.isBare() && placeholder.isFilled(count)) {
                addEntries(arguments[placeholder.first]);
            }
        }
        for (int i = template.places; i < count; i++) {
            addEntries(arguments[i]);
        }
    }

    private void addEntries(Object argument) {
        if (ObjectValues.isMap(argument)) {
            ObjectValues.entries(argument).forEach(firstStays);
        }
    }

    private String takeName() {
        for (Name key : nameKeys) {
            Object value = values.get(key);
            if (value instanceof CharSequence && !SafeText.of(value).trim().isEmpty()) {
                values.take(key);
                return SafeText.of(value).trim();
            }
        }
        return null;
    }

    private void addArguments(Template template, Object[] arguments, int count) {
        for (int i = 0; i < template.placeholders.size(); i++) {
            Placeholder placeholder = template.placeholders.get(i);
            if (placeholder.secret) {
                continue;
            }
            if (placeholder.isBare()) {
                addUnnamed(placeholder.first, arguments, count);
            } else if (placeholder.isFilled(count) && !LogstashFields.isStructured(arguments[placeholder.first])) {
                values.putIfAbsent(names.of(placeholder.key), value(i, template, arguments, count));
            }
        }
        for (int i = template.places; i < count; i++) {
            addUnnamed(i, arguments, count);
        }
    }

    /** Of a named placeholder. A slot for the argument alone would lose the text around it. */
    private Object value(int index, Template template, Object[] arguments, int count) {
        Placeholder placeholder = template.placeholders.get(index);
        Object first = arguments[placeholder.first];
        return first instanceof Slot && !placeholder.isAlone()
                ? new Slot(((Slot) first).index - placeholder.first + count + index)
                : placeholder.value(arguments, count, text);
    }

    private void addUnnamed(int index, Object[] arguments, int count) {
        if (index < count && !ObjectValues.isMap(arguments[index]) && !LogstashFields.isStructured(arguments[index])) {
            Name name = names.of("arg" + index);
            while (values.contains(name)) {
                name = names.of(name.text + "_"); // a value of that name was logged
            }
            values.put(name, arguments[index]);
            unnamed++;
        }
    }

    /** A value may give the event's name, which depends on the value. */
    boolean mayNameEvent() {
        for (Name key : nameKeys) {
            if (values.get(key) != null) {
                return true;
            }
        }
        return false;
    }

    /** If any value had this name, even one that was taken. */
    boolean hasHad(String name) {
        return values.hasHad(names.of(name));
    }

    /** The record's own value of this name, null if there is none. */
    Object own(Name key) {
        return values.get(key);
    }

    /** The same, taken out: it has its place. */
    Object take(Name key) {
        return values.take(key);
    }

    /** What has not been taken, to which more may be added. */
    NamedValues rest() {
        return values;
    }

    void clear() {
        values.clear();
        eventName = null;
        unnamed = 0;
    }
}
