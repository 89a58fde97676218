// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Encodes a name once. Each has one place, which the next one with the same hash takes over, so that names without end
 * cannot make it grow. Thread-safe, without a lock.
 */
final class Names {
    private static final int PLACES = 1024;
    /** A longer one is encoded each time. */
    private static final int MAX_CHARS = 100;

    private final AtomicReferenceArray<Entry> entries = new AtomicReferenceArray<>(PLACES);
    private final Set<String> redactKeys;

    private static final class Entry {
        final String text;
        final Name name;

        Entry(String text, Name name) {
            this.text = text;
            this.name = name;
        }
    }

    /** @param redactKeys in lower case */
    Names(Set<String> redactKeys) {
        this.redactKeys = redactKeys;
    }

    Name of(String text) {
        if (text.length() > MAX_CHARS) {
            return made(text);
        }
        int hash = text.hashCode();
        int place = (hash ^ hash >>> 16) & PLACES - 1;
        Entry entry = entries.get(place);
        if (entry == null || !entry.text.equals(text)) {
            entry = new Entry(text, made(text));
            entries.set(place, entry);
        }
        return entry.name;
    }

    private Name made(String text) {
        String wellFormed = SafeText.wellFormed(text);
        return new Name(wellFormed, redactKeys.contains(wellFormed.toLowerCase(Locale.ROOT)));
    }
}
