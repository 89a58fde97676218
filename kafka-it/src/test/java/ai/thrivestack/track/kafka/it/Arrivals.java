// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.it;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

import ai.thrivestack.track.testkit.TrackServer;
import ai.thrivestack.track.testkit.TrackedEvent;

/**
 * What has got to the API, as it gets there: which events, how many of them twice, and whether one user's came in the
 * order of their numbers. Events are recognised by their {@code context.event_id}. Listens on the server's threads.
 */
final class Arrivals {

    private final TrackServer server;
    private final Set<String> ids = new HashSet<>();
    private final Map<String, Long> lastOfUser = new HashMap<>();
    private final NavigableSet<Long> numbers = new TreeSet<>();
    private final List<String> outOfOrder = new ArrayList<>();
    private int twice;

    Arrivals(TrackServer server) {
        this.server = server;
        server.onEvent(this::add);
    }

    private synchronized void add(TrackedEvent event) {
        if (!ids.add((String) event.context().get("event_id"))) {
            twice++;
            return;
        }
        long n = ((Number) event.properties().get("n")).longValue();
        numbers.add(n);
        Long before = lastOfUser.put(event.userId(), n);
        if (before != null && before > n) {
            outOfOrder.add(event.userId() + ": " + n + " after " + before);
        }
    }

    /** Waits until this number of different events is there. */
    void await(int events, long seconds) {
        server.await(events + " different events", () -> different() >= events, seconds, TimeUnit.SECONDS);
    }

    /** Waits for the event with that number. */
    void awaitNumber(long n, long seconds) {
        server.await("event " + n, () -> has(n), seconds, TimeUnit.SECONDS);
    }

    private synchronized boolean has(long n) {
        return numbers.contains(n);
    }

    /** The highest number of an event below that. */
    synchronized long highestBelow(long n) {
        return numbers.lower(n);
    }

    synchronized int different() {
        return ids.size();
    }

    synchronized int twice() {
        return twice;
    }

    /** Where an event came after a later one of its user: a line for each. */
    synchronized List<String> outOfOrder() {
        return List.copyOf(outOfOrder);
    }

    @Override
    public synchronized String toString() {
        return ids.size() + " events, " + twice + " twice, " + outOfOrder.size() + " out of order";
    }
}
