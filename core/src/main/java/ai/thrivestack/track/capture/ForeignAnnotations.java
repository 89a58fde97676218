// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.lang.annotation.Annotation;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;

/**
 * Honours the application's Jackson annotations, which are other classes than the relocated ones that our Jackson looks
 * for: it finds them by name, and hands out ours with their values. Thread-safe.
 */
@SuppressWarnings("serial") // never serialised
final class ForeignAnnotations extends JacksonAnnotationIntrospector {
    /** Made at run time: relocation rewrites a constant that begins like this. */
    private static final String PACKAGE = String.join(".", "com", "fasterxml", "jackson", "annotation", "");

    @Override
    protected <A extends Annotation> A _findAnnotation(Annotated annotated, Class<A> ours) {
        A own = annotated.getAnnotation(ours);
        if (own != null) {
            return own;
        }
        Annotation foreign = foreign(annotated, ours.getSimpleName());
        return foreign == null ? null : as(ours, foreign);
    }

    @Override
    protected boolean _hasAnnotation(Annotated annotated, Class<? extends Annotation> ours) {
        return annotated.hasAnnotation(ours) || foreign(annotated, ours.getSimpleName()) != null;
    }

    @Override
    protected boolean _hasOneOf(Annotated annotated, Class<? extends Annotation>[] ours) {
        for (Class<? extends Annotation> each : ours) {
            if (_hasAnnotation(annotated, each)) {
                return true;
            }
        }
        return false;
    }

    private static Annotation foreign(Annotated annotated, String simpleName) {
        Class<?> owner = annotated instanceof AnnotatedMember
                ? ((AnnotatedMember) annotated).getDeclaringClass()
                : annotated.getRawType();
        if (owner.getClassLoader() == null) {
            return null; // the JDK's own have none
        }
        try {
            return annotated.getAnnotation(Class.forName(PACKAGE + simpleName, false, owner.getClassLoader())
                    .asSubclass(Annotation.class));
        } catch (ClassNotFoundException | LinkageError | ClassCastException absent) {
            return null;
        }
    }

    private static <A extends Annotation> A as(Class<A> ours, Annotation foreign) {
        return ours.cast(Proxy.newProxyInstance(
                ForeignAnnotations.class.getClassLoader(),
                new Class<?>[] {ours},
                (proxy, method, arguments) -> value(ours, foreign, method)));
    }

    private static Object value(Class<?> ours, Annotation foreign, Method method)
            throws IllegalAccessException, InvocationTargetException {
        if (method.getName().equals("annotationType")) {
            return ours;
        }
        try {
            Method theirs = foreign.annotationType().getMethod(method.getName(), method.getParameterTypes());
            return converted(theirs.invoke(foreign), method.getReturnType());
        } catch (NoSuchMethodException older) {
            return method.getDefaultValue();
        }
    }

    /** Their enums and annotations as ours; a constant that only they know is an {@link IllegalArgumentException}. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // the type of an enum is known at run time alone
    private static Object converted(Object value, Class<?> type) {
        if (type.isInstance(value) || type.isPrimitive()) {
            return value;
        }
        if (value instanceof Enum) {
            return Enum.valueOf((Class<? extends Enum>) type, ((Enum<?>) value).name());
        }
        if (value instanceof Annotation) {
            return as(type.asSubclass(Annotation.class), (Annotation) value);
        }
        int length = Array.getLength(value);
        Object array = Array.newInstance(type.getComponentType(), length);
        for (int i = 0; i < length; i++) {
            Array.set(array, i, converted(Array.get(value, i), type.getComponentType()));
        }
        return array;
    }
}
