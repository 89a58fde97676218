// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Measures, in rounds each of which runs everything once in a fork of its own, and writes {@code report.md} and charts.
 * After every round the report is written anew, so that a run that is broken off has one.
 */
final class Report {
    private static final int ROUNDS = 5;
    private static final int SHORT_ROUNDS = 1;

    private final List<String> arguments;
    private final boolean isShort;
    private final int rounds;
    private final Path directory;
    private final Fork fork;
    private final String javaVersion;
    private final Map<String, Part> parts;
    private final Map<String, Results> results = new LinkedHashMap<>();

    private Report(String[] arguments) throws IOException, InterruptedException {
        this.arguments = List.of(arguments);
        isShort = this.arguments.contains("--short");
        rounds = Integer.parseInt(after("--rounds", String.valueOf(isShort ? SHORT_ROUNDS : ROUNDS)));
        directory = Path.of(after("--out", "benchmarks/target/report"));
        String java = after("--java", Fork.javaOf(Path.of(System.getProperty("java.home"))));
        fork = new Fork(java, List.of("-Xms512m", "-Xmx512m"));
        javaVersion = output(java, "-version").lines().skip(1).findFirst().orElse("unknown");
        Path scratch = Files.createTempDirectory("track-benchmark");
        Map<String, Part> all = Plan.parts(
                isShort,
                scratch.resolve("spool").toString(),
                scratch.resolve("events.json").toString());
        List<String> wanted = this.arguments.stream().filter(all::containsKey).toList();
        parts = new LinkedHashMap<>(all);
        if (!wanted.isEmpty()) {
            parts.keySet().retainAll(wanted);
        } else if (isShort) {
            parts.keySet().retainAll(List.of("caller", "delivery", "slow"));
        }
    }

    private String after(String name, String otherwise) {
        int at = arguments.indexOf(name);
        return at < 0 ? otherwise : arguments.get(at + 1);
    }

    static void run(String[] arguments) throws IOException, InterruptedException {
        new Report(arguments).run();
    }

    private void run() throws IOException, InterruptedException {
        Files.createDirectories(directory);
        for (int round = 1; round <= rounds; round++) {
            for (Map.Entry<String, Part> part : parts.entrySet()) {
                runOnce(part.getKey(), part.getValue(), round);
            }
            Files.writeString(directory.resolve("report.md"), markdown(round));
            drawCharts();
        }
        System.out.println(directory.resolve("report.md"));
    }

    private void runOnce(String name, Part part, int round) throws IOException, InterruptedException {
        Results all = results.computeIfAbsent(name, any -> new Results());
        for (Subject subject : part.subjects()) {
            Map<String, Double> figures =
                    fork.run(part.measurement(), subject, part.flags().toArray(new String[0]));
            all.add(subject.name(), figures);
            System.out.println("round " + round + ", " + name + ", " + subject.name() + ": "
                    + (figures.isEmpty() ? "FAILED" : figures));
        }
    }

    private String markdown(int done) throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder("# Benchmarks\n\n");
        text.append("`benchmarks/run ").append(String.join(" ", arguments)).append("`: ");
        text.append(done).append(" of ").append(rounds).append(" rounds, each fork in a JVM of its own, medians.\n\n");
        text.append(LocalDate.now())
                .append(", commit ")
                .append(output("git", "rev-parse", "--short", "HEAD").trim());
        text.append(", ").append(machine()).append(", ").append(javaVersion).append(".\n\n");
        text.append(versions()).append("\n");
        text.append(targets());
        parts.forEach((name, part) -> text.append(table(part, results.get(name))));
        return text.toString();
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
                .orElse("");
        return model + ", " + Runtime.getRuntime().availableProcessors() + " cores, " + memory + ", "
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

    private String targets() {
        StringBuilder table = new StringBuilder("## Ratios, ours by theirs\n\n");
        table.append(row("", "beside", "", "bound", "aim", "measured", ""));
        table.append(row("---", "---", "---", "---:", "---:", "---:", "---"));
        for (Target target : Target.all()) {
            Results measured = results.get(target.part());
            OptionalDouble ratio = measured == null
                    ? OptionalDouble.empty()
                    : measured.ratio(target.subject(), target.other(), target.figure());
            if (ratio.isPresent()) {
                table.append(row(
                        target.what() + (target.part().equals("slow") ? ", 20 ms server" : ""),
                        target.other(),
                        target.isCeiling() ? "at most" : "at least",
                        target.bound(),
                        target.aim(),
                        String.format(Locale.ROOT, "%.2f", ratio.getAsDouble()),
                        target.reachesAim(ratio.getAsDouble())
                                ? "aim reached"
                                : target.isMet(ratio.getAsDouble()) ? "met" : "**missed**"));
            }
        }
        return table.append("\n").toString();
    }

    private static String table(Part part, Results measured) {
        StringBuilder table = new StringBuilder("## " + part.title() + "\n\n");
        table.append(row(Stream.concat(Stream.of(""), part.figures().stream()).toArray()));
        table.append(row(Stream.concat(Stream.of("---"), part.figures().stream().map(any -> "---:"))
                .toArray()));
        for (String subject : measured.subjects()) {
            List<Object> cells = new ArrayList<>(List.of(subject));
            for (String figure : part.figures()) {
                OptionalDouble median = measured.median(subject, figure);
                cells.add(median.isEmpty() ? "–" : shown(median.getAsDouble()));
            }
            table.append(row(cells.toArray()));
        }
        return table.append("\n").toString();
    }

    private static String shown(double value) {
        return String.format(Locale.ROOT, Math.abs(value) < 100 && value != Math.rint(value) ? "%.2f" : "%,.0f", value);
    }

    private static String row(Object... cells) {
        return Arrays.stream(cells).map(String::valueOf).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private void drawCharts() throws IOException {
        if (results.containsKey("caller")) {
            chart("caller", "steady1.mean", "Nanoseconds a log call takes, one thread, 20,000 calls a second");
        }
        if (results.containsKey("delivery")) {
            chart("delivery", "cpu", "Microseconds of CPU an event takes from the call to the server");
        }
    }

    private void chart(String part, String figure, String title) throws IOException {
        BarChart chart = new BarChart(title);
        for (String subject : results.get(part).subjects()) {
            results.get(part).median(subject, figure).ifPresent(value -> chart.add(subject, value));
        }
        Files.writeString(directory.resolve(part + ".svg"), chart.svg());
    }
}
