// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an application's Jackson, which asks through its interface {@code Converter}, is to write in place of a value that
 * it finds inside of an object: its text, as everywhere, or the elements of a collection of Hibernate, which are written
 * as the property says. What Hibernate has not loaded is a text in brackets, or null for a collection. Of a loaded proxy
 * it is the entity's text, since what the property says of the entity's own properties could not be obeyed.
 */
final class StandIn implements InvocationHandler {
    private final Class<?> output;

    private StandIn(Class<?> output) {
        this.output = output;
    }

    /** @param output String for a text; Collection or Map for Hibernate's collections */
    static Object of(Class<?> output, Class<?> converter) {
        return Proxy.newProxyInstance(converter.getClassLoader(), new Class<?>[] {converter}, new StandIn(output));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws ReflectiveOperationException {
        switch (method.getName()) {
            case "convert":
                return convert(arguments[arguments.length - 1]);
            case "getInputType":
                return type(arguments[0], Object.class);
            case "getOutputType":
                return type(arguments[0], output);
            default:
                return method.invoke(this, arguments); // of Object
        }
    }

    private static Object type(Object types, Class<?> type) throws ReflectiveOperationException {
        return types.getClass().getMethod("constructType", Type.class).invoke(types, type);
    }

    private Object convert(Object value) throws ReflectiveOperationException {
        Object loaded = Kinds.of(value) == Kind.LAZY ? Lazy.loaded(value) : value;
        if (output == String.class) {
            return loaded instanceof String ? loaded : ObjectText.shown(loaded);
        }
        if (loaded instanceof Map) {
            return new LinkedHashMap<>((Map<?, ?>) loaded);
        }
        return loaded instanceof Collection ? new ArrayList<>((Collection<?>) loaded) : null;
    }
}
