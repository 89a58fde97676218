// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.contract;

import java.io.File;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BiConsumer;

import ai.thrivestack.track.testkit.TrackServer;
import org.junit.jupiter.api.Test;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;

/** A web application that brings framework and appender along can be taken out of its server. */
public abstract class ClassLoaderContract {
    private final Class<? extends Backend> backend;

    protected ClassLoaderContract(Class<? extends Backend> backend) {
        this.backend = backend;
    }

    @Test
    void classLoader_afterTheStop_isCollected() throws Exception {
        ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
        try (TrackServer server = TrackServer.start()) {
            WeakReference<ClassLoader> loader = liveIn(server, collected);
            assertEquals(1, server.events().size());
            long deadline = System.nanoTime() + SECONDS.toNanos(60);
            Object found = null;
            while (found == null && System.nanoTime() < deadline) {
                System.gc();
                found = collected.remove(200);
            }
            assertNotNull(found, () -> "something keeps " + loader.get());
        }
    }

    /** A thread of its own, as a request's is not the application's to keep: what it has in its locals goes with it. */
    private WeakReference<ClassLoader> liveIn(TrackServer server, ReferenceQueue<ClassLoader> collected)
            throws InterruptedException, ExecutionException {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("endpoint", server.endpoint().toString());
        options.put("token", "secret-token");
        FutureTask<WeakReference<ClassLoader>> life = new FutureTask<>(() -> {
            try (URLClassLoader loader = new URLClassLoader(
                    classPath(), ClassLoader.getSystemClassLoader().getParent())) {
                Thread.currentThread().setContextClassLoader(loader);
                live(loader, options);
                return new WeakReference<>(loader, collected);
            }
        });
        Thread thread = new Thread(life, "web-application");
        thread.start();
        thread.join();
        return life.get();
    }

    @SuppressWarnings("unchecked")
    private void live(ClassLoader loader, Map<String, String> options) throws ReflectiveOperationException {
        Class<?> type = loader.loadClass(IsolatedLife.class.getName());
        assertNotSame(IsolatedLife.class, type);
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
