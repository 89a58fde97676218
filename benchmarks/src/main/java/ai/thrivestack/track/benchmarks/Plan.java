// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import ai.thrivestack.track.benchmarks.Subject.Room;

/** What is measured, beside what, and with which settings. */
final class Plan {
    private static final List<String> CALLER = List.of(
            "steady1.mean",
            "steady1.p50",
            "steady1.p99",
            "steady1.p99.9",
            "steady1.bytes",
            "steady4.mean",
            "steady4.p50",
            "steady4.p99",
            "burst1.mean",
            "burst4.mean",
            "lost");
    private static final int EVENTS = 500_000;
    /** For each request in flight: two seconds' worth. */
    private static final int SLOW_EVENTS = 100_000;

    private static final List<String> DELIVERY = List.of("events/s", "cpu", "peakMB", "lost");
    private static final List<String> OUTAGE = List.of("lost", "p99", "worstMillis", "peakMB");

    static final Subject NOOP = Subject.logback("noop", Room.OURS, false);
    static final Subject TRACK = Subject.logback("track", Room.OURS, true);
    static final Subject ASYNC = Subject.logback("async", Room.OURS, false);
    static final Subject LOKI4J = Subject.logback("loki4j", Room.PEERS, true);
    static final Subject LOGSTASH = Subject.logback("logstash-tcp", Room.PEERS, true);
    static final Subject SEGMENT = Subject.of("segment", "SegmentWorkload", Room.PEERS);
    static final Subject POSTHOG = Subject.of("posthog", "PostHogWorkload", Room.PEERS);
    /** HttpClient says at DEBUG what it does, which costs more than the doing. */
    static final Subject RAW =
            Subject.of("raw", "RawWorkload", Room.PEERS).with("raw", "logback.configurationFile", "logback-noop.xml");

    static final Subject OTEL =
            Subject.of("otel", "OtelWorkload", Room.OTEL).with("otel", "logback.configurationFile", "logback-otel.xml");
    private static final Subject L4J_NOOP = Subject.log4j2("log4j2-noop", Room.OURS, false);
    private static final Subject L4J_TRACK = Subject.log4j2("log4j2-track", Room.OURS, true);
    private static final Subject L4J_HTTP = Subject.log4j2("log4j2-http", Room.PEERS, true)
            .with("log4j2-http", "rate", "400", "burst", "400", "bursts", "");

    private Plan() {}

    /** What the table of ratios needs, if no part is named. */
    static final List<String> DEFAULT = List.of("caller", "forms", "log4j2", "delivery", "slow", "outage");

    /** By the name that the command line has for it. */
    static Map<String, Part> parts(boolean isShort, Path scratch) {
        Map<String, Part> parts = new LinkedHashMap<>();
        List<String> all = List.of("-Dseconds=2", "-DsteadyWarmup=1", "-DwarmupSeconds=" + (isShort ? 2 : 3));
        List<String> some = Stream.concat(all.stream(), Stream.of("-Dsteady=1", isShort ? "-Dbursts=" : "-Dbursts=4"))
                .toList();
        List<Subject> caller = List.of(NOOP, TRACK, ASYNC, quick(LOKI4J), quick(OTEL), quick(POSTHOG), quick(SEGMENT));
        parts.put("caller", caller("The log call, in nanoseconds and bytes", caller, all, isShort ? 11 : 12));
        int seconds = isShort ? 7 : 8;
        parts.put("forms", caller("The other forms of call", forms(isShort), some, seconds));
        parts.put("log4j2", caller("The log call on Log4j2", log4j2(isShort), some, seconds));
        List<String> inFlight = isShort ? List.of("2") : List.of("1", "2", "4");
        List<Subject> delivery = new ArrayList<>();
        inFlight.forEach(number -> delivery.addAll(withRaw(number, EVENTS)));
        delivery.addAll(List.of(LOKI4J, LOGSTASH));
        parts.put("delivery", delivery("From the call to an instant server", delivery, 10));
        List<Subject> slow = new ArrayList<>();
        inFlight.forEach(number -> slow.addAll(withRaw(number, SLOW_EVENTS * Integer.parseInt(number))));
        parts.put("slow", slow(slow));
        parts.put("outage", outage(List.of(Subject.logback("track-defaults", Room.OURS, true)), 17));
        parts.putAll(more(all, scratch));
        parts.putAll(GrowthPlan.parts(scratch.resolve("waiting").toString()));
        return parts;
    }

