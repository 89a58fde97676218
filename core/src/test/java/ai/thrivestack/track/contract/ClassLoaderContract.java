// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.contract;

import java.io.File;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BiConsumer;

import ai.thrivestack.track.StandardError;
import ai.thrivestack.track.testkit.TrackServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A web application that brings framework and appender along, in a class loader of its own. */
public abstract class ClassLoaderContract {
    private static final ClassLoader PLATFORM =
            ClassLoader.getSystemClassLoader().getParent();

    private final Class<? extends Backend> backend;

    protected ClassLoaderContract(Class<? extends Backend> backend) {
        this.backend = backend;
    }

    @Test
    void classLoader_afterTheStop_isCollected() throws Exception {
        ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
        try (TrackServer server = TrackServer.start()) {
            WeakReference<ClassLoader> loader = liveIn(PLATFORM, IsolatedLife.class, options(server), collected);
            assertEquals(1, server.events().size());
            awaitCollected(loader, collected);
        }
    }

    /** It can load no class any more when its time is over. */
    @Test
    void classLoader_closedWhileEventsWait_tellsTheLoss_andIsCollected(@TempDir Path directory) throws Exception {
        ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
        Path letters = directory.resolve("letters.json");
        TrackServer server = TrackServer.start();
        Map<String, String> options = options(server);
        server.close();
        options.put("shutdownTimeout", "1s");
        options.put("deadLetterFile", letters.toString());
        try (StandardError error = new StandardError()) {
            awaitCollected(liveIn(PLATFORM, IsolatedEnd.class, options, collected), collected);
            assertEquals(1, error.lines().size(), error.lines()::toString);
            assertTrue(error.lines().get(0).contains("1 events are lost"), error.lines()::toString);
        }
        assertEquals(1, Files.readAllLines(letters).size());
    }

    private static Map<String, String> options(TrackServer server) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("endpoint", server.endpoint().toString());
        options.put("token", "secret-token");
        return options;
    }

    private static void awaitCollected(WeakReference<ClassLoader> loader, ReferenceQueue<ClassLoader> collected)
            throws InterruptedException {
        long deadline = System.nanoTime() + SECONDS.toNanos(60);
        Object found = null;
        while (found == null && System.nanoTime() < deadline) {
            System.gc();
            found = collected.remove(200);
        }
        assertNotNull(found, () -> "something keeps " + loader.get());
    }

    /** JBoss hides what is no standard of Java, and an image may lack the rest. */
    @OnOneVersion
    @ParameterizedTest
    @ValueSource(strings = {"jdk.net.", "javax.management."})
    void classLoader_thatHidesAPackage_delivers(String hidden) throws Exception {
        try (TrackServer server = TrackServer.start()) {
            liveIn(hiding(hidden), IsolatedLife.class, options(server), new ReferenceQueue<>());
            assertEquals(1, server.events().size());
        }
    }

    private static ClassLoader hiding(String hidden) {
        return new ClassLoader(PLATFORM) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (name.startsWith(hidden)) {
                    throw new ClassNotFoundException(name);
                }
                return super.loadClass(name, resolve);
            }
        };
    }

    /** A thread of its own, as a request's is not the application's to keep: what it has in its locals goes with it. */
    private WeakReference<ClassLoader> liveIn(
            ClassLoader parent, Class<?> life, Map<String, String> options, ReferenceQueue<ClassLoader> collected)
            throws InterruptedException, ExecutionException {
        FutureTask<WeakReference<ClassLoader>> living = new FutureTask<>(() -> {
            try (URLClassLoader loader = new URLClassLoader(classPath(), parent)) {
                Thread.currentThread().setContextClassLoader(loader);
                live(loader, life, options);
                return new WeakReference<>(loader, collected);
            }
        });
        Thread thread = new Thread(living, "web-application");
        thread.start();
        thread.join();
        return living.get();
    }

    @SuppressWarnings("unchecked")
    private void live(ClassLoader loader, Class<?> life, Map<String, String> options)
            throws ReflectiveOperationException {
        Class<?> type = loader.loadClass(life.getName());
        assertNotSame(life, type);
        ((BiConsumer<String, Map<String, String>>) type.getConstructor().newInstance())
                .accept(backend.getName(), options);
    }

    private static URL[] classPath() throws Exception {
        List<URL> urls = new ArrayList<>();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        for (String entry : classPath.split(File.pathSeparator)) {
            urls.add(new File(entry).toURI().toURL());
        }
        return urls.toArray(new URL[0]);
    }
}
