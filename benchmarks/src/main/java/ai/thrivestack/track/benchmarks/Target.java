// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.benchmarks;

import java.util.List;

/**
 * A ratio that we hold ourselves to: our figure by another's, within one round, the median over rounds.
 *
 * @param bound at most this, or at least, as {@code isCeiling} says
 */
record Target(
        String part,
        String what,
        String subject,
        String other,
        String figure,
        boolean isCeiling,
        double bound,
        double aim) {

    private static Target caller(String other, String figure, double bound, double aim) {
        return new Target("caller", "log call, " + figure, "track", other, figure, true, bound, aim);
    }

    private static Target cpu(String other, double bound, double aim) {
        return new Target("delivery", "CPU for an event", "track 2", other, "cpu", true, bound, aim);
    }

    private static Target speed(String part, String subject, String other, double bound, double aim) {
        return new Target(part, "events a second", subject, other, "events/s", false, bound, aim);
    }

    static List<Target> all() {
        return List.of(
                caller("noop", "steady1.mean", 2.2, 1.6),
                caller("loki4j", "steady1.mean", 0.3, 0.2),
                caller("otel", "steady1.mean", 0.5, 0.35),
                caller("posthog", "steady1.mean", 0.65, 0.45),
                caller("segment", "steady1.mean", 0.1, 0.07),
                caller("async", "steady1.mean", 0.5, 0.35),
                caller("async", "steady1.p99", 0.4, 0.3),
                caller("loki4j", "steady4.mean", 0.6, 0.4),
                caller("otel", "steady4.mean", 0.85, 0.6),
                caller("posthog", "steady4.mean", 0.85, 0.6),
                caller("segment", "steady4.mean", 0.15, 0.1),
                cpu("loki4j", 0.35, 0.25),
                cpu("logstash-tcp", 0.45, 0.35),
                speed("delivery", "track 1", "raw 1", 0.3, 0.5),
                speed("delivery", "track 2", "raw 2", 0.3, 0.5),
                speed("delivery", "track 4", "raw 4", 0.3, 0.5),
                speed("delivery", "track 2", "loki4j", 3, 4),
                speed("slow", "track 1", "raw 1", 0.95, 0.98),
                speed("slow", "track 2", "raw 2", 0.95, 0.98),
                speed("slow", "track 4", "raw 4", 0.95, 0.98));
    }

    boolean isMet(double ratio) {
        return isCeiling ? ratio <= bound : ratio >= bound;
    }

    boolean reachesAim(double ratio) {
        return isCeiling ? ratio <= aim : ratio >= aim;
    }
}
