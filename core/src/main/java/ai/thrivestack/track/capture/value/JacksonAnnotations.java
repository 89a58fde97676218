// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds Jackson's annotations by name: on a class, its supertypes, their fields, methods and constructors, and inside
 * annotations that a team made of Jackson's. Takes some microseconds up to milliseconds; its callers keep the answer.
 */
final class JacksonAnnotations {
    // Made at run time: relocation rewrites a constant that begins with a package of ours.
    private static final String JACKSON_2 = String.join(".", "com", "fasterxml", "jackson", "");
    private static final String JACKSON_3 = "tools.jackson.";

    /** How many classes of an object graph are looked at. */
    private static final int MOST_CLASSES = 200;

    private JacksonAnnotations() {}

    /** Some annotation of Jackson 2 or 3, or the class cannot be looked at and may have one. */
    static boolean areOn(Class<?> type) {
        return isOn(type, name -> name.startsWith(JACKSON_2) || name.startsWith(JACKSON_3), true);
    }

    /** Some annotation that this Jackson obeys and the other does not, and none the other way round. */
    static boolean areOnlyFor(Jackson jackson, Class<?> type) {
        return isOn(type, name -> name.startsWith(jackson.databind), false)
                && !isOn(type, name -> name.startsWith(jackson.other().databind), false);
    }

    /**
     * Some annotation that only Jackson 3 obeys, on the class or on one that its members declare, through any number of
     * them: to Jackson 2 it says nothing, and what it hides would be shown.
     */
    static boolean needJackson3(Class<?> type) {
        Set<Class<?>> seen = new HashSet<>();
        Deque<Class<?>> left = new ArrayDeque<>();
        left.add(type);
        while (!left.isEmpty() && seen.size() < MOST_CLASSES) {
            Class<?> next = left.remove();
            if (next.getClassLoader() != null && seen.add(next)) {
                if (isOn(next, name -> name.startsWith(Jackson.THREE.databind), false)) {
                    return true;
                }
                left.addAll(declared(next));
            }
        }
        return false;
    }

    /** @param unknown the answer if the class cannot be looked at */
    private static boolean isOn(Class<?> type, Predicate<String> annotation, boolean unknown) {
        try {
            for (Class<?> each : Supertypes.of(type).values()) {
                if (each.getClassLoader() != null) { // the platform has none
                    for (AnnotatedElement element : elements(each)) {
                        if (isAmong(element.getAnnotations(), annotation, new HashSet<>())) {
                            return true;
                        }
                    }
                }
            }
            return false;
        } catch (LinkageError | RuntimeException missing) { // a class that a member names is not there
            return unknown;
        }
    }

    private static List<AnnotatedElement> elements(Class<?> type) {
        List<AnnotatedElement> elements = new ArrayList<>();
        elements.add(type);
        for (Field field : type.getDeclaredFields()) {
            elements.add(field);
        }
        for (Method method : type.getDeclaredMethods()) {
            addWithParameters(method, elements);
        }
        for (Executable constructor : type.getDeclaredConstructors()) {
            addWithParameters(constructor, elements);
        }
        return elements;
    }

    private static void addWithParameters(Executable executable, List<AnnotatedElement> elements) {
        elements.add(executable);
        for (Parameter parameter : executable.getParameters()) {
            elements.add(parameter);
        }
    }

    /** @param seen annotations may be on one another */
    private static boolean isAmong(Annotation[] annotations, Predicate<String> wanted, Set<Class<?>> seen) {
        for (Annotation annotation : annotations) {
            Class<?> type = annotation.annotationType();
            if (wanted.test(type.getName())
                    || type.getClassLoader() != null
                            && seen.add(type)
                            && isAmong(type.getAnnotations(), wanted, seen)) {
                return true;
            }
        }
        return false;
    }

    /** The classes that fields and getters of this class and its supertypes may hold, type arguments included. */
    private static Set<Class<?>> declared(Class<?> type) {
        Set<Class<?>> declared = new HashSet<>();
        try {
            for (Class<?> each : Supertypes.of(type).values()) {
                if (each.getClassLoader() != null) {
                    for (Field field : each.getDeclaredFields()) {
                        if (!Modifier.isStatic(field.getModifiers())) {
                            addClasses(field.getGenericType(), declared);
                        }
                    }
                    for (Method method : each.getDeclaredMethods()) {
                        if (method.getParameterCount() == 0) {
                            addClasses(method.getGenericReturnType(), declared);
                        }
                    }
                }
            }
        } catch (LinkageError | RuntimeException missing) {
            // the others are looked at
        }
        return declared;
    }

    private static void addClasses(Type type, Set<Class<?>> classes) {
        if (type instanceof Class) {
            Class<?> raw = (Class<?>) type;
            while (raw.isArray()) {
                raw = raw.getComponentType();
            }
            classes.add(raw);
        } else if (type instanceof ParameterizedType) {
            addClasses(((ParameterizedType) type).getRawType(), classes);
            for (Type argument : ((ParameterizedType) type).getActualTypeArguments()) {
                addClasses(argument, classes);
            }
        } else if (type instanceof WildcardType) {
            for (Type bound : ((WildcardType) type).getUpperBounds()) {
                addClasses(bound, classes);
            }
        }
    }
}
