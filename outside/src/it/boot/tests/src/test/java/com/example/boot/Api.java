// SPDX-License-Identifier: Apache-2.0
package com.example.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.thrivestack.track.testkit.TrackServer;
import ai.thrivestack.track.testkit.TrackedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The API as an application is configured for it, and what has arrived there. */
final class Api {
    private Api() {}

    /** Where an end, or a restart, waits for nothing, it takes so long that the test gives up. */
    static Map<String, String> options(TrackServer server) {
        return options(server.port(), "10m");
    }

    /** The same options as properties of the starter. */
    static Map<String, String> properties(TrackServer server) {
        return properties(options(server));
    }

    static Map<String, String> properties(Map<String, String> options) {
        return options.entrySet().stream()
                .collect(Collectors.toMap(
                        option -> "track." + option.getKey().replaceAll("(?=[A-Z])", "-").toLowerCase(Locale.ROOT),
                        Map.Entry::getValue));
    }

    /** Port 1 is open nowhere. The end waits no longer than a first attempt takes on a busy machine. */
    static Map<String, String> down() {
        return options(1, "2s");
    }

    private static Map<String, String> options(int port, String shutdownTimeout) {
        return Map.of(
                "endpoint", "http://127.0.0.1:" + port + "/api/track",
                "token", "secret-token",
                "shutdownTimeout", shutdownTimeout);
    }

    static int number(TrackedEvent event) {
        return ((Number) event.properties().get("number")).intValue();
    }

    /** Every event of the application once: the calls that had returned when its last context was closed. */
    static void assertAllArrived(TrackServer server, Child child) {
        assertArrivedBut(0, server, child);
    }

    /** As {@link #assertAllArrived}, but so many may be missing at most. */
    static void assertArrivedBut(int most, TrackServer server, Child child) {
        List<String> counts = child.lines("^logged: ");
        int logged = Integer.parseInt(counts.get(counts.size() - 1).substring("logged: ".length()));
        Set<Integer> missing = IntStream.rangeClosed(1, logged).boxed().collect(Collectors.toCollection(TreeSet::new));
        List<Integer> odd = new ArrayList<>();
        for (TrackedEvent event : server.events()) {
            Integer number = number(event);
            if (!missing.remove(number)) {
                odd.add(number);
            }
        }
        assertTrue(
                missing.size() <= most, () -> child.described(missing.size() + " of " + logged + " did not arrive"));
        assertEquals(List.of(), odd, () -> child.described("arrived twice, or was never counted"));
    }
}
