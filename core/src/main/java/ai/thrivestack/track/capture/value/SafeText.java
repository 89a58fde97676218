// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

import java.lang.reflect.InvocationTargetException;

/** The application's objects as text, whatever their {@code toString} does. */
public final class SafeText {
    /** The name of an entry that says what could not be read, where no other name is known. */
    public static final String UNREADABLE = "[unreadable]";

    private SafeText() {}

    /** Never null and never throws. */
    public static String of(Object value) {
        try {
            return String.valueOf(value == null ? null : value.toString());
        } catch (Throwable thrown) {
            return unreadable(thrown);
        }
    }

    /** Neither null nor a blank text. */
    public static boolean isPresent(Object value) {
        return value != null
                && !(value instanceof CharSequence && of(value).trim().isEmpty());
    }

    /** What stands for a value that cannot be read. Names the error's class alone: its message may quote data. */
    public static String unreadable(Throwable thrown) {
        if (thrown instanceof InvocationTargetException && thrown.getCause() != null) {
            return unreadable(thrown.getCause());
        }
        if (thrown instanceof VirtualMachineError && !(thrown instanceof StackOverflowError)) {
            throw (VirtualMachineError) thrown; // an error of the JVM, not of the value
        }
        return "[unreadable: " + thrown.getClass().getName() + "]";
    }

    /** The text with U+FFFD for each lone surrogate, which UTF-8 cannot express. */
    public static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return repaired(text, i);
            }
        }
        return text;
    }

    private static String repaired(String text, int from) {
        StringBuilder repaired = new StringBuilder(text.length()).append(text, 0, from);
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                repaired.append(c);
            } else if (i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1))) {
                repaired.append(c).append(text.charAt(++i));
            } else {
                repaired.append('\uFFFD');
            }
        }
        return repaired.toString();
    }
}
