// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

import java.util.Locale;
import java.util.Set;

/** Encodes a name once. Thread-safe, without a lock. */
public final class Names {
    private static final int PLACES = 1024;
    private static final int MAX_CHARS = 100;

    private final TextCache<Name> known = new TextCache<>(PLACES, MAX_CHARS, this::made);
    private final Set<String> redactKeys;

    /** @param redactKeys in lower case */
    public Names(Set<String> redactKeys) {
        this.redactKeys = redactKeys;
    }

    public Name of(String text) {
        return known.get(text);
    }

    private Name made(String text) {
        String wellFormed = SafeText.wellFormed(text);
        return new Name(text, wellFormed, redactKeys.contains(wellFormed.toLowerCase(Locale.ROOT)));
    }
}
