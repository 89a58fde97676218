// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** What is measured as an input grows. A subject's name is the size of its input. */
final class GrowthPlan {
    /** All of them, on the command line. */
    static final String NAME = "growth";

    static final List<String> PARTS = List.of("properties", "text", "threads", "waiting");

    /** The events of a burst wait in memory, four bursts of them while it warms up. */
    private static final int BURST_BYTES = 32 << 20;

    private static final int LARGEST_BURST = 40_000;
    private static final int EMPTY_EVENT_BYTES = 250;
    private static final int PROPERTY_BYTES = 55;
    private static final int CALLS_A_THREAD = 20_000;

    private GrowthPlan() {}

    /** By the name of each. */
    static Map<String, Part> parts(String spoolDirectory) {
        Map<String, Part> parts = new LinkedHashMap<>();
        parts.put("properties", call("properties", 1, List.of(1, 2, 4, 8, 16, 32, 64), properties ->
                new String[] {"properties", String.valueOf(properties), "burst", burst(properties * PROPERTY_BYTES)}));
        parts.put("text", call("bytes of text", 1, List.of(100, 300, 1_000, 3_000, 10_000, 30_000, 100_000), text ->
                new String[] {"text", String.valueOf(text), "burst", burst(text)}));
        parts.put("threads", call("threads", 0, List.of(1, 2, 4, 8, 16), threads ->
                new String[] {"bursts", String.valueOf(threads), "burst", String.valueOf(threads * CALLS_A_THREAD)}));
        parts.put("waiting", waiting(spoolDirectory));
        return parts;
    }

    private static String burst(int bytes) {
        return String.valueOf(Math.min(LARGEST_BURST, BURST_BYTES / (EMPTY_EVENT_BYTES + bytes)));
    }

    /** @param threads of every subject, or 0 where each says it itself */
    private static Part call(String input, int threads, List<Integer> sizes, IntFunction<String[]> properties) {
        List<Subject> subjects = new ArrayList<>();
        for (int size : sizes) {
            subjects.add(subject(size).with(String.valueOf(size), properties.apply(size)));
        }
        List<String> flags = new ArrayList<>(List.of("-Dsteady=", "-DburstName=burst", "-DwarmupSeconds=2", "-Xmx1g"));
        if (threads > 0) {
            flags.add("-Dbursts=" + threads);
        }
        return new Part(
                "The log call by " + input + ", in a warmed burst",
                "caller",
                subjects,
                List.of("burst.mean", "burst.bytes"),
                flags,
                5);
    }

    private static Subject subject(int size) {
        return Plan.TRACK.as("GrowthWorkload").with(String.valueOf(size), "bufferSize", "256MB");
    }

    private static Part waiting(String spoolDirectory) {
        List<Subject> subjects = new ArrayList<>();
        for (int events : List.of(1_000, 10_000, 100_000, 1_000_000)) {
            subjects.add(Plan.TRACK.with(
                    String.valueOf(events),
                    "events",
                    String.valueOf(events),
                    "spoolDirectory",
                    spoolDirectory + "-" + events,
                    "spoolSize",
                    "2GB"));
        }
        return new Part(
                "Start and delivery by events that wait in the spool of an earlier process",
                "spool",
                subjects,
                List.of("startMillis", "deliveredMillis", "lost", "peakMB"),
                List.of("-Xmx1g"),
                8);
    }
}
