// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.it;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.example.fleet.Fleet;

/**
 * {@link Fleet} in a JVM of its own, on the class path that an application has: a logging framework with our appender,
 * as example has copied them, and a version of kafka-clients.
 */
final class Application implements AutoCloseable {

    /** In the environment of each. */
    static final String TOKEN = "secret-of-the-environment";

    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final Child child;

    /**
     * @param client the version of kafka-clients, or an empty string for none
     * @param appender the appender's element
     */
    static Application start(String name, Framework framework, String client, String appender, Path directory) {
        Path configuration = directory.resolve(name + ".xml");
        try {
            Files.createDirectories(directory);
            Files.writeString(configuration, framework.configuration(appender));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String jars = Directories.project().resolve("example/target/" + framework.id()) + "/*";
        String clients = Directories.module().resolve("target/clients/" + client) + "/*";
        String classes = Directories.classes().toString();
        Child child = Child.start(
                name,
                List.of(
                        "-Xmx192m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        client.isEmpty()
                                ? String.join(File.pathSeparator, jars, classes)
                                : String.join(File.pathSeparator, jars, clients, classes),
                        "-Dlogback.configurationFile=" + configuration,
                        "-Dlog4j2.configurationFile=" + configuration,
                        Fleet.class.getName()),
                Map.of("THRIVESTACK_TOKEN", TOKEN), // of another time; with transport=kafka it is not used
                directory.resolve(name + ".log"));
        child.awaitLine("ready", DEADLINE);
        return new Application(child);
    }

    private Application(Child child) {
        this.child = child;
    }

    /** Logs the events first to last, at most this many a second, or with 0 as many as go; returns at once. */
    void beginLog(int first, int last, int perSecond) {
        child.say("log " + first + " " + last + " " + perSecond);
    }

    /** Waits for the end of {@link #beginLog}. */
    void awaitLogged(int first, int last, int perSecond) {
        child.awaitLine("^done: log " + first + " " + last + " " + perSecond + "$", DEADLINE);
    }

    void log(int first, int last, int perSecond) {
        beginLog(first, last, perSecond);
        awaitLogged(first, last, perSecond);
    }

    /** An event whose log call has returned, and so have those before: the last of which it has said so. */
    int lastLogged() {
        List<String> said = child.lines("^logged ");
        return Integer.parseInt(said.get(said.size() - 1).substring("logged ".length()));
    }

    /** What log calls take, in nanoseconds: the median, and what 99 of 100 take at most. */
    record CallTimes(long p50, long p99, long max) {}

    CallTimes measure(int first, int last, int perSecond) {
        int mark = child.mark();
        child.say("measure " + first + " " + last + " " + perSecond);
        String line = child.awaitLine(mark, "^nanos ", DEADLINE);
        Matcher numbers = Pattern.compile("p50=(\\d+) p99=(\\d+) max=(\\d+)").matcher(line);
        if (!numbers.find()) {
            throw new AssertionError(line);
        }
        return new CallTimes(
                Long.parseLong(numbers.group(1)), Long.parseLong(numbers.group(2)), Long.parseLong(numbers.group(3)));
    }

    /** A line that it has printed or prints within that time. */
    String awaitLine(String pattern, Duration timeout) {
        return child.awaitLine(pattern, timeout);
    }

    List<String> lines(String pattern) {
        return child.lines(pattern);
    }

    /** Lets main return, and waits for the end of the JVM. */
    void end() {
        child.endInput();
    }

    /** SIGKILL. */
    void kill() {
        child.kill();
    }

    @Override
    public void close() {
        child.close();
    }
}
