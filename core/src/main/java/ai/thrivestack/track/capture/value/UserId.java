// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

/** Who did it, as text: numbers and UUIDs are users' ids too. */
public final class UserId {
    private UserId() {}

    /** Null if the value names no user, or cannot be read. */
    public static String of(Object value) {
        try {
            Object id = Scalars.unwrapped(value);
            String text = id instanceof String
                    ? ((String) id).trim()
                    : isNone(id) ? "" : String.valueOf(id).trim();
            return text.isEmpty() ? null : text;
        } catch (Throwable thrown) {
            SafeText.unreadable(thrown); // throws what is an error of the JVM, not of the value
            return null;
        }
    }

    private static boolean isNone(Object id) throws ReflectiveOperationException {
        boolean number = id instanceof Double || id instanceof Float;
        return id == null
                || number && Scalars.of(id) == null
                || ObjectText.isMissing(id)
                || Kinds.of(id) == Kind.LAZY; // its text would be read from the database
    }
}
