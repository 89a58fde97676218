// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;

/**
 * Stands among the serializers of a mapper, as a {@code Serializers} of its Jackson, and answers for what that Jackson
 * must not read inside of other objects: requests, streams and the like, and objects whose annotations only the other
 * Jackson obeys. They are written as their text. Asked once for each class and mapper; thread-safe.
 */
final class JacksonGuard implements InvocationHandler {
    private final Jackson jackson;
    private final Object asText;

    JacksonGuard(Jackson jackson, Object asText) {
        this.jackson = jackson;
        this.asText = asText;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws ReflectiveOperationException {
        switch (method.getName()) {
            case "equals":
                return proxy == arguments[0];
            case "hashCode":
                return System.identityHashCode(proxy);
            case "toString":
                return "JacksonGuard";
            default: // findSerializer(config, type, …) and its like for arrays, collections, maps …
                Object type = arguments[1];
                return isText((Class<?>)
                                type.getClass().getMethod("getRawClass").invoke(type))
                        ? asText
                        : null;
        }
    }

    private boolean isText(Class<?> type) {
        return Kinds.of(type) == Kind.TEXT || JacksonAnnotations.areOnlyFor(jackson.other(), type);
    }
}
