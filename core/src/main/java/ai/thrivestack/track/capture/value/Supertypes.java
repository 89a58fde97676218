// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a class is besides itself. Libraries that are no dependency are recognised by it. */
final class Supertypes {
    private Supertypes() {}

    /** The class, its superclasses and all their interfaces, by name. */
    static Map<String, Class<?>> of(Class<?> type) {
        Map<String, Class<?>> found = new LinkedHashMap<>();
        Deque<Class<?>> left = new ArrayDeque<>();
        left.add(type);
        while (!left.isEmpty()) {
            Class<?> next = left.remove();
            if (found.putIfAbsent(next.getName(), next) == null) {
                Collections.addAll(left, next.getInterfaces());
                if (next.getSuperclass() != null) {
                    left.add(next.getSuperclass());
                }
            }
        }
        return found;
    }
}
