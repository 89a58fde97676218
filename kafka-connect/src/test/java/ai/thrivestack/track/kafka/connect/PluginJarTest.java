// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.connect;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

import ai.thrivestack.track.testkit.Answer;
import ai.thrivestack.track.testkit.TrackServer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkConnector;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The jar that ships: what is in it, and that a worker needs nothing else. Runs after it is packaged. */
@Timeout(60)
@EnabledIfSystemProperty(named = "plugin.jar", matches = ".+", disabledReason = "there is no jar yet")
class PluginJarTest {
    private final Path jarFile = Paths.get(System.getProperty("plugin.jar"));
    private static final int JAVA_8 = 52;

    private List<String> names() throws IOException {
        try (JarFile jar = new JarFile(jarFile.toFile())) {
            return jar.stream().map(entry -> entry.getName()).collect(Collectors.toList());
        }
    }

    @Test
    void jar_holdsNothingThatCouldMeetTheWorkersOwn() throws IOException {
        List<String> classes = new ArrayList<>(names());
        classes.removeIf(name -> !name.endsWith(".class"));
        assertTrue(classes.size() > 500, () -> classes.size() + " classes");
        assertEquals(
                Collections.emptyList(),
                classes.stream()
                        .filter(name -> !name.startsWith("ai/thrivestack/track/"))
                        .collect(Collectors.toList()));
        assertTrue(classes.contains("ai/thrivestack/track/kafka/connect/TrackSinkTask.class"));
        assertTrue(classes.contains("ai/thrivestack/track/pipeline/TrackRelay.class"));
        assertTrue(classes.stream().anyMatch(name -> name.startsWith("ai/thrivestack/track/shaded/hc/")));
        for (String foreign : List.of("org/apache/kafka/", "org/slf4j/", "org/apache/hc/", "com/fasterxml/")) {
            assertTrue(names().stream().noneMatch(name -> name.startsWith(foreign)), foreign);
        }
    }

    @Test
    void jar_hasItsServiceItsLicencesAndItsBill() throws IOException {
        List<String> names = names();
        assertEquals(new TreeSet<>(names).size(), names.size(), "an entry is there twice");
        assertTrue(names.contains("META-INF/services/org.apache.kafka.connect.sink.SinkConnector"), names::toString);
        assertTrue(names.contains("META-INF/NOTICE"));
        assertTrue(names.contains("META-INF/sbom/track-core.cdx.json"));
        assertFalse(names.contains("module-info.class"));
    }

    @Test
    void everyClass_isJava8() throws IOException {
        try (JarFile jar = new JarFile(jarFile.toFile())) {
            for (String name : names()) {
                if (name.endsWith(".class")) {
                    try (DataInputStream in = new DataInputStream(jar.getInputStream(jar.getEntry(name)))) {
                        assertEquals(0xCAFEBABE, in.readInt(), name);
                        in.readUnsignedShort();
                        assertTrue(in.readUnsignedShort() <= JAVA_8, name);
                    }
                }
            }
        }
    }

    /** As a worker's: the plugin's own classes first, and from the parent only what Connect gives. */
    private URLClassLoader plugin() throws IOException {
        ClassLoader worker = new ClassLoader(PluginJarTest.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (name.startsWith("java.")
                        || name.startsWith("javax.")
                        || name.startsWith("org.apache.kafka.")
                        || name.startsWith("org.slf4j.")
                        || name.startsWith("org.ietf.jgss.")) {
                    return super.loadClass(name, resolve);
                }
                throw new ClassNotFoundException(name + " is not in the jar");
            }

            @Override
            public URL getResource(String name) {
                return null;
            }

            @Override
            public Enumeration<URL> getResources(String name) {
                return Collections.emptyEnumeration();
            }
        };
        return new URLClassLoader(new URL[] {jarFile.toUri().toURL()}, worker);
    }

    @Test
    void jar_deliversAlone() throws Exception {
        try (TrackServer server = TrackServer.start();
                URLClassLoader plugin = plugin()) {
            server.answerTo(
                    event -> event.eventName().equals("bad"),
                    Answer.status(400).body("{\"success\":false,\"message\":\"why\"}"));
            SinkConnector connector =
                    (SinkConnector) plugin.loadClass("ai.thrivestack.track.kafka.connect.TrackSinkConnector")
                            .getDeclaredConstructor()
                            .newInstance();
            Map<String, String> properties = new HashMap<>();
            properties.put("endpoint", server.endpoint().toString());
            properties.put("token", "secret-token");
            properties.put("errors.tolerance", "all");
            properties.put("flushInterval", "10ms");
            assertEquals(
                    Collections.emptyList(),
                    connector.validate(properties).configValues().stream()
                            .flatMap(value -> value.errorMessages().stream())
                            .collect(Collectors.toList()));
            connector.start(properties);
            SinkTask task =
                    (SinkTask) connector.taskClass().getDeclaredConstructor().newInstance();
            assertSame(plugin, task.getClass().getClassLoader());
            assertEquals(connector.version(), task.version());
            assertTrue(task.version().matches("\\d+\\.\\d+\\.\\d+.*"), task.version());
            FakeContext context = new FakeContext();
            task.initialize(context);
            task.start(connector.taskConfigs(1).get(0));
            try {
                TopicPartition place = new TopicPartition("t", 0);
                context.assignment.add(place);
                task.open(context.assignment);
                task.put(List.of(record(0, "good"), record(1, "bad")));
                assertEquals(
                        "good",
                        server.awaitEvents(1, 10, TimeUnit.SECONDS).get(0).eventName());
                long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
                while (context.reported.isEmpty() && System.nanoTime() < deadline) {
                    task.preCommit(Map.of()); // waits for the request in flight
                    task.put(List.of());
                }
                assertEquals("400 why", context.reported.get(0).why);
            } finally {
                task.stop();
                connector.stop();
            }
        }
    }

    private static SinkRecord record(long offset, String name) {
        return new SinkRecord("t", 0, null, null, null, TaskBench.event(name).getBytes(StandardCharsets.UTF_8), offset);
    }
}
