// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Makes a mapper of an application's Jackson: as the application would make one, with the modules on its class path,
 * and with a {@link JacksonGuard} and {@link StandIn}s.
 */
final class MapperFactory {
    private final Jackson jackson;
    private final ClassLoader loader;

    private MapperFactory(Jackson jackson, ClassLoader loader) {
        this.jackson = jackson;
        this.loader = loader;
    }

    /** Null if this class loader has no such Jackson, or one that cannot be used. */
    static Object newMapper(Jackson jackson, ClassLoader loader) {
        try {
            MapperFactory factory = new MapperFactory(jackson, loader);
            Class<?> mapperClass = factory.type("ObjectMapper");
            return jackson == Jackson.TWO ? factory.mapper2(mapperClass) : factory.mapper3();
        } catch (Throwable none) { // not there, or a module of the application's cannot be loaded
            SafeText.unreadable(none); // throws what is an error of the JVM; otherwise there is no mapper
            return null;
        }
    }

    private Object mapper2(Class<?> mapperClass) throws ReflectiveOperationException {
        Object mapper = mapperClass.getConstructor().newInstance();
        Class<?> module = type("Module");
        mapperClass.getMethod("registerModule", module).invoke(mapper, lazyModule());
        for (Object each : modules(mapperClass)) {
            mapperClass.getMethod("registerModule", module).invoke(mapper, each);
        }
        Object factory = mapperClass.getMethod("getSerializerFactory").invoke(mapper);
        mapperClass
                .getMethod("setSerializerFactory", type("ser.SerializerFactory"))
                .invoke(mapper, guarded(factory));
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
        Class<?> cache = jackson.type("util.LRUMap", mapperClass.getClassLoader());
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

    private Object mapper3() throws ReflectiveOperationException {
        Object builder = type("json.JsonMapper").getMethod("builder").invoke(null);
        Class<?> builderClass = type("cfg.MapperBuilder");
        Class<?> module = type("JacksonModule");
        builderClass.getMethod("addModule", module).invoke(builder, lazyModule());
        builderClass.getMethod("addModules", Iterable.class).invoke(builder, modules(builderClass));
        Object factory = builderClass.getMethod("serializerFactory").invoke(builder);
        builderClass
                .getMethod("serializerFactory", type("ser.SerializerFactory"))
                .invoke(builder, guarded(factory));
        return builderClass.getMethod("build").invoke(builder);
    }

    private Class<?> type(String name) throws ClassNotFoundException {
        return jackson.type(name, loader);
    }

    private List<?> modules(Class<?> finder) throws ReflectiveOperationException {
        return (List<?>) finder.getMethod("findModules", ClassLoader.class).invoke(null, loader);
    }

    /** The factory of serializers that asks the guard before all others. */
    private Object guarded(Object factory) throws ReflectiveOperationException {
        Object asText = standIn(String.class);
        Class<?> serializers = type("ser.Serializers");
        Object guard = Proxy.newProxyInstance(
                serializers.getClassLoader(), new Class<?>[] {serializers}, new JacksonGuard(jackson, asText));
        return type("ser.SerializerFactory")
                .getMethod("withAdditionalSerializers", serializers)
                .invoke(factory, guard);
    }

    /** What Hibernate has not loaded is not loaded inside of other objects either. A module of Hibernate's goes first. */
    private Object lazyModule() throws ReflectiveOperationException {
        Object module = type("module.SimpleModule").getConstructor(String.class).newInstance("track-lazy");
        add(Lazy.PROXY, standIn(String.class), module);
        add(Lazy.COLLECTION, standIn(Collection.class), module);
        for (String map : Lazy.MAPS) {
            add(map, standIn(Map.class), module);
        }
        return module;
    }

    private Object standIn(Class<?> output) throws ReflectiveOperationException {
        Class<?> converter = type("util.Converter");
        return convertingSerializer()
                .getConstructor(Class.class, converter)
                .newInstance(Object.class, StandIn.of(output, converter));
    }

    private Class<?> convertingSerializer() throws ClassNotFoundException {
        try {
            return type("ser.std.StdConvertingSerializer");
        } catch (ClassNotFoundException olderThan31) {
            return type("ser.std.StdDelegatingSerializer");
        }
    }

    /** Does nothing if the application does not have the type: then it has no values of it either. */
    private void add(String name, Object asWhat, Object module) throws ReflectiveOperationException {
        Class<?> type;
        try {
            type = Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError notThere) {
            return;
        }
        module.getClass()
                .getMethod("addSerializer", Class.class, jackson.serializer(loader))
                .invoke(module, type, asWhat);
    }
}
