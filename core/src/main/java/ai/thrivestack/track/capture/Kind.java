// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a value is by its class alone, and so how it is sent. {@link KnownTypes} says which types are what. */
enum Kind {
    /** An argument or marker of logstash-logback-encoder, which carries fields. */
    STRUCTURED,
    /** To read it would do something to the application: it is sent as its text, whatever the options say. */
    TEXT,
    /** Hibernate's, which reads from the database when it is used. */
    LAZY,
    /** JSON of some library; its {@code toString} gives it. */
    JSON_TREE,
    SCALA_OPTION,
    SCALA_NUMBER,
    SCALA_TUPLE,
    SCALA_MAP,
    SCALA_ITERABLE,
    MAP,
    COLLECTION,
    /** Data by declaration: its components are sent. */
    RECORD,
    ARRAY,
    /** Data on which Jackson's annotations say what may leave: the application's Jackson writes it. */
    ANNOTATED,
    /** Any other object. */
    OBJECT;

    private static final Kind[] ALL = values();

    /** Holds numbers, which are the platform's: a kind, kept by a class of the platform, would keep our class loader. */
    private static final ClassValue<Integer> KINDS = new ClassValue<Integer>() {
        @Override
        protected Integer computeValue(Class<?> type) {
            return find(type).ordinal();
        }
    };

    static Kind of(Object value) {
        return of(value.getClass());
    }

    static Kind of(Class<?> type) {
        return ALL[KINDS.get(type)];
    }

    private static Kind find(Class<?> type) {
        if (type.isArray()) {
            return ARRAY;
        }
        Kind kind = KnownTypes.kind(supertypes(type).keySet());
        switch (kind) {
            case RECORD:
                return Records.hasTextOfItsOwn(type) ? OBJECT : unlessAnnotated(kind, type);
            case MAP:
            case COLLECTION:
                return unlessAnnotated(kind, type);
            default:
                return kind;
        }
    }

    private static Kind unlessAnnotated(Kind kind, Class<?> type) {
        return JacksonAnnotations.areOn(type) ? ANNOTATED : kind;
    }

    /** The class, its superclasses and all their interfaces, by name. */
    static Map<String, Class<?>> supertypes(Class<?> type) {
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
