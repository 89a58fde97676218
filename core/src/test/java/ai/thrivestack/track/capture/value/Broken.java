// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

import java.io.FileNotFoundException;
import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Objects of an application that throw while they are read. */
final class Broken {
    private Broken() {}

    static Stream<Throwable> throwables() {
        return Stream.of(
                new IllegalStateException("private"),
                new FileNotFoundException("private"), // undeclared, as proxies and other languages throw it
                new ConcurrentModificationException(),
                new StackOverflowError(),
                new AssertionError("private"),
                new NoClassDefFoundError("private"),
                new ExceptionInInitializerError("private"),
                new Error("private"));
    }

    /** What stands for such a value. */
    static String mark(Throwable thrown) {
        return "[unreadable: " + thrown.getClass().getName() + "]";
    }

    /** Throws anything, declared or not. */
    static RuntimeException raise(Throwable thrown) {
        return Broken.<RuntimeException>undeclared(thrown);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException undeclared(Throwable thrown) throws T {
        throw (T) thrown;
    }

    static Object text(Throwable thrown) {
        return new Object() {
            @Override
            public String toString() {
                throw raise(thrown);
            }
        };
    }

    /** Gives one element; then {@code hasNext} throws, or {@code next} if that is null. */
    static <T> Iterator<T> after(T first, Throwable hasNext, Throwable next) {
        return new Iterator<T>() {
            private boolean given;

            @Override
            public boolean hasNext() {
                if (given && hasNext != null) {
                    throw raise(hasNext);
                }
                return true;
            }

            @Override
            public T next() {
                if (given) {
                    throw raise(next);
                }
                given = true;
                return first;
            }
        };
    }

    static <T> Collection<T> collection(Supplier<Iterator<T>> iterator) {
        return new AbstractCollection<T>() {
            @Override
            public Iterator<T> iterator() {
                return iterator.get();
            }

            @Override
            public int size() {
                throw new IllegalStateException();
            }
        };
    }

    static Map<Object, Object> map(Supplier<Iterator<Map.Entry<Object, Object>>> iterator) {
        return new AbstractMap<Object, Object>() {
            @Override
            public Set<Entry<Object, Object>> entrySet() {
                return new AbstractSet<Entry<Object, Object>>() {
                    @Override
                    public Iterator<Entry<Object, Object>> iterator() {
                        return iterator.get();
                    }

                    @Override
                    public int size() {
                        throw new IllegalStateException();
                    }
                };
            }
        };
    }
}
