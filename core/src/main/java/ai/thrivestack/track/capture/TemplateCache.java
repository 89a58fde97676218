// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Parses a template once. Each has one place, which the next one with the same hash takes over: concatenated texts,
 * each different from all others, can neither fill the cache for good nor make it grow. Thread-safe, without a lock.
 */
final class TemplateCache {
    private static final int PLACES = 512;
    /** A longer one is parsed each time, so that the cache holds a few hundred KB at most. */
    private static final int MAX_CHARS = 300;

    private final AtomicReferenceArray<Entry> entries = new AtomicReferenceArray<>(PLACES);

    private static final class Entry {
        final String text;
        final Template template;

        Entry(String text, Template template) {
            this.text = text;
            this.template = template;
        }
    }

    Template get(String text) {
        if (text.length() > MAX_CHARS) {
            return parsed(text);
        }
        int hash = text.hashCode();
        int place = (hash ^ hash >>> 16) & PLACES - 1;
        Entry entry = entries.get(place);
        if (entry == null || !entry.text.equals(text)) {
            entry = new Entry(text, parsed(text));
            entries.set(place, entry);
        }
        return entry.template;
    }

    private static Template parsed(String text) {
        return TemplateParser.parse(SafeText.wellFormed(text));
    }
}
