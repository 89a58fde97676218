// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

/** Who did it, as text: numbers and UUIDs are users' ids too. */
final class UserId {
    private UserId() {}

    /** Null if the value names no user, or cannot be read. */
    static String of(Object value) {
        try {
            Object id = Scalars.unwrapped(value);
            boolean number = id instanceof Double || id instanceof Float;
            if (id == null
                    || ObjectText.isMissing(id)
                    || Kind.of(id) == Kind.LAZY
                    || number && Scalars.of(id) == null) {
                return null;
            }
            String text = ObjectText.bounded(String.valueOf(id)).trim();
            return text.isEmpty() ? null : text;
        } catch (Throwable thrown) {
            SafeText.unreadable(thrown); // unless the JVM itself is in trouble, the value alone is
            return null;
        }
    }
}
