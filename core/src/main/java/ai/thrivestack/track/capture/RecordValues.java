// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

import ai.thrivestack.track.TrackRecord;
import ai.thrivestack.track.capture.template.Template;
import ai.thrivestack.track.capture.value.Scalars;
import ai.thrivestack.track.capture.value.Slot;

/**
 * What a record gives, as it gives it: its template, its key-values in their order, its arguments. Used again for the next
 * record; not thread-safe.
 */
final class RecordValues {
    private static final int USUAL = 16;
    private static final int MOST_KEPT = 64;

    String text;
    /** The name of the first marker that names an event, null if none does. */
    String marker;

    Object[] arguments = new Object[USUAL];
    int argumentCount;

    private String[] keys = new String[USUAL];
    private Object[] values = new Object[USUAL];
    private int keyCount;

    private final BiConsumer<String, Object> keyValueTaker = this::add;
    private final Consumer<Object> argumentTaker = this::addArgument;

    void read(TrackRecord record) {
        String template = record.template();
        text = template == null ? "" : template;
        marker = markerName(record);
        record.arguments(argumentTaker);
        record.keyValues(keyValueTaker);
    }

    /** The first marker that names the event, null if none does. */
    private static String markerName(TrackRecord record) {
        for (String marker : record.eventMarkers()) {
            if (marker != null && !marker.trim().isEmpty() && !LogstashFields.isDataMarker(marker)) {
                return marker;
            }
        }
        return null;
    }

    private void add(String key, Object value) {
        if (keyCount == keys.length) {
            values = Arrays.copyOf(values, 2 * keyCount); // first, since both may lack memory
            keys = Arrays.copyOf(keys, 2 * keyCount);
        }
        keys[keyCount] = String.valueOf(key);
        values[keyCount++] = value;
    }

    private void addArgument(Object argument) {
        if (argumentCount == arguments.length) {
            arguments = Arrays.copyOf(arguments, 2 * argumentCount);
        }
        arguments[argumentCount++] = argument;
    }

    /** Reads the same record, but with a {@link Slot} for each value: first the key-values, then the arguments. */
    void readSlots(RecordValues of) {
        text = of.text;
        marker = of.marker;
        for (int i = 0; i < of.keyCount; i++) {
            add(of.keys[i], new Slot(i));
        }
        for (int i = 0; i < of.argumentCount; i++) {
            addArgument(new Slot(keyCount + i));
        }
    }

    void forEachKey(BiConsumer<String, Object> action) {
        for (int i = 0; i < keyCount; i++) {
            action.accept(keys[i], values[i]);
        }
    }

    int size() {
        return keyCount + argumentCount;
    }

    int keyCount() {
        return keyCount;
    }

    String[] keys() {
        return Arrays.copyOf(keys, keyCount);
    }

    int keysHash() {
        int hash = keyCount;
        for (int i = 0; i < keyCount; i++) {
            hash = 31 * hash + keys[i].hashCode();
        }
        return hash;
    }

    boolean hasKeys(String[] others) {
        if (others.length != keyCount) {
            return false;
        }
        for (int i = 0; i < keyCount; i++) {
            if (keys[i] != others[i] && !keys[i].equals(others[i])) { // mostly they are constants
                return false;
            }
        }
        return true;
    }

    /** All values are single ones of the platform: to read them runs no code of the application. */
    boolean arePlain() {
        for (int i = 0; i < keyCount; i++) {
            if (!Scalars.isPlain(values[i])) {
                return false;
            }
        }
        for (int i = 0; i < argumentCount; i++) {
            if (!Scalars.isPlain(arguments[i])) {
                return false;
            }
        }
        return true;
    }

    /**
     * The value of a slot. After the slots of {@link #readSlots} come those of the template's placeholders, in which the
     * arguments have text around them.
     *
     * @param shown see {@link ai.thrivestack.track.capture.template.Placeholder#value}
     */
    Object value(int slot, Template template, Function<Object, String> shown) {
        int argument = slot - keyCount;
        return argument < 0
                ? values[slot]
                : argument < argumentCount
                        ? arguments[argument]
                        : template.placeholders.get(argument - argumentCount).value(arguments, argumentCount, shown);
    }

    /** Nothing of the application is retained. */
    void clear() {
        for (int i = 0; i < keyCount; i++) {
            keys[i] = null;
            values[i] = null;
        }
        Arrays.fill(arguments, 0, argumentCount, null);
        if (keys.length > MOST_KEPT) {
            keys = new String[USUAL];
            values = new Object[USUAL];
        }
        if (arguments.length > MOST_KEPT) {
            arguments = new Object[USUAL];
        }
        keyCount = 0;
        text = null;
        marker = null;
        argumentCount = 0;
    }
}
