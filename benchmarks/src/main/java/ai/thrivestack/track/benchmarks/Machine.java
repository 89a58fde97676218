// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was measured, with what, on what, and when. */
final class Machine {
    private Machine() {}

    /** Two paragraphs: date, commit, machine and JDK; then the versions of the libraries. */
    static String description(String java) throws IOException, InterruptedException {
        String jdk = output(java, "-version").lines().skip(1).findFirst().orElse("unknown");
        String commit = output("git", "describe", "--always", "--dirty", "--exclude=*");
        return LocalDate.now() + ", commit " + commit.trim() + ", " + machine() + ", " + jdk + ".\n\n" + versions();
    }

    private static String machine() throws IOException {
        String model = lines("/proc/cpuinfo")
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
        String memory = lines("/proc/meminfo")
                .filter(line -> line.startsWith("MemTotal"))
                .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / (1024 * 1024) + " GB")
                .findFirst()
                .orElse("memory unknown");
        return model + ", " + Runtime.getRuntime().availableProcessors() + " CPUs, " + memory + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.version");
    }

    private static Stream<String> lines(String file) throws IOException {
        Path path = Path.of(file);
        return Files.exists(path) ? Files.readAllLines(path).stream() : Stream.empty();
    }

    /** Of all libraries on the class paths that are used. */
    private static String versions() throws IOException {
        List<String> jars = new ArrayList<>();
        for (String directory : List.of("benchmarks", "benchmarks/peers", "benchmarks/peers-otel")) {
            Path lib = Path.of(directory, "target", "lib");
            if (Files.exists(lib)) {
                try (Stream<Path> files = Files.list(lib)) {
                    files.map(file -> file.getFileName().toString().replace(".jar", ""))
                            .filter(name ->
                                    name.matches("(track-(core|log)|logback-classic|log4j-core|loki|logstash|analytics-"
                                            + "\\d|posthog|httpclient5-|opentelemetry-(sdk-\\d|logback)|okhttp-).*"))
                            .forEach(jars::add);
                }
            }
        }
        return jars.stream().sorted().distinct().collect(Collectors.joining(", ")) + ".\n";
    }

    private static String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
