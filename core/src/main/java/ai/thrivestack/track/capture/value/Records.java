// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Java's records, which declare that they are data, read without Java 16. Their fields are read, as the compiler's
 * {@code toString} does: an accessor may be the application's code.
 */
final class Records {
    private Records() {}

    /** The compiler's is final. */
    static boolean hasTextOfItsOwn(Class<?> record) {
        try {
            return !Modifier.isFinal(record.getDeclaredMethod("toString").getModifiers());
        } catch (ReflectiveOperationException | RuntimeException | LinkageError unknown) {
            return true;
        }
    }

    /** Null if they cannot be read: their module does not open the package, or there is no reflection. */
    static Map<String, Object> components(Object record) {
        Map<String, Object> components = new LinkedHashMap<>();
        try {
            for (Field field : record.getClass().getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    field.setAccessible(true);
                    components.put(field.getName(), field.get(record));
                }
            }
        } catch (ReflectiveOperationException | RuntimeException | LinkageError closed) {
            return null;
        }
        return components.isEmpty() ? null : components;
    }
}