    /** What the table of ratios does not need: only if it is named. */
    private static Map<String, Part> more(List<String> flags, Path scratch) {
        String spoolDirectory = scratch.resolve("spool").toString();
        Subject spool = TRACK.with("track-spool", "spoolDirectory", spoolDirectory);
        String logFile = scratch.resolve("events.json").toString();
        Subject file = Subject.logback("file-json", Room.OURS, false).with("file-json", "logFile", logFile);
        Map<String, Part> parts = new LinkedHashMap<>();
        parts.put(
                "files", caller("The log call beside files and TCP", List.of(TRACK, spool, file, LOGSTASH), flags, 15));
        List<Subject> async = List.of(
                L4J_NOOP.asynchronousLoggers("log4j2-async-noop"),
                L4J_TRACK.asynchronousLoggers("log4j2-async-track"),
                L4J_HTTP);
        parts.put("log4j2-async", caller("Log4j2, asynchronous loggers", async, flags, 15));
        List<Subject> delivery = List.of(
                OTEL.with("otel", "events", "200000"),
                SEGMENT.with("segment", "events", "100000"),
                POSTHOG,
                L4J_HTTP.with("log4j2-http", "events", "3000"));
        parts.put("delivery-others", delivery("From the call to an instant server: the others", delivery, 20));
        parts.put("slow-others", slow(List.of(LOKI4J.with("loki4j", "events", String.valueOf(2 * SLOW_EVENTS)))));
        parts.put(
                "outage-others",
                outage(
                        List.of(
                                Subject.logback("loki4j-defaults", Room.PEERS, true),
                                Subject.logback("logstash-tcp-defaults", Room.PEERS, true),
                                OTEL.with("otel-defaults", "defaults", "true"),
                                SEGMENT.with("segment-defaults", "defaults", "true"),
                                POSTHOG.with("posthog-defaults"),
                                Subject.log4j2("log4j2-http-defaults", Room.PEERS, true)),
                        50));
        return parts;
    }

    private static List<Subject> forms(boolean isShort) {
        List<Subject> subjects = new ArrayList<>();
        for (String form : isShort ? List.of("template") : List.of("template", "map")) {
            subjects.add(NOOP.with("noop " + form, "form", form));
            subjects.add(TRACK.with("track " + form, "form", form));
        }
        return subjects;
    }

    private static List<Subject> log4j2(boolean isShort) {
        List<Subject> subjects = new ArrayList<>();
        for (String form : isShort ? List.of("fluent", "template") : List.of("fluent", "template", "map")) {
            subjects.add(L4J_NOOP.with("log4j2-noop " + form, "form", form));
            subjects.add(L4J_TRACK.with("log4j2-track " + form, "form", form));
        }
        return subjects;
    }

    /** What a burst leaves takes some of the peers a minute: without bursts, and with small ones to warm up. */
    private static Subject quick(Subject peer) {
        return peer.with(peer.name(), "bursts", "", "burst", "6000");
    }

    private static List<Subject> withRaw(String inFlight, int events) {
        String[] properties = {"maxInFlight", inFlight, "events", String.valueOf(events)};
        return List.of(
                RAW.with("raw " + inFlight, properties),
                TRACK.with("track", "bufferSize", "1GB").with("track " + inFlight, properties));
    }

    private static Part caller(String title, List<Subject> subjects, List<String> flags, int seconds) {
        return new Part(title, "caller", subjects, CALLER, flags, seconds);
    }

    private static Part delivery(String title, List<Subject> subjects, int seconds) {
        return new Part(
                title,
                "end-to-end",
                subjects,
                DELIVERY,
                List.of("-DwarmupSeconds=6", "-DatLeastMillis=1000", "-Xmx2g"),
                seconds);
    }

    private static Part slow(List<Subject> subjects) {
        List<String> flags = List.of("-DdelayMillis=20", "-DwarmupSeconds=4", "-Xmx2g");
        return new Part("From the call to a server that takes 20 ms", "end-to-end", subjects, DELIVERY, flags, 9);
    }

    private static Part outage(List<Subject> subjects, int seconds) {
        return new Part(
                "Nothing listens for 10 s of 14, at 5,000 events a second, default settings",
                "outage",
                subjects,
                OUTAGE,
                List.of("-Xmx2g"),
                seconds);
    }
}
