// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Measures, in rounds each of which runs everything once in a fork of its own, and writes {@code report.md} and charts.
 * After every round the report is written anew, so that a run that is broken off has one.
 */
final class Report {
    private final Arguments arguments;
    private final Path directory;
    private final Fork fork;
    private final Map<String, Part> parts;
    private final Map<String, Results> results = new LinkedHashMap<>();
    private final Progress progress;

    private Report(Arguments arguments, Path scratch) {
        this.arguments = arguments;
        directory = arguments.directory();
        fork = new Fork(arguments.java(), List.of("-Xms512m", "-Xmx512m"));
        Map<String, Part> all = Plan.parts(arguments.isShort(), scratch);
        parts = new LinkedHashMap<>(all);
        parts.keySet().retainAll(arguments.parts(all.keySet()));
        progress = new Progress(expected());
    }

    private List<Integer> expected() {
        List<Integer> seconds = new ArrayList<>();
        for (int round = 0; round < arguments.rounds(); round++) {
            parts.values()
                    .forEach(part ->
                            seconds.addAll(Collections.nCopies(part.subjects().size(), part.seconds())));
        }
        return seconds;
    }

    static void run(String[] arguments) throws IOException, InterruptedException {
        Path scratch = Files.createTempDirectory("track-benchmark");
        try {
            new Report(new Arguments(arguments), scratch).run();
        } catch (IllegalArgumentException mistake) {
            System.err.println(mistake.getMessage());
            System.exit(2);
        } finally {
            delete(scratch);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void run() throws IOException, InterruptedException {
        Files.createDirectories(directory);
        int rounds = arguments.rounds();
        System.out.println(progress + ": " + rounds + (rounds == 1 ? " round of " : " rounds of ")
                + String.join(", ", parts.keySet()));
        for (int round = 1; round <= rounds && isTimeFor(round); round++) {
            for (Map.Entry<String, Part> part : parts.entrySet()) {
                runOnce(part.getKey(), part.getValue());
            }
            Files.writeString(directory.resolve("report.md"), markdown(round));
            drawCharts();
        }
        System.out.println(directory.resolve("report.md"));
    }

    /** On a slow machine there are fewer rounds. */
    private boolean isTimeFor(int round) {
        double soFar = progress.secondsSpent();
        boolean isTime = round == 1 || soFar + soFar / (round - 1) <= arguments.mostSeconds();
        if (!isTime) {
            System.out.println("no time for round " + round + "; --rounds " + arguments.rounds() + " takes it");
        }
        return isTime;
    }

    private void runOnce(String name, Part part) throws IOException, InterruptedException {
        Results all = results.computeIfAbsent(name, any -> new Results());
        for (Subject subject : part.subjects()) {
            long begin = System.nanoTime();
            Map<String, Double> figures =
                    fork.run(part.measurement(), subject, part.flags().toArray(new String[0]));
            all.add(subject.name(), figures);
            double seconds = (System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1);
            progress.add(seconds);
            System.out.println(progress + ": " + name + ", " + subject.name() + ", " + Math.round(seconds) + " s: "
                    + (figures.isEmpty() ? "FAILED" : inShort(part, figures)));
        }
    }

    private static String inShort(Part part, Map<String, Double> figures) {
        return part.figures().stream()
                .filter(figures::containsKey)
                .limit(2)
                .map(figure -> figure + " " + Markdown.shown(figures.get(figure)))
                .collect(Collectors.joining(", "));
    }

    private String markdown(int done) throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder("# Benchmarks\n\n");
        text.append("`").append(("benchmarks/run " + arguments).trim()).append("`: ");
        text.append(done).append(" of ").append(arguments.rounds());
        text.append(arguments.rounds() == 1 ? " round," : " rounds,");
        text.append(" each fork in a JVM of its own, medians.\n\n");
        text.append(Machine.description(arguments.java())).append("\n");
        if (parts.keySet().stream().anyMatch(Plan.DEFAULT::contains)) {
            text.append(new Ratios(results).markdown(arguments.isShort()));
        }
        parts.forEach((name, part) -> {
            text.append(
                    isGrowth(name) ? new Growth(part, results.get(name)).markdown() : table(part, results.get(name)));
            if (hasChart(name)) {
                text.append("![").append(part.title()).append("](").append(name).append(".svg)\n\n");
            }
        });
        return text.toString();
    }

    private static boolean isGrowth(String part) {
        return GrowthPlan.PARTS.contains(part);
    }

    private static boolean hasChart(String part) {
        return isGrowth(part) || part.equals("caller") || part.equals("delivery");
    }

    private static String table(Part part, Results measured) {
        StringBuilder table = new StringBuilder("## " + part.title() + "\n\n");
        table.append(Markdown.head(
                Stream.concat(Stream.of(""), part.figures().stream()).toArray(String[]::new)));
        for (String subject : measured.subjects()) {
            List<Object> cells = new ArrayList<>(List.of(subject));
            for (String figure : part.figures()) {
                OptionalDouble median = measured.median(subject, figure);
                cells.add(median.isEmpty() ? "–" : Markdown.shown(median.getAsDouble()));
            }
            table.append(Markdown.row(cells.toArray()));
        }
        return table.append("\n").toString();
    }

    private void drawCharts() throws IOException {
        for (String name : parts.keySet()) {
            if (isGrowth(name)) {
                Files.writeString(
                        directory.resolve(name + ".svg"), new Growth(parts.get(name), results.get(name)).svg());
            }
        }
        if (results.containsKey("caller")) {
            draw("caller", "steady1.mean", "Nanoseconds a log call takes, one thread, 20,000 calls a second");
        }
        if (results.containsKey("delivery")) {
            draw("delivery", "cpu", "Microseconds of CPU an event takes from the call to the server");
        }
    }

    private void draw(String part, String figure, String title) throws IOException {
        BarChart chart = new BarChart(title);
        for (String subject : results.get(part).subjects()) {
            results.get(part).median(subject, figure).ifPresent(value -> chart.add(subject, value));
        }
        Files.writeString(directory.resolve(part + ".svg"), chart.svg());
    }
}
