// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.util.Optional;

/** Who did it, as text: numbers and UUIDs are users' ids too. */
final class UserId {
    private UserId() {}

    /** Null if the value says nobody. */
    static String of(Object value) {
        if (value instanceof Optional) {
            return of(((Optional<?>) value).orElse(null));
        }
        if (value == null || value instanceof Double && ((Double) value).isNaN()) {
            return null;
        }
        String text = SafeText.of(value).trim();
        return text.isEmpty() ? null : text;
    }
}
