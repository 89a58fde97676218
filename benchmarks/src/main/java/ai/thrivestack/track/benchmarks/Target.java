// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A figure of ours that we hold ourselves to, beside another's: taken within a round, then the median over rounds.
 *
 * @param other empty where ours stands alone
 * @param bound what must hold; not a number where the figure is for information
 */
record Target(
        String part, String what, String subject, String other, String figure, Kind kind, double bound, double aim) {

    enum Kind {
        /** Ours by theirs, the less the better. */
        AT_MOST("at most"),
        /** Ours by theirs, the more the better. */
        AT_LEAST("at least"),
        /** Ours less theirs. */
        ABOVE("at most above"),
        /** Ours alone. */
        ALONE("at most");

        final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    static List<Target> all(boolean isShort) {
        List<Target> all = new ArrayList<>(List.of(
                caller("noop", "steady1.mean", 2.4, 1.9),
                caller("loki4j", "steady1.mean", 0.28, 0.2),
                caller("otel", "steady1.mean", 0.55, 0.4),
                caller("posthog", "steady1.mean", 0.6, 0.45),
                caller("segment", "steady1.mean", 0.09, 0.07),
                caller("async", "steady1.mean", 0.45, 0.35),
                caller("otel", "steady4.mean", 0.75, 0.6),
                caller("posthog", "steady4.mean", 0.7, 0.55),
                caller("loki4j", "steady4.mean", 0.3, 0.25),
                caller("noop", "burst4.mean", 2, 1.5),
                bytes("caller", "fluent", "track", "noop"),
                bytes("forms", "template", "track template", "noop template"),
                bytes("log4j2", "Log4j2, fluent", "log4j2-track fluent", "log4j2-noop fluent"),
                bytes("log4j2", "Log4j2, template", "log4j2-track template", "log4j2-noop template"),
                cpu("loki4j", 0.32, 0.25),
                cpu("logstash-tcp", 0.38, 0.3)));
        List<Integer> inFlight = isShort ? List.of(2) : List.of(1, 2, 4);
        inFlight.forEach(number -> all.add(speed("delivery", number, 0.4, 0.5)));
        all.add(new Target("delivery", "events a second", "track 2", "loki4j", "events/s", Kind.AT_LEAST, 2.8, 4));
        inFlight.forEach(number -> all.add(speed("slow", number, 0.95, 0.98)));
        all.add(new Target(
                "outage",
                "lost in an outage of 10 s, default settings",
                "track-defaults",
                "",
                "lost",
                Kind.ALONE,
                0,
                0));
        all.addAll(forInformation(isShort));
        return all;
    }

    private static Target caller(String other, String figure, double bound, double aim) {
        return new Target("caller", words(figure), "track", other, figure, Kind.AT_MOST, bound, aim);
    }

    private static String words(String figure) {
        switch (figure) {
            case "steady1.mean":
                return "log call, one thread";
            case "steady4.mean":
                return "log call, four threads";
            default:
                return "log call, burst of four threads";
        }
    }

    private static Target bytes(String part, String form, String subject, String floor) {
        return new Target(part, "bytes on the caller, " + form, subject, floor, "steady1.bytes", Kind.ABOVE, 64, 40);
    }

    private static Target cpu(String other, double bound, double aim) {
        return new Target("delivery", "CPU for an event", "track 2", other, "cpu", Kind.AT_MOST, bound, aim);
    }

    private static Target speed(String part, int inFlight, double bound, double aim) {
        String what = part.equals("slow") ? "events a second, server that takes 20 ms" : "events a second";
        return new Target(part, what, "track " + inFlight, "raw " + inFlight, "events/s", Kind.AT_LEAST, bound, aim);
    }

    /** The forms that have no bound, beside their floor. */
    private static List<Target> forInformation(boolean isShort) {
        List<Target> all = new ArrayList<>();
        for (String figure : isShort ? List.of("steady1.mean") : List.of("steady1.mean", "burst4.mean")) {
            all.add(form("forms", "template", "", figure));
            all.add(form("log4j2", "fluent", "log4j2-", figure));
            all.add(form("log4j2", "template", "log4j2-", figure));
            if (!isShort) {
                all.add(form("forms", "map", "", figure));
                all.add(form("log4j2", "map", "log4j2-", figure));
            }
        }
        return all;
    }

    private static Target form(String part, String form, String prefix, String figure) {
        return new Target(
                part,
                words(figure) + (prefix.isEmpty() ? ", " : ", Log4j2, ") + form,
                prefix + "track " + form,
                prefix + "noop " + form,
                figure,
                Kind.AT_MOST,
                Double.NaN,
                Double.NaN);
    }

    boolean isBound() {
        return !Double.isNaN(bound);
    }

    OptionalDouble in(Results results) {
        switch (kind) {
            case ABOVE:
                return results.difference(subject, other, figure);
            case ALONE:
                return results.median(subject, figure);
            default:
                return results.ratio(subject, other, figure);
        }
    }

    String verdict(double value) {
        if (!isBound()) {
            return "for information";
        }
        return reaches(aim, value) ? "aim reached" : reaches(bound, value) ? "met" : "**missed**";
    }

    private boolean reaches(double mark, double value) {
        return kind == Kind.AT_LEAST ? value >= mark : value <= mark;
    }
}
