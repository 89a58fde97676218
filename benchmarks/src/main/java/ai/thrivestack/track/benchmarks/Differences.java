// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** What our appender costs above one that does nothing, round by round, and the medians. Not thread-safe. */
final class Differences {
    private static final String ALLOCATION = "gc.alloc.rate.norm";

    /** By benchmark and unit, then by appender: one score a round. */
    private final Map<String, Map<String, List<Double>>> scores = new TreeMap<>();

    void addRound(Collection<RunResult> results) {
        for (RunResult result : results) {
            String benchmark = result.getParams().getBenchmark();
            String name = benchmark.substring(benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1);
            String appender = result.getParams().getParam("appender");
            add(name, appender, result.getPrimaryResult());
            if (result.getSecondaryResults().containsKey(ALLOCATION)) {
                add(name, appender, result.getSecondaryResults().get(ALLOCATION));
            }
        }
    }

    private void add(String name, String appender, Result<?> result) {
        scores.computeIfAbsent(name + " " + result.getScoreUnit(), key -> new TreeMap<>())
                .computeIfAbsent(appender, key -> new ArrayList<>())
                .add(result.getScore());
    }

    /** Nothing where only one of the two has run. */
    @Override
    public String toString() {
        StringBuilder table = new StringBuilder(line("", "noop", "track", "median of differences", "differences"));
        scores.forEach((name, byAppender) -> {
            List<Double> floor = byAppender.get(Main.NOOP);
            List<Double> ours = byAppender.get(Main.TRACK);
            if (floor != null && ours != null) {
                List<Double> differences = new ArrayList<>();
                StringBuilder each = new StringBuilder();
                for (int i = 0; i < floor.size(); i++) {
                    differences.add(ours.get(i) - floor.get(i));
                    each.append(shown(differences.get(i))).append("  ");
                }
                table.append(line(
                        name, shown(median(floor)), shown(median(ours)), shown(median(differences)), each.toString()));
            }
        });
        return "\n" + table;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static String shown(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String line(Object... cells) {
        return String.format(Locale.ROOT, "%-32s %10s %10s %22s  %s%n", cells);
    }
}
