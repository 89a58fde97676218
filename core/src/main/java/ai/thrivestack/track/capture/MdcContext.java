// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import ai.thrivestack.track.capture.value.Name;
import ai.thrivestack.track.capture.value.SafeText;
import ai.thrivestack.track.capture.value.ValueWriter;

/**
 * What stands in the context of a {@link Plan}'s events if the MDC has it, and static context that then gives way. The
 * first value of a name counts. Immutable once it is filled.
 */
final class MdcContext {
    /** The bits of a long. */
    private static final int MOST = 64;

    private static final class Entry {
        final Name name;
        /** Null for static context. */
        final String key;

        final String text;
        /** The same for all entries of a name. */
        final long bit;

        Entry(Name name, String key, String text, long bit) {
            this.name = name;
            this.key = key;
            this.text = text;
            this.bit = bit;
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private boolean hasStatic;

    void addMdc(Name name, String key) {
        entries.add(new Entry(name, key, null, bit(name)));
    }

    void addStatic(Name name, String text) {
        entries.add(new Entry(name, null, text, bit(name)));
        hasStatic = true;
    }

    private long bit(Name name) {
        int index = indexOf(name);
        return 1L << (index < 0 ? entries.size() : index);
    }

    boolean mayGive(Name name) {
        return indexOf(name) >= 0;
    }

    private int indexOf(Name name) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).name.text.equals(name.text)) {
                return i;
            }
        }
        return -1;
    }

    boolean isTooLarge() {
        return entries.size() > MOST;
    }

    void write(Map<String, String> mdc, ValueWriter values) {
        if (mdc.isEmpty() && !hasStatic) {
            return;
        }
        long written = 0;
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            String text = entry.key == null ? entry.text : mdc.get(entry.key);
            if ((written & entry.bit) == 0 && (entry.key == null || SafeText.isPresent(text))) {
                values.writeEntry(entry.name, text);
                written |= entry.bit;
            }
        }
    }
}
