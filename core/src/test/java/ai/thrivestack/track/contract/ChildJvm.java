// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.contract;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Another JVM with the class path of this one. */
final class ChildJvm {
    /** For a start in little time: what an application does at its end is no matter of compiler and collector. */
    private static final List<String> QUICK_START = Arrays.asList("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private ChildJvm() {}

    /** Runs {@link LogAndEnd} to its end, and shows what it prints. @return its exit code */
    static int logAndEnd(Backend backend, String configuration, int events, String ending, String... jvmOptions)
            throws IOException, InterruptedException {
        Ended ended = logAndEnd(backend, configuration, Arrays.asList(jvmOptions), String.valueOf(events), ending);
        ended.printed.forEach(System.out::println);
        return ended.exitCode;
    }

    /** What another JVM has left. */
    static final class Ended {
        final int exitCode;
        /** On standard output and standard error, a line each. */
        final List<String> printed;

        private Ended(int exitCode, List<String> printed) {
            this.exitCode = exitCode;
            this.printed = printed;
        }
    }

    /**
     * Runs {@link LogAndEnd} to its end, which must come within a minute; if it waits for a signal, sends SIGTERM once it
     * has logged.
     */
    static Ended logAndEnd(Backend backend, String configuration, List<String> jvmOptions, String... arguments)
            throws IOException, InterruptedException {
        Path file = Files.createTempFile("track", ".xml");
        try {
            Files.write(file, configuration.getBytes(StandardCharsets.UTF_8));
            List<String> all = new ArrayList<>(QUICK_START);
            all.addAll(jvmOptions);
            all.add("-D" + backend.configurationProperty() + "=" + file);
            all.add(LogAndEnd.class.getName());
            all.addAll(Arrays.asList(arguments));
            Process process =
                    java(all.toArray(new String[0])).redirectErrorStream(true).start();
            try {
                return ended(process);
            } finally {
                process.destroyForcibly();
            }
        } finally {
            Files.delete(file);
        }
    }

    private static Ended ended(Process process) throws InterruptedException {
        FutureTask<List<String>> reading = new FutureTask<>(() -> read(process));
        new Thread(reading, "child-output").start();
        try {
            List<String> printed = reading.get(1, TimeUnit.MINUTES);
            return new Ended(end(process), printed);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("the application does not end", e);
        }
    }

    private static List<String> read(Process process) throws IOException {
        List<String> lines = new ArrayList<>();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line; (line = output.readLine()) != null; ) {
                if (line.equals(LogAndEnd.LOGGED)) {
                    process.toHandle().destroy(); // the process itself would close its output, too
                } else {
                    lines.add(line);
                }
            }
        }
        return lines;
    }

    /**
     * Runs a main class in a small heap to its end; it configures the framework itself. An OutOfMemoryError fails it, even
     * if it is caught. @return what it prints
     */
    static String output(String heap, Class<?> main, Backend backend, String... arguments)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("track", ".txt");
        try {
            List<String> all = new ArrayList<>(Arrays.asList(
                    heap,
                    "-XX:+ExitOnOutOfMemoryError",
                    main.getName(),
                    backend.getClass().getName()));
            all.addAll(Arrays.asList(arguments));
            int exit = end(java(all.toArray(new String[0]))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start());
            String text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
            if (exit != 0) {
                throw new AssertionError(exit + " " + text);
            }
            return text;
        } finally {
            Files.delete(output);
        }
    }

    /** Starts a main class that configures the framework itself; whoever calls ends it. */
    static Process start(Class<?> main, Backend backend, String... arguments) throws IOException {
        List<String> all =
                new ArrayList<>(Arrays.asList(main.getName(), backend.getClass().getName()));
        all.addAll(Arrays.asList(arguments));
        return java(all.toArray(new String[0]))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** In the other JVM: the backend that it was told. */
    static Backend backend(String name) throws ReflectiveOperationException {
        Constructor<?> constructor = Class.forName(name).getDeclaredConstructor();
        constructor.setAccessible(true);
        return (Backend) constructor.newInstance();
    }

    private static ProcessBuilder java(String... arguments) {
        List<String> command = new ArrayList<>(Arrays.asList(
                Paths.get(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
        command.addAll(Arrays.asList(arguments));
        return new ProcessBuilder(command);
    }

    private static int end(Process process) throws InterruptedException {
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                throw new AssertionError("the application does not end");
            }
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
