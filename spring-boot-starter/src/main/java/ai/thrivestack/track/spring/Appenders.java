// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.spring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import ai.thrivestack.track.DeliveryState;
import ai.thrivestack.track.TrackCounts;

/**
 * The Track appenders that the logging framework of this JVM has, whoever put them there, as one account. Needs neither
 * Boot nor Spring. Each call looks anew, which takes microseconds: for health checks and scrapes. Thread-safe.
 */
final class Appenders {
    /** One appender of either framework. */
    interface Reading {
        /** Null before its first start. */
        TrackCounts counts();

        /** Null before its first start. */
        DeliveryState state();
    }

    private Appenders() {}

    static List<Reading> inUse() {
        List<Reading> readings = new ArrayList<>();
        for (Reading reading : all()) {
            if (reading.counts() != null && reading.state() != null) {
                readings.add(reading);
            }
        }
        return readings;
    }

    private static List<Reading> all() {
        if (isPresent("ch.qos.logback.classic.LoggerContext") && LogbackAppenders.isBound()) {
            return LogbackAppenders.readings();
        }
        return isPresent("org.apache.logging.log4j.core.LoggerContext") && Log4j2Appenders.isBound()
                ? Log4j2Appenders.readings()
                : Collections.emptyList();
    }

    static boolean isPresent(String className) {
        try {
            Class.forName(className, false, Appenders.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }

    static TrackCounts counts() {
        long accepted = 0;
        long delivered = 0;
        long pending = 0;
        Map<String, Long> rejected = new HashMap<>();
        Map<String, Long> dropped = new HashMap<>();
        for (Reading reading : inUse()) {
            TrackCounts counts = reading.counts();
            accepted += counts.accepted();
            delivered += counts.delivered();
            pending += counts.pending();
            counts.rejectedByReason().forEach((reason, number) -> rejected.merge(reason, number, Long::sum));
            counts.droppedByReason().forEach((reason, number) -> dropped.merge(reason, number, Long::sum));
        }
        return new TrackCounts(accepted, delivered, rejected, dropped, pending);
    }

    static DeliveryState state() {
        String failure = "";
        boolean isStuck = false;
        Duration sinceLoss = null;
        int inFlight = 0;
        long requests = 0;
        Duration time = Duration.ZERO;
        for (Reading reading : inUse()) {
            DeliveryState state = reading.state();
            failure = failure.isEmpty() ? state.failure() : failure;
            isStuck |= state.isStuck();
            sinceLoss = sinceLoss == null
                            || state.sinceLoss() != null && state.sinceLoss().compareTo(sinceLoss) < 0
                    ? state.sinceLoss()
                    : sinceLoss;
            inFlight += state.requestsInFlight();
            requests += state.requests();
            time = time.plus(state.requestTime());
        }
        return new DeliveryState(failure, isStuck, sinceLoss, inFlight, requests, time);
    }
}
