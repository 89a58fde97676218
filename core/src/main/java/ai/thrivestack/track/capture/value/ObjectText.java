// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

/**
 * An application's object as its text, which is what the log line shows of it, within a bound. Thread-safe.
 */
final class ObjectText {
    /** How many bytes of UTF-8 the text of one object may have, {@link ValueLimits#TRUNCATED} included. */
    static final int MAX_BYTES = 8 * 1024;

    private static final int MOST_BYTES_OF_A_CHAR = 3;

    /** Whether a class, or one above it, says what the text of its objects is. Holds nothing of ours. */
    private static final ClassValue<Boolean> OWN = new ClassValue<Boolean>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
                try {
                    each.getDeclaredMethod("toString");
                    return true;
                } catch (NoSuchMethodException above) {
                    // one of its superclasses may have it
                } catch (RuntimeException | LinkageError unknown) {
                    return true;
                }
            }
            return false;
        }
    };

    private final ObjectHints hints;

    ObjectText(ObjectHints hints) {
        this.hints = hints;
    }

    /** Never null and never throws. */
    String of(Object object) {
        if (isMissing(object)) {
            hints.noText(object.getClass(), Kinds.of(object) != Kind.TEXT);
        }
        return shown(object);
    }

    /** Never null and never throws. */
    static String shown(Object object) {
        return isMissing(object) ? "[" + object.getClass().getTypeName() + "]" : bounded(SafeText.of(object));
    }

    /** If the class does not say what the text of its objects is: what {@link Object#toString} gives says nothing. */
    static boolean isMissing(Object object) {
        return !OWN.get(object.getClass());
    }

    /** Cut at a code point where it is too long. */
    static String bounded(String text) {
        if (text.length() <= MAX_BYTES / MOST_BYTES_OF_A_CHAR) {
            return text;
        }
        int most = MAX_BYTES - ValueLimits.TRUNCATED.length();
        int end = 0; // where a text that turns out too long is cut
        long bytes = 0;
        for (int i = 0; i < text.length() && bytes <= MAX_BYTES; ) {
            int codePoint = text.codePointAt(i);
            bytes += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
            i += Character.charCount(codePoint);
            end = bytes <= most ? i : end;
        }
        return bytes <= MAX_BYTES ? text : text.substring(0, end) + ValueLimits.TRUNCATED;
    }
}
