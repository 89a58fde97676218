// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/**
 * Makes something of a text once. Each text has a few places, in which the next ones with a like hash take over:
 * concatenated texts, each different from all others, can neither fill the cache for good nor make it grow. Thread-safe,
 * without a lock.
 */
public final class TextCache<T extends TextCache.Made> {
    /** What is made of a text. It knows of which: an object less to look at for every record. */
    public abstract static class Made {
        private final String source;

        protected Made(String source) {
            this.source = source;
        }

        final String source() {
            return source;
        }
    }

    /** How many places a text has, next to each other. With only one, two texts would often replace each other. */
    private static final int WAYS = 8;

    private final int maxChars;
    private final Function<String, T> maker;
    private final AtomicReferenceArray<T> known;
    /** Which of the places is next to be taken over; it does not matter if two threads agree. */
    private int next;

    /**
     * @param places a power of two
     * @param maxChars what is made of a longer text is not kept, so that the size has a bound
     */
    public TextCache(int places, int maxChars, Function<String, T> maker) {
        this.maxChars = maxChars;
        this.maker = maker;
        known = new AtomicReferenceArray<>(places);
    }

    public T get(String text) {
        if (text.length() > maxChars) {
            return maker.apply(text);
        }
        int hash = text.hashCode();
        int first = (hash ^ hash >>> 10 ^ hash >>> 20) & known.length() - 1;
        for (int way = 0; way < WAYS; way++) {
            T made = known.get(first + way & known.length() - 1);
            if (made == null) {
                return make(text, first + way);
            }
            if (made.source().equals(text)) {
                return made;
            }
        }
        return make(text, first + (next++ & WAYS - 1));
    }

    private T make(String text, int place) {
        T made = maker.apply(text);
        known.set(place & known.length() - 1, made);
        return made;
    }
}
