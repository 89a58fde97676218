// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

/**
 * Hibernate's proxies and collections, read without a dependency on it: where nothing has been loaded yet, nothing is
 * loaded for a log call either.
 */
final class Lazy {
    static final String PROXY = "org.hibernate.proxy.HibernateProxy";
    static final String COLLECTION = "org.hibernate.collection.spi.PersistentCollection";

    /** The collections of it that are maps, in Hibernate 5 and in what came after. */
    static final String[] MAPS = {
        "org.hibernate.collection.internal.PersistentMap", "org.hibernate.collection.spi.PersistentMap"
    };

    private Lazy() {}

    /** What a proxy stands for, or the collection itself; a text in brackets if it has not been loaded. */
    static Object loaded(Object lazy) throws ReflectiveOperationException {
        Class<?> proxy = Supertypes.of(lazy.getClass()).get(PROXY);
        if (proxy == null) {
            Class<?> collection = Supertypes.of(lazy.getClass()).get(COLLECTION);
            boolean loaded = (Boolean) collection.getMethod("wasInitialized").invoke(lazy);
            return loaded ? lazy : "[" + lazy.getClass().getName() + "]";
        }
        Object state = proxy.getMethod("getHibernateLazyInitializer").invoke(lazy);
        Class<?> type = Class.forName("org.hibernate.proxy.LazyInitializer", false, proxy.getClassLoader());
        return (Boolean) type.getMethod("isUninitialized").invoke(state)
                ? "[" + type.getMethod("getEntityName").invoke(state) + "]"
                : type.getMethod("getImplementation").invoke(state);
    }
}
