// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

/** Who did it, as text: numbers and UUIDs are users' ids too. */
final class UserId {
    private UserId() {}

    /** Null if the value says nobody. */
    static String of(Object value) {
        Object id = Optionals.isOptional(value) ? Optionals.content(value) : value;
        if (id == null || id instanceof Double && ((Double) id).isNaN()) {
            return null;
        }
        String text = SafeText.of(id).trim();
        return text.isEmpty() ? null : text;
    }
}
