// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.util.List;

/**
 * The two generations of Jackson that an application may have, and how a mapper is made of each: as the application
 * would make one, with the modules on its class path, except that a few types are written as their text whatever they
 * are in, since to read them would harm the application.
 */
enum Jackson {
    // Made at run time: relocation rewrites a constant that begins with a package of ours.
    TWO(String.join(".", "com", "fasterxml", "jackson", "databind", ""), "JsonSerializer") {
        @Override
        Object newMapper(Class<?> mapperClass, ClassLoader loader) throws ReflectiveOperationException {
            Object mapper = mapperClass.getConstructor().newInstance();
            Class<?> module = type("Module", loader);
            for (Object each : modules(mapperClass, loader)) {
                mapperClass.getMethod("registerModule", module).invoke(mapper, each);
            }
            mapperClass.getMethod("registerModule", module).invoke(mapper, textModule(loader));
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
            ClassLoader jackson = mapperClass.getClassLoader();
            Object types = mapperClass.getMethod("getTypeFactory").invoke(mapper);
            Class<?> cache = type("util.LRUMap", jackson);
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
            builderClass.getMethod("addModules", Iterable.class).invoke(builder, modules(builderClass, loader));
            Class<?> module = type("JacksonModule", loader);
            builderClass.getMethod("addModule", module).invoke(builder, textModule(loader));
            return builderClass.getMethod("build").invoke(builder);
        }
    };

    private final String databind;
    private final String serializer;

    Jackson(String databind, String serializer) {
        this.databind = databind;
        this.serializer = serializer;
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

    /** What {@link KnownTypes} reads nothing of is not read inside of other objects either. */
    Object textModule(ClassLoader loader) throws ReflectiveOperationException {
        Class<?> moduleClass = type("module.SimpleModule", loader);
        Object module = moduleClass.getConstructor(String.class).newInstance("track-text");
        Object asText = type("ser.std.ToStringSerializer", loader)
                .getConstructor(Class.class)
                .newInstance(Object.class);
        for (String unread : KnownTypes.unread()) {
            try {
                Class<?> type = Class.forName(unread, false, loader);
                moduleClass
                        .getMethod("addSerializer", Class.class, type(serializer, loader))
                        .invoke(module, type, asText);
            } catch (ClassNotFoundException notThere) {
                // then there is none of these either
            }
        }
        return module;
    }
}
