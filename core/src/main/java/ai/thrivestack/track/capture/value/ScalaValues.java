// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Scala's values as Java's, read without a dependency on its library. Whatever they throw is thrown on, wrapped. */
final class ScalaValues {
    static final int LARGEST_TUPLE = 22;

    private static final String ITERATOR = "scala.collection.Iterator";

    private ScalaValues() {}

    /** Null if it is empty. */
    static Object option(Object option) throws ReflectiveOperationException {
        return (Boolean) call(option, "scala.Option", "isEmpty") ? null : call(option, "scala.Option", "get");
    }

    /** A BigDecimal or a BigInteger. */
    static Object number(Object number) throws ReflectiveOperationException {
        return Supertypes.of(number.getClass()).containsKey("scala.math.BigInt")
                ? call(number, "scala.math.BigInt", "bigInteger")
                : call(number, "scala.math.BigDecimal", "bigDecimal");
    }

    static Object[] tuple(Object tuple) throws ReflectiveOperationException {
        Object[] elements = new Object[(Integer) call(tuple, "scala.Product", "productArity")];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = element(tuple, i);
        }
        return elements;
    }

    private static Object element(Object tuple, int index) throws ReflectiveOperationException {
        return Supertypes.of(tuple.getClass())
                .get("scala.Product")
                .getMethod("productElement", int.class)
                .invoke(tuple, index);
    }

    static Iterable<Object> iterable(Object iterable) {
        return () -> new Elements(iterable);
    }

    /** Its entries, as far as they are wanted. The first of a name stays. */
    static Map<Object, Object> map(Object map, int limit) throws ReflectiveOperationException {
        Map<Object, Object> entries = new LinkedHashMap<>();
        for (Iterator<Object> elements = new Elements(map); elements.hasNext() && entries.size() <= limit; ) {
            Object entry = elements.next();
            entries.putIfAbsent(element(entry, 0), element(entry, 1));
        }
        return entries;
    }

    private static Object call(Object target, String type, String method) throws ReflectiveOperationException {
        return Supertypes.of(target.getClass()).get(type).getMethod(method).invoke(target);
    }

    private static final class Elements implements Iterator<Object> {
        private final Object iterator;

        Elements(Object iterable) {
            iterator = called(iterable, "scala.collection.Iterable", "iterator");
        }

        @Override
        public boolean hasNext() {
            return (Boolean) called(iterator, ITERATOR, "hasNext");
        }

        @Override
        public Object next() {
            return called(iterator, ITERATOR, "next");
        }

        private static Object called(Object target, String type, String method) {
            try {
                return call(target, type, method);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e.getCause() == null ? e : e.getCause());
            }
        }
    }
}
