// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.contract;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
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
import java.util.function.Consumer;

/** Another JVM with the class path of this one. */
final class ChildJvm {
    private ChildJvm() {}

    /** Runs a main class to its end, which must come within a minute. @return its exit code */
    static int run(Class<?> main, Backend backend, String configuration, String... arguments)
            throws IOException, InterruptedException {
        return run(main, backend, configuration, process -> {}, arguments);
    }

    /** The same, and ends it by SIGTERM once it has printed this line. */
    static int terminate(String line, Class<?> main, Backend backend, String configuration, String... arguments)
            throws IOException, InterruptedException {
        return run(
                main,
                backend,
                configuration,
                process -> {
                    awaitLine(line, process);
                    process.destroy();
                },
                arguments);
    }

    private static int run(
            Class<?> main, Backend backend, String configuration, Consumer<Process> then, String... arguments)
            throws IOException, InterruptedException {
        Path file = Files.createTempFile("track", ".xml");
        try {
            Files.write(file, configuration.getBytes(StandardCharsets.UTF_8));
            List<String> all =
                    new ArrayList<>(Arrays.asList("-D" + backend.configurationProperty() + "=" + file, main.getName()));
            all.addAll(Arrays.asList(arguments));
            Process process = java(all.toArray(new String[0]))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try {
                then.accept(process);
                return end(process);
            } finally {
                process.destroyForcibly();
            }
        } finally {
            Files.delete(file);
        }
    }

    private static void awaitLine(String line, Process process) {
        FutureTask<String> reading = new FutureTask<>(() ->
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine());
        new Thread(reading, "child-output").start();
        try {
            String printed = reading.get(1, TimeUnit.MINUTES);
            if (!line.equals(printed)) {
                throw new AssertionError(printed);
            }
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("the application does not print " + line, e);
        }
    }

    /** The same with so little memory; the main class configures the framework itself. @return what it prints */
    static String output(String heap, Class<?> main, Backend backend, String... arguments)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("track", ".txt");
        try {
            List<String> all = new ArrayList<>(
                    Arrays.asList(heap, main.getName(), backend.getClass().getName()));
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
