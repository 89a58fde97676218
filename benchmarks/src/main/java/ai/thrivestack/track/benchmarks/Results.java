// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The figures of all rounds, by subject. A round in which a fork failed has none of it. Not thread-safe. */
final class Results {
    private final Map<String, List<Map<String, Double>>> rounds = new LinkedHashMap<>();

    void add(String subject, Map<String, Double> figures) {
        rounds.computeIfAbsent(subject, any -> new ArrayList<>()).add(figures);
    }

    Iterable<String> subjects() {
        return rounds.keySet();
    }

    /** Empty if no round has it. */
    OptionalDouble median(String subject, String figure) {
        return median(rounds.getOrDefault(subject, List.of()).stream()
                .map(figures -> figures.get(figure))
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue));
    }

    /** The ratio of two subjects' figures within a round, and the median of these. */
    OptionalDouble ratio(String subject, String other, String figure) {
        return median(pairs(subject, other, figure, (ours, theirs) -> ours / theirs));
    }

    /** How much more the first has than the other within a round, and the median of these. */
    OptionalDouble difference(String subject, String other, String figure) {
        return median(pairs(subject, other, figure, (ours, theirs) -> ours - theirs));
    }

    private DoubleStream pairs(String subject, String other, String figure, DoubleBinaryOperator operator) {
        List<Map<String, Double>> ours = rounds.getOrDefault(subject, List.of());
        List<Map<String, Double>> theirs = rounds.getOrDefault(other, List.of());
        return IntStream.range(0, Math.min(ours.size(), theirs.size()))
                .filter(i -> ours.get(i).containsKey(figure) && theirs.get(i).containsKey(figure))
                .mapToDouble(i -> operator.applyAsDouble(
                        ours.get(i).get(figure), theirs.get(i).get(figure)));
    }

    private static OptionalDouble median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
    }
}
