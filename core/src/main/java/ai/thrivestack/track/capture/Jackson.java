// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The two generations of Jackson that an application may have, reached by reflection, and how a mapper is made of each:
 * as the application would make one, with the modules on its class path, and with a {@link JacksonGuard} and {@link
 * StandIn}s.
 */
enum Jackson {
    // Made at run time: relocation rewrites a constant that begins with a package of ours.
    TWO(String.join(".", "com", "fasterxml", "jackson", "databind", ""), "JsonSerializer") {
        @Override
        Object newMapper(Class<?> mapperClass, ClassLoader loader) throws ReflectiveOperationException {
            Object mapper = mapperClass.getConstructor().newInstance();
            Class<?> module = type("Module", loader);
            mapperClass.getMethod("registerModule", module).invoke(mapper, lazyModule(loader));
            for (Object each : modules(mapperClass, loader)) {
                mapperClass.getMethod("registerModule", module).invoke(mapper, each);
            }
            Object factory = mapperClass.getMethod("getSerializerFactory").invoke(mapper);
            mapperClass
                    .getMethod("setSerializerFactory", type("ser.SerializerFactory", loader))
                    .invoke(mapper, guarded(factory, loader));
            try {
                useOwnCaches(mapper, mapperClass);
            } catch (ReflectiveOperationException older) {
                // Jackson below 2.8 has none to choose
            }
            return mapper;
        }

        /**
         * The cache of types is the JVM's otherwise, and that of buffers a thread's: they would keep the class loader of
         * an application that is stopped.
         */
        private void useOwnCaches(Object mapper, Class<?> mapperClass) throws ReflectiveOperationException {
            Object types = mapperClass.getMethod("getTypeFactory").invoke(mapper);
            Class<?> cache = type("util.LRUMap", mapperClass.getClassLoader());
            Object ownCache = cache.getConstructor(int.class, int.class).newInstance(16, 200);
            Object ownTypes = types.getClass().getMethod("withCache", cache).invoke(types, ownCache);
            mapperClass.getMethod("setTypeFactory", types.getClass()).invoke(mapper, ownTypes);
            Object factory = mapperClass.getMethod("getFactory").invoke(mapper);
            for (Class<?> feature : factory.getClass().getClasses()) {
                if (feature.getSimpleName().equals("Feature") && feature.isEnum()) {
                    Object buffers = feature.getField("USE_THREAD_LOCAL_FOR_BUFFER_RECYCLING")
                            .get(null);
                    factory.getClass().getMethod("disable", feature).invoke(factory, buffers);
                }
            }
        }
    },
    THREE("tools.jackson.databind.", "ValueSerializer") {
        @Override
        Object newMapper(Class<?> mapperClass, ClassLoader loader) throws ReflectiveOperationException {
            Object builder =
                    type("json.JsonMapper", loader).getMethod("builder").invoke(null);
            Class<?> builderClass = type("cfg.MapperBuilder", loader);
            Class<?> module = type("JacksonModule", loader);
            builderClass.getMethod("addModule", module).invoke(builder, lazyModule(loader));
            builderClass.getMethod("addModules", Iterable.class).invoke(builder, modules(builderClass, loader));
            Object factory = builderClass.getMethod("serializerFactory").invoke(builder);
            builderClass
                    .getMethod("serializerFactory", type("ser.SerializerFactory", loader))
                    .invoke(builder, guarded(factory, loader));
            return builderClass.getMethod("build").invoke(builder);
        }
    };

    /** The package that its own annotations are below, and its own classes; the basic annotations are common to both. */
    final String databind;

    private final String serializer;

    Jackson(String databind, String serializer) {
        this.databind = databind;
        this.serializer = serializer;
    }

    Jackson other() {
        return this == TWO ? THREE : TWO;
    }

    /** Null if this class loader has none, or one that cannot be used. */
    Object newMapper(ClassLoader loader) {
        try {
            return newMapper(type("ObjectMapper", loader), loader);
        } catch (Throwable none) { // not there, or a module of the application's cannot be loaded
            SafeText.unreadable(none); // unless the JVM itself is in trouble, there is none
            return null;
        }
    }

    abstract Object newMapper(Class<?> mapperClass, ClassLoader loader) throws ReflectiveOperationException;

    Class<?> type(String name, ClassLoader loader) throws ClassNotFoundException {
        return Class.forName(databind + name, true, loader);
    }

    static List<?> modules(Class<?> finder, ClassLoader loader) throws ReflectiveOperationException {
        return (List<?>) finder.getMethod("findModules", ClassLoader.class).invoke(null, loader);
    }

    /** The factory of serializers that asks the guard before all others. */
    Object guarded(Object factory, ClassLoader loader) throws ReflectiveOperationException {
        Object asText = standIn(String.class, loader);
        Class<?> serializers = type("ser.Serializers", loader);
        Object guard = Proxy.newProxyInstance(
                serializers.getClassLoader(), new Class<?>[] {serializers}, new JacksonGuard(this, asText));
        return type("ser.SerializerFactory", loader)
                .getMethod("withAdditionalSerializers", serializers)
                .invoke(factory, guard);
    }

    /** What Hibernate has not loaded is not loaded inside of other objects either. A module of Hibernate's goes first. */
    Object lazyModule(ClassLoader loader) throws ReflectiveOperationException {
        Object module =
                type("module.SimpleModule", loader).getConstructor(String.class).newInstance("track-lazy");
        add(Lazy.PROXY, standIn(String.class, loader), module, loader);
        add(Lazy.COLLECTION, standIn(Collection.class, loader), module, loader);
        for (String map : Lazy.MAPS) {
            add(map, standIn(Map.class, loader), module, loader);
        }
        return module;
    }

    private Object standIn(Class<?> output, ClassLoader loader) throws ReflectiveOperationException {
        Class<?> converter = type("util.Converter", loader);
        return convertingSerializer(loader)
                .getConstructor(Class.class, converter)
                .newInstance(Object.class, StandIn.of(output, converter));
    }

    private Class<?> convertingSerializer(ClassLoader loader) throws ClassNotFoundException {
        try {
            return type("ser.std.StdConvertingSerializer", loader);
        } catch (ClassNotFoundException olderThan31) {
            return type("ser.std.StdDelegatingSerializer", loader);
        }
    }

    /** Does nothing if the application does not have the type: then it has no values of it either. */
    private void add(String name, Object asWhat, Object module, ClassLoader loader)
            throws ReflectiveOperationException {
        Class<?> type;
        try {
            type = Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError notThere) {
            return;
        }
        module.getClass()
                .getMethod("addSerializer", Class.class, type(serializer, loader))
                .invoke(module, type, asWhat);
    }
}
