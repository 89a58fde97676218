// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.contract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Another JVM with the class path of this one. */
final class ChildJvm {
    private ChildJvm() {}

    /** Runs a main class to its end, which must come within a minute. @return its exit code */
    static int run(Class<?> main, Backend backend, Map<String, String> options, String argument)
            throws IOException, InterruptedException {
        Path configuration = Files.createTempFile("track", ".xml");
        try {
            Files.write(configuration, backend.configuration(options).getBytes(StandardCharsets.UTF_8));
            String property = "-D" + backend.configurationProperty() + "=" + configuration;
            return end(java(property, main.getName(), argument).inheritIO().start());
        } finally {
            Files.delete(configuration);
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
