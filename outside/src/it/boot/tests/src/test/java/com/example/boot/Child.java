// SPDX-License-Identifier: Apache-2.0
package com.example.boot;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The application in a JVM of its own. What it prints, on whichever stream, is one list of lines. */
final class Child implements AutoCloseable {
    private static final long DEADLINE_SECONDS = 60;
    private static final String END = "the output ends";

    private final String name;
    private final Process process;
    private final PrintStream commands;
    private final BlockingQueue<String> unread = new LinkedBlockingQueue<>();
    private final List<String> printed = new ArrayList<>();
    private int port;

    /** With the configuration in a file of Boot's own kind, such as logback-spring.xml. */
    static Child start(Boot boot, Map<String, String> options, Path directory, String... arguments) throws Exception {
        return start(boot, boot.fileName().replace(".", "-spring."), options, directory, arguments);
    }

    /** @param file the configuration's name; Boot finds it on the class path */
    static Child start(Boot boot, String file, Map<String, String> options, Path directory, String... arguments)
            throws Exception {
        Files.writeString(directory.resolve(file), boot.configuration(options));
        return started(new Child(boot.toString(), boot.classPath(), Application.class, directory, arguments));
    }

    /** With the starter and these properties, and no file of the framework's. */
    static Child startWithStarter(Boot boot, Map<String, String> properties, Path directory, String... arguments)
            throws Exception {
        write(properties, directory);
        return started(new Child(boot.toString(), boot.classPathWithStarter(), Application.class, directory, arguments));
    }

    /** The application alone. */
    static Child startWithout(Boot boot, Path directory) throws Exception {
        return started(new Child(boot.toString(), boot.classPath(), Application.class, directory));
    }

    /** A web application on the class path of this module, which has the starter. */
    static Child startWeb(String module, Class<?> application, Map<String, String> properties, Path directory)
            throws Exception {
        return startWeb(module, Boot.classPath(module), application, properties, directory);
    }

    /** {@link WebApplication} on this framework. */
    static Child startWeb(Boot boot, Map<String, String> properties, Path directory) throws Exception {
        return startWeb(boot.toString(), boot.webClassPath(), WebApplication.class, properties, directory);
    }

    private static Child startWeb(
            String name, String classPath, Class<?> application, Map<String, String> properties, Path directory)
            throws Exception {
        write(properties, directory);
        Child child = new Child(name, classPath, application, directory);
        child.port = Integer.parseInt(child.awaitLine("^port: ").substring("port: ".length()));
        return started(child);
    }

    /** An application on the class path of this module, which has the starter. */
    static Child startModule(String module, Class<?> application, Map<String, String> properties, Path directory)
            throws Exception {
        write(properties, directory);
        return started(new Child(module, Boot.classPath(module), application, directory));
    }

    private static void write(Map<String, String> properties, Path directory) throws IOException {
        String lines = properties.entrySet().stream()
                .map(property -> property.getKey() + "=" + property.getValue() + "\n")
                .collect(Collectors.joining());
        Files.writeString(directory.resolve("application.properties"), lines);
    }

    /** As {@link #startWithStarter}, with a file of the framework's as well. */
    static Child startWithStarter(
            Boot boot, String configuration, Map<String, String> properties, Path directory, String... arguments)
            throws Exception {
        Files.writeString(directory.resolve(boot.fileName()), configuration);
        return startWithStarter(boot, properties, directory, arguments);
    }

    private static Child started(Child child) throws InterruptedException {
        child.awaitDone("start");
        return child;
    }

    private Child(String name, String classPath, Class<?> main, Path directory, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", // for a start in little time
                "-XX:+UseSerialGC",
                "-cp",
                String.join(
                        File.pathSeparator, directory.toString(), System.getProperty("application"), classPath),
                main.getName(),
                "--spring.main.banner-mode=off"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(variable -> variable.startsWith("THRIVESTACK_"));
        this.name = name;
        process = builder.start();
        commands = new PrintStream(process.getOutputStream(), true);
        Thread reader = new Thread(this::read, "child-output");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader output = process.inputReader()) {
            output.lines().forEach(unread::add);
        } catch (IOException | UncheckedIOException closed) {
            // ended by force
        } finally {
            unread.add(END);
        }
    }

    int port() {
        return port;
    }

    /** Returns once the application has done that. */
    void command(String command) throws InterruptedException {
        tell(command);
        awaitDone(command);
    }

    /** Returns at once. */
    void tell(String command) {
        commands.println(command);
    }

    /** As {@link #tell}, but a single character, which is read without reading ahead. */
    void tellChar() {
        commands.print('.');
        commands.flush();
    }

    private void awaitDone(String command) throws InterruptedException {
        awaitLine(Pattern.quote("done: " + command));
    }

    /** @return the first line from here on in which the pattern is found */
    String awaitLine(String pattern) throws InterruptedException {
        Pattern wanted = Pattern.compile(pattern);
        long deadline = System.nanoTime() + SECONDS.toNanos(DEADLINE_SECONDS);
        while (true) {
            String line = unread.poll(deadline - System.nanoTime(), NANOSECONDS);
            if (line == null || line.equals(END)) {
                throw new AssertionError(described("no line has " + pattern));
            }
            printed.add(line);
            if (wanted.matcher(line).find()) {
                return line;
            }
        }
    }

    /** Sends SIGTERM. {@link Process#destroy} would close the streams as well, and nothing more would be heard. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** Lets main return. */
    void returnFromMain() {
        commands.close();
    }

    /** Waits for the end, so that everything it will ever say is said. */
    void awaitEnd() throws InterruptedException {
        if (!process.waitFor(DEADLINE_SECONDS, SECONDS)) {
            throw new AssertionError(described("does not end"));
        }
        for (String line = unread.take(); !line.equals(END); line = unread.take()) {
            printed.add(line);
        }
    }

    /** Of all that was read, one line has each of these patterns. */
    void assertHeardOnce(String... patterns) {
        Map<String, Integer> expected = new LinkedHashMap<>();
        Map<String, Integer> heard = new LinkedHashMap<>();
        for (String pattern : patterns) {
            expected.put(pattern, 1);
            heard.put(pattern, lines(pattern).size());
        }
        assertEquals(expected, heard, () -> described("lines with each pattern"));
    }

    void assertNotHeard(String pattern) {
        assertEquals(List.of(), lines(pattern), () -> described("lines with " + pattern));
    }

    List<String> lines(String pattern) {
        Pattern wanted = Pattern.compile(pattern);
        return printed.stream()
                .filter(line -> wanted.matcher(line).find())
                .collect(Collectors.toList());
    }

    /** For a failure: what was printed, too. */
    String described(String what) {
        unread.drainTo(printed);
        return name + ": " + what + ", it printed:\n" + String.join("\n", printed) + "\n";
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
