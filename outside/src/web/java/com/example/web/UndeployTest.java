// SPDX-License-Identifier: Apache-2.0
package com.example.web;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.thrivestack.track.testkit.TrackServer;
import java.io.File;
import java.io.IOException;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.apache.catalina.Context;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A web application with its own framework leaves a Tomcat that goes on, as at each deployment of a new version. */
class UndeployTest {
    private static final Logger TOMCATS_LOG = Logger.getLogger("org.apache");

    private static final String LOGBACK = "<configuration><appender name='%1$s'"
            + " class='ai.thrivestack.track.logback.TrackAppender'><endpoint>%2$s</endpoint><token>secret-token</token>"
            + "<shutdownTimeout>2s</shutdownTimeout></appender>"
            + "<root level='INFO'><appender-ref ref='%1$s'/></root></configuration>";

    private static final String LOG4J2 = "<Configuration><Appenders><Track name='%1$s' endpoint='%2$s'"
            + " token='secret-token' shutdownTimeout='2s'/></Appenders>"
            + "<Loggers><Root level='INFO'><AppenderRef ref='%1$s'/></Root></Loggers></Configuration>";

    private final ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
    private final Tomcat tomcat = new Tomcat();

    @TempDir
    Path directory;

    @BeforeEach
    void start() throws Exception {
        TOMCATS_LOG.setLevel(Level.SEVERE);
        tomcat.setBaseDir(directory.toString());
        tomcat.getHost();
        tomcat.start();
    }

    @AfterEach
    void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
    }

    @Test
    void undeploy_apiDown_saysTheNumberOnce_andLeavesNothing() throws Exception {
        try (ErrorOutput errors = new ErrorOutput()) {
            WeakReference<ClassLoader> loader = deployAndUndeploy("DOWN", "http://127.0.0.1:1/api/track");
            String number = Webshop.EVENTS + " events";
            errors.await(number);
            assertNoThreadIsLeft("DOWN");
            assertEquals(
                    1,
                    errors.lines().stream().filter(line -> line.contains(number)).count(),
                    () -> "" + errors.lines());
            assertCollected(loader);
        }
    }

    @Test
    void undeploy_apiUp_saysNothing_andLeavesNothing() throws Exception {
        try (TrackServer server = TrackServer.start();
                ErrorOutput errors = new ErrorOutput()) {
            WeakReference<ClassLoader> loader =
                    deployAndUndeploy("UP", server.endpoint().toString());
            server.awaitEvents(Webshop.EVENTS, 30, SECONDS);
            assertNoThreadIsLeft("UP");
            assertEquals(List.of(), errors.lines());
            assertCollected(loader);
            assertEquals(Webshop.EVENTS, server.events().size());
        }
    }

    private WeakReference<ClassLoader> deployAndUndeploy(String appender, String endpoint) throws IOException {
        Path application = directory.resolve("shop");
        copyTo(application, appender, endpoint);
        Context context = new StandardContext();
        context.setPath("/shop");
        context.setDocBase(application.toString());
        context.setParentClassLoader(new ContainerLoader());
        context.addLifecycleListener(new Tomcat.FixContextListener()); // there is no web.xml
        context.addApplicationListener(Webshop.class.getName());
        tomcat.getHost().addChild(context); // starts it
        ClassLoader loader = context.getLoader().getClassLoader();
        tomcat.getHost().removeChild(context);
        return new WeakReference<>(loader, collected);
    }

    /** What a container shows an application: the servlet API and itself, and nothing of the test's own class path. */
    private static final class ContainerLoader extends ClassLoader {
        ContainerLoader() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("jakarta.servlet.") || name.startsWith("org.apache.catalina.")) {
                return UndeployTest.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }

        /** Tomcat reads a class of its own that it then defines in the application. */
        @Override
        protected URL findResource(String name) {
            return name.startsWith("org/apache/catalina/")
                    ? UndeployTest.class.getClassLoader().getResource(name)
                    : null;
        }
    }

    private static void copyTo(Path application, String appender, String endpoint) throws IOException {
        Path libraries = Files.createDirectories(application.resolve("WEB-INF/lib"));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            String file = new File(entry).getName();
            if (file.matches("(slf4j-api|logback|log4j|track-core|track-log).*\\.jar")) {
                Files.copy(Path.of(entry), libraries.resolve(file));
            }
        }
        String name = Webshop.class.getName().replace('.', '/') + ".class";
        Path classes = application.resolve("WEB-INF/classes");
        Files.createDirectories(classes.resolve(name).getParent());
        Files.write(
                classes.resolve(name),
                Webshop.class.getClassLoader().getResourceAsStream(name).readAllBytes());
        Files.writeString(classes.resolve("logback.xml"), String.format(LOGBACK, appender, endpoint));
        // Log4j2 prefers this one, and would find that of these tests in the system's class loader.
        Files.writeString(classes.resolve("log4j2-test.xml"), String.format(LOG4J2, appender, endpoint));
    }

    private static void assertNoThreadIsLeft(String appender) throws InterruptedException {
        List<Thread> ours = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("track-" + appender))
                .collect(Collectors.toList());
        for (Thread thread : ours) {
            thread.join(SECONDS.toMillis(10));
            assertTrue(!thread.isAlive(), () -> thread + " is left");
        }
    }

    private void assertCollected(WeakReference<ClassLoader> loader) throws InterruptedException {
        long deadline = System.nanoTime() + SECONDS.toNanos(30);
        Object found = null;
        while (found == null && System.nanoTime() < deadline) {
            System.gc();
            found = collected.remove(200);
        }
        assertNotNull(found, () -> "something keeps " + loader.get());
    }
}
