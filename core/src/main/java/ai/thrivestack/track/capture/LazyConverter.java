// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an application's Jackson, which asks through its interface {@code Converter}, is to write in place of a proxy or a
 * collection of Hibernate that it finds inside of an object: of one that is not loaded, a proxy's text in brackets or
 * null. Of one that is, the entity's text, since what the property says of the entity's own properties could not be
 * obeyed; and the elements, which are written as the property says.
 */
final class LazyConverter implements InvocationHandler {
    private final Class<?> output;

    private LazyConverter(Class<?> output) {
        this.output = output;
    }

    /** @param output String for proxies; Collection or Map for collections */
    static Object of(Class<?> output, Class<?> converter) {
        return Proxy.newProxyInstance(
                converter.getClassLoader(), new Class<?>[] {converter}, new LazyConverter(output));
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

    private Object convert(Object lazy) throws ReflectiveOperationException {
        Object loaded = Lazy.loaded(lazy);
        if (output == String.class) {
            return loaded instanceof String ? loaded : ObjectText.shown(loaded);
        }
        if (loaded instanceof Map) {
            return new LinkedHashMap<>((Map<?, ?>) loaded);
        }
        return loaded instanceof Collection ? new ArrayList<>((Collection<?>) loaded) : null;
    }
}
