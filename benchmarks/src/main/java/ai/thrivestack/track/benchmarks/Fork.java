// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.benchmarks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Runs a {@link Measurement}, with the sink at hand, and collects its figures. */
final class Fork {
    private static final int AT_MOST_MINUTES = 3;

    private final String java;
    private final List<String> flags;

    /** @param flags of every fork's JVM */
    Fork(String java, List<String> flags) {
        this.java = java;
        this.flags = flags;
    }

    /** @return figures by name; empty if it has failed, which standard error then says */
    Map<String, Double> run(String measurement, Subject subject, String... more)
            throws IOException, InterruptedException {
        try (Sink sink = new Sink()) {
            List<String> command = new ArrayList<>(List.of(java));
            command.addAll(flags);
            command.addAll(subject.flags());
            command.addAll(List.of(more));
            command.addAll(List.of(
                    "-Dsink=" + sink.httpPort(),
                    "-DlineSink=" + sink.linePort(),
                    "-cp",
                    String.join(File.pathSeparator, subject.classPath()),
                    Measurement.class.getName(),
                    measurement,
                    subject.workload()));
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.onExit().orTimeout(AT_MOST_MINUTES, TimeUnit.MINUTES).whenComplete((any, late) -> {
                if (late != null) {
                    System.err.println("ended after " + AT_MOST_MINUTES + " minutes");
                    process.destroyForcibly();
                }
            });
            Map<String, Double> figures = figures(process, sink);
            return process.waitFor() == 0 ? figures : Map.of(); // half a fork's figures are no figures
        }
    }

    private static Map<String, Double> figures(Process process, Sink sink) throws IOException, InterruptedException {
        Map<String, Double> figures = new TreeMap<>();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        OutputStream in = process.getOutputStream();
        for (String line; (line = out.readLine()) != null; ) {
            String[] words = line.split(" ");
            if (words[0].equals("ask")) {
                in.write((answer(words, sink) + "\n").getBytes(StandardCharsets.US_ASCII));
                in.flush();
            } else if (words[0].equals("figure")) {
                figures.put(words[1], Double.parseDouble(words[2]));
            } else {
                System.err.println(line);
            }
        }
        return figures;
    }

    private static long answer(String[] words, Sink sink) throws IOException, InterruptedException {
        switch (words[1]) {
            case "reset":
                sink.reset();
                return 0;
            case "events":
                return sink.awaitEvents(Long.parseLong(words[2]), Long.parseLong(words[3]));
            case "unique":
                return sink.awaitUnique(Long.parseLong(words[2]), Long.parseLong(words[3]));
            case "down":
                sink.goDown(Long.parseLong(words[2]));
                return 0;
            case "delay":
                sink.delay(Long.parseLong(words[2]));
                return 0;
            default:
                throw new IllegalArgumentException(String.join(" ", words));
        }
    }

    static String javaOf(Path home) {
        return home.resolve("bin").resolve("java").toString();
    }
}
