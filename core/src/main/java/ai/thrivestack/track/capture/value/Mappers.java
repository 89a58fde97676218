// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * The mappers of the applications, one of each Jackson for each class loader. A mapper knows classes of the application
 * and a class of ours, so it must be kept by what lives no longer than either: by the application's class that is
 * written, where the application's class loader sees ours; by us, where ours sees the application's; else by nothing, and
 * it is made again after a garbage collection. Thread-safe.
 */
final class Mappers {
    private static final Object NONE = new Object();

    private static final Map<Jackson, Map<ClassLoader, WeakReference<Object>>> MADE = new EnumMap<>(Jackson.class);

    /** Those of class loaders that ours sees. */
    private static final List<Object> KEPT_HERE = Collections.synchronizedList(new ArrayList<>());

    /** What a class keeps. Lists of the platform's, since one of ours would be kept beyond our end. */
    private static final ClassValue<List<Object>> KEPT_BY_CLASS = new ClassValue<List<Object>>() {
        @Override
        protected List<Object> computeValue(Class<?> type) {
            return Collections.synchronizedList(new ArrayList<>());
        }
    };

    private static final ClassValue<Boolean> NEEDS_JACKSON_3 = new ClassValue<Boolean>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return JacksonAnnotations.needJackson3(type);
        }
    };

    static {
        for (Jackson jackson : Jackson.values()) {
            MADE.put(jackson, new WeakHashMap<>());
        }
    }

    private Mappers() {}

    /** The mapper for the objects of this class, null if there is no Jackson for them. */
    static Object of(Class<?> type) {
        if (type.getClassLoader() == null) {
            return null; // the platform's objects declare nothing to Jackson
        }
        Object mapper = NEEDS_JACKSON_3.get(type) ? NONE : of(type, Jackson.TWO);
        mapper = mapper == NONE ? of(type, Jackson.THREE) : mapper;
        return mapper == NONE ? null : mapper;
    }

    /** {@link #NONE} if there is none. Made without a lock: that runs the application's code, which may wait for others. */
    private static Object of(Class<?> type, Jackson jackson) {
        ClassLoader loader = type.getClassLoader();
        Object mapper = known(loader, jackson);
        if (mapper == null) {
            Object made = MapperFactory.newMapper(jackson, loader);
            mapper = firstOf(made == null ? NONE : made, loader, jackson);
        }
        if (mapper != NONE) {
            keep(mapper, type);
        }
        return mapper;
    }

    /** Null if it has not been made, or was not kept. */
    private static Object known(ClassLoader loader, Jackson jackson) {
        Map<ClassLoader, WeakReference<Object>> made = MADE.get(jackson);
        synchronized (made) {
            WeakReference<Object> known = made.get(loader);
            return known == null ? null : known.get();
        }
    }

    /** This one, or that which another thread has made meanwhile. */
    private static Object firstOf(Object mapper, ClassLoader loader, Jackson jackson) {
        Map<ClassLoader, WeakReference<Object>> made = MADE.get(jackson);
        synchronized (made) {
            Object other = known(loader, jackson);
            if (other == null) {
                made.put(loader, new WeakReference<>(mapper));
            }
            return other == null ? mapper : other;
        }
    }

    private static void keep(Object mapper, Class<?> type) {
        ClassLoader ours = Mappers.class.getClassLoader();
        List<Object> keeper = sees(type.getClassLoader(), ours)
                ? KEPT_BY_CLASS.get(type)
                : sees(ours, type.getClassLoader()) ? KEPT_HERE : null;
        if (keeper != null && !keeper.contains(mapper)) {
            keeper.add(mapper);
        }
    }

    /** If it is the other one, or has it among its ancestors. */
    private static boolean sees(ClassLoader loader, ClassLoader other) {
        for (ClassLoader each = loader; each != null; each = each.getParent()) {
            if (each == other) {
                return true;
            }
        }
        return false;
    }
}
