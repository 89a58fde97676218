// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Values by name, in the order in which the names came. Used again for the next record, so that it allocates nothing.
 * Not thread-safe.
 */
public final class NamedValues {
    /** Up to this number, a name is looked for in one after the other. With more, a map is faster. */
    private static final int FEW = 64;

    private static final Object TAKEN = new Object();

    private Name[] names = new Name[FEW];
    private Object[] values = new Object[FEW];
    private int size;
    /** The bits of all names: what has none of these is not here, and most that is asked for is not. */
    private long bits;
    /** The index of every name, once they are more than a few. */
    private Map<String, Integer> many;

    /** The value, unless the name has one that is not null. */
    public void putIfAbsent(Name name, Object value) {
        int index = index(name);
        if (index < 0) {
            add(name, value);
        } else if (values[index] == null || values[index] == TAKEN) {
            values[index] = value;
        }
    }

    /** The value, whatever the name had. */
    public void put(Name name, Object value) {
        int index = index(name);
        if (index < 0) {
            add(name, value);
        } else {
            values[index] = value;
        }
    }

    public boolean contains(Name name) {
        int index = index(name);
        return index >= 0 && values[index] != TAKEN;
    }

    /** Null if there is none. */
    public Object get(Name name) {
        int index = index(name);
        return index < 0 || values[index] == TAKEN ? null : values[index];
    }

    /** As {@link #get}, and from now on there is none. */
    public Object take(Name name) {
        int index = index(name);
        if (index < 0 || values[index] == TAKEN) {
            return null;
        }
        Object value = values[index];
        values[index] = TAKEN;
        return value;
    }

    /** If there ever was one of this name, even if it was taken. */
    public boolean hasHad(Name name) {
        return index(name) >= 0;
    }

    /** How many there are, those included that were taken. */
    public int size() {
        return size;
    }

    public boolean isTaken(int index) {
        return values[index] == TAKEN;
    }

    public Name name(int index) {
        return names[index];
    }

    public Object value(int index) {
        return values[index];
    }

    private int index(Name name) {
        if ((bits & name.bit) == 0) {
            return -1;
        }
        if (many != null) {
            Integer index = many.get(name.text);
            return index == null ? -1 : index;
        }
        for (int i = 0; i < size; i++) {
            if (names[i].isSame(name)) {
                return i;
            }
        }
        return -1;
    }

    private void add(Name name, Object value) {
        if (size == names.length) {
            names = Arrays.copyOf(names, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        names[size] = name;
        values[size] = value;
        bits |= name.bit;
        size++;
        if (many != null) {
            many.put(name.text, size - 1);
        } else if (size > FEW) {
            many = new HashMap<>();
            for (int i = 0; i < size; i++) {
                many.put(names[i].text, i);
            }
        }
    }

    /** Nothing of the application is retained. */
    public void clear() {
        if (many != null) {
            names = new Name[FEW];
            values = new Object[FEW];
            many = null;
        } else {
            for (int i = 0; i < size; i++) {
                names[i] = null;
                values[i] = null;
            }
        }
        size = 0;
        bits = 0;
    }
}
