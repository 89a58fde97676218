// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    private static final Subject L4J_HTTP =
            Subject.log4j2("log4j2-http", Room.PEERS, true).with("log4j2-http", "rate", "400", "burst", "2000");

    private Plan() {}

    /** By the name that the command line has for it. */
    static Map<String, Part> parts(boolean isShort, String spoolDirectory, String logFile) {
        Map<String, Part> parts = new LinkedHashMap<>();
        List<String> seconds = List.of("-Dseconds=" + (isShort ? 2 : 6));
        Subject spool = TRACK.with("track-spool", "spoolDirectory", spoolDirectory);
        Subject file = Subject.logback("file-json", Room.OURS, false).with("file-json", "logFile", logFile);
        List<Subject> caller = new ArrayList<>(List.of(NOOP, TRACK, ASYNC, LOKI4J, OTEL, POSTHOG, SEGMENT));
        if (!isShort) {
            caller.addAll(List.of(spool, file, LOGSTASH));
        }
        parts.put("caller", new Part("The log call, in nanoseconds and bytes", "caller", caller, CALLER, seconds));
        List<Subject> forms = new ArrayList<>();
        for (String form : List.of("template", "map")) {
            forms.add(NOOP.with("noop " + form, "form", form));
            forms.add(TRACK.with("track " + form, "form", form));
        }
        parts.put("forms", new Part("The other forms of call", "caller", forms, CALLER, seconds));
        parts.put(
                "log4j2",
                new Part(
                        "The log call on Log4j2",
                        "caller",
                        List.of(
                                L4J_NOOP,
                                L4J_TRACK,
                                L4J_NOOP.asynchronousLoggers("log4j2-async-noop"),
                                L4J_TRACK.asynchronousLoggers("log4j2-async-track"),
                                L4J_HTTP),
                        CALLER,
                        seconds));
        parts.put("delivery", delivery(isShort));
        parts.put("slow", slow(isShort));
        parts.put("outage", outage());
        parts.put("growth", growth(seconds));
        return parts;
    }

    private static Part delivery(boolean isShort) {
        Subject large = TRACK.with("track", "bufferSize", "1GB");
        List<Subject> subjects = new ArrayList<>();
        for (String inFlight : isShort ? List.of("2") : List.of("1", "2", "4")) {
            subjects.add(RAW.with("raw " + inFlight, "maxInFlight", inFlight));
            subjects.add(large.with("track " + inFlight, "maxInFlight", inFlight));
        }
        subjects.add(LOKI4J);
        subjects.add(LOGSTASH);
        if (!isShort) {
            subjects.add(OTEL.with("otel", "events", "200000"));
            subjects.add(SEGMENT.with("segment", "events", "100000"));
            subjects.add(POSTHOG);
            subjects.add(L4J_HTTP.with("log4j2-http", "events", "8000"));
        }
        return new Part(
                "From the call to an instant server",
                "end-to-end",
                subjects,
                DELIVERY,
                List.of("-Devents=500000", "-Xmx2g"));
    }

    private static Part slow(boolean isShort) {
        Subject large = TRACK.with("track", "bufferSize", "1GB");
        List<Subject> subjects = new ArrayList<>();
        for (String inFlight : isShort ? List.of("2") : List.of("1", "2", "4")) {
            subjects.add(RAW.with("raw " + inFlight, "maxInFlight", inFlight));
            subjects.add(large.with("track " + inFlight, "maxInFlight", inFlight));
        }
        if (!isShort) {
            subjects.add(LOKI4J);
        }
        return new Part(
                "From the call to a server that takes 20 ms",
                "end-to-end",
                subjects,
                DELIVERY,
                List.of("-Devents=200000", "-DdelayMillis=20", "-Xmx2g"));
    }

    private static Part outage() {
        return new Part(
                "Nothing listens for 10 s of 20, at 5,000 events a second, default settings",
                "outage",
                List.of(
                        Subject.logback("track-defaults", Room.OURS, true),
                        Subject.logback("loki4j-defaults", Room.PEERS, true),
                        Subject.logback("logstash-tcp-defaults", Room.PEERS, true),
                        OTEL.with("otel-defaults", "defaults", "true"),
                        SEGMENT.with("segment-defaults", "defaults", "true"),
                        POSTHOG.with("posthog-defaults"),
                        Subject.log4j2("log4j2-http-defaults", Room.PEERS, true)),
                OUTAGE,
                List.of("-Xmx2g"));
    }

    private static Part growth(List<String> seconds) {
        List<Subject> subjects = new ArrayList<>();
        for (String properties : List.of("5", "10", "20", "50")) {
            subjects.add(NOOP.with("noop, " + properties + " properties", "properties", properties));
            subjects.add(TRACK.with(
                    "track, " + properties + " properties", "properties", properties, "bufferSize", "256MB"));
        }
        return new Part("As the event grows", "caller", subjects, CALLER, seconds);
    }
}
