// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.benchmarks;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A library with its settings, and where it is found. Immutable. */
record Subject(String name, String workload, List<String> classPath, boolean delivers, Map<String, String> properties) {
    /** What stands together on a class path. The peers bring versions of OkHttp that collide. */
    enum Room {
        OURS("benchmarks/target/classes", "benchmarks/target/lib/*"),
        PEERS("benchmarks/peers/target/classes", "benchmarks/target/classes", "benchmarks/peers/target/lib/*"),
        OTEL("benchmarks/peers-otel/target/classes", "benchmarks/target/classes", "benchmarks/peers-otel/target/lib/*");

        private final List<String> entries;

        Room(String... entries) {
            this.entries = List.of(entries);
        }

        List<String> entries() {
            return entries;
        }
    }

    private static final String PACKAGE = "ai.thrivestack.track.benchmarks.";
    private static final String ASYNC_LOGGERS = "org.apache.logging.log4j.core.async.AsyncLoggerContextSelector";

    static Subject logback(String name, Room room, boolean delivers) {
        return new Subject(
                name,
                PACKAGE + "LogbackWorkload",
                room.entries(),
                delivers,
                Map.of("logback.configurationFile", "logback-" + name + ".xml"));
    }

    static Subject log4j2(String name, Room room, boolean delivers) {
        return new Subject(
                name,
                PACKAGE + "Log4j2Workload",
                room.entries(),
                delivers,
                Map.of("log4j2.configurationFile", name + ".xml"));
    }

    static Subject of(String name, String workload, Room room) {
        return new Subject(name, PACKAGE + workload, room.entries(), true, Map.of());
    }

    /** The same, under another name, with more system properties: a name and a value each. */
    Subject with(String newName, String... namesAndValues) {
        Map<String, String> more = new TreeMap<>(properties);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            more.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Subject(newName, workload, classPath, delivers, more);
    }

    /** The same, with the classes of other jars, a class path, in front of those that it has. */
    Subject of(String newName, String jars) {
        List<String> entries = new ArrayList<>(List.of(jars.split(File.pathSeparator)));
        entries.addAll(classPath);
        return new Subject(newName, workload, entries, delivers, properties);
    }

    /** The same settings, with other calls: the name of a class of this package. */
    Subject as(String newWorkload) {
        return new Subject(name, PACKAGE + newWorkload, classPath, delivers, properties);
    }

    Subject asynchronousLoggers(String newName) {
        return with(newName, "log4j2.contextSelector", ASYNC_LOGGERS, "log4j2.asyncLoggerRingBufferSize", "131072");
    }

    List<String> flags() {
        List<String> flags = new ArrayList<>();
        properties.forEach((key, value) -> flags.add("-D" + key + "=" + value));
        flags.add("-Ddelivers=" + delivers);
        return flags;
    }
}
