// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a tracked call costs its thread at 20,000 calls a second, with different appenders behind it, the server at hand.
 * Forks come in rounds, each of which runs every appender once; a figure is the median over the rounds.
 */
final class Caller {
    static final String NOOP = "noop";
    static final String MEMORY = "memory";
    static final String SPOOL = "spool";
    static final String FILE = "file-json";

    private static final List<String> APPENDERS = List.of(NOOP, MEMORY, SPOOL, FILE);
    private static final int[] THREADS = {1, 4};
    private static final int ROUNDS = 5;

    /** Mean, median, p99, p99.9 in nanoseconds; bytes. */
    record Figures(double[] values) {
        static Figures mean(double[][] ofThreads) {
            return new Figures(range(i -> Arrays.stream(ofThreads)
                    .mapToDouble(each -> each[i])
                    .average()
                    .orElseThrow()));
        }

        static Figures median(List<Figures> ofRounds) {
            return new Figures(range(i -> {
                double[] sorted = ofRounds.stream()
                        .mapToDouble(each -> each.values[i])
                        .sorted()
                        .toArray();
                return sorted[sorted.length / 2];
            }));
        }

        private static double[] range(IntToDoubleFunction figure) {
            return IntStream.range(0, 5).mapToDouble(figure).toArray();
        }

        static Figures parse(String line) {
            return new Figures(Arrays.stream(line.split(" "))
                    .mapToDouble(Double::parseDouble)
                    .toArray());
        }

        @Override
        public String toString() {
            return Arrays.stream(values)
                    .mapToObj(value -> "" + Math.round(value))
                    .collect(Collectors.joining(" "));
        }
    }

    private final Map<String, List<Figures>> rounds = new LinkedHashMap<>();

    /** @param arguments the number of rounds, if it is not to be five */
    public static void main(String[] arguments) throws Exception {
        new Caller().run(arguments.length > 0 ? Integer.parseInt(arguments[0]) : ROUNDS);
    }

    private void run(int number) throws IOException, InterruptedException {
        for (int round = 1; round <= number; round++) {
            for (int threads : THREADS) {
                for (String appender : APPENDERS) {
                    Figures figures = fork(appender, threads);
                    rounds.computeIfAbsent(key(appender, threads), any -> new ArrayList<>())
                            .add(figures);
                    System.out.println("round " + round + ", " + key(appender, threads) + ": " + figures);
                }
            }
        }
        System.out.printf(
                "%n%-10s %-10s %8s %8s %8s %8s %8s %14s %14s%n",
                "threads", "appender", "mean", "median", "p99", "p99.9", "B/call", "median/memory", "median/file");
        for (int threads : THREADS) {
            for (String appender : APPENDERS) {
                double[] values = median(appender, threads);
                System.out.printf(
                        "%-10d %-10s %8.0f %8.0f %8.0f %8.0f %8.0f %14.2f %14.2f%n",
                        threads,
                        appender,
                        values[0],
                        values[1],
                        values[2],
                        values[3],
                        values[4],
                        values[1] / median(MEMORY, threads)[1],
                        values[1] / median(FILE, threads)[1]);
            }
        }
    }

    private static String key(String appender, int threads) {
        return appender + " on " + threads;
    }

    private double[] median(String appender, int threads) {
        return Figures.median(rounds.get(key(appender, threads))).values;
    }

    private static Figures fork(String appender, int threads) throws IOException, InterruptedException {
        try (Sink sink = new Sink()) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xms512m",
                            "-Xmx512m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            CallerRun.class.getName(),
                            appender,
                            Integer.toString(threads),
                            sink.endpoint())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(appender + " has failed: " + output);
            }
            return Figures.parse(output.trim());
        }
    }
}
