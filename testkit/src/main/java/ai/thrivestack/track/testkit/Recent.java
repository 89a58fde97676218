// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * What the page and scripts see: the last events and requests, bounded in number and in size, and counts of all.
 * Guarded by the journal's lock.
 */
final class Recent {

    static final int EVENTS = 10_000;
    static final int REQUESTS = 1_000;
    private static final long EVENT_CHARS = 8_000_000;
    private static final long REQUEST_CHARS = 2_000_000;

    private final LongSupplier clock;
    private final Kept events = new Kept(EVENTS, EVENT_CHARS);
    private final Kept requests = new Kept(REQUESTS, REQUEST_CHARS);
    private final Tally tally = new Tally();
    private final Rates rates = new Rates();
    private Function<TrackedEvent, List<String>> plan = event -> Collections.emptyList();
    private long lastId;
    private long forgotten;

    /** The clock gives milliseconds since 1970. */
    Recent(LongSupplier clock) {
        this.clock = clock;
    }

    void warnBy(Function<TrackedEvent, List<String>> plan) {
        this.plan = plan;
    }

    void add(ReceivedRequest request, Verdict verdict) {
        long now = clock.getAsLong();
        if (!verdict.accepted()) {
            tally.refused();
            rates.refused(now / 1_000);
            requests.add(Entry.refused(++lastId, now, request, verdict));
            return;
        }
        rates.accepted(now / 1_000, verdict.events().size());
        for (TrackedEvent event : verdict.events()) {
            tally.accepted(event);
            events.add(Entry.accepted(++lastId, now, event, plan));
        }
    }

    void addScripted(ReceivedRequest request) {
        long now = clock.getAsLong();
        tally.scripted();
        rates.scripted(now / 1_000);
        requests.add(Entry.scripted(++lastId, now, request));
    }

    /** Ids go on, so that a page which comes back knows what it has seen. */
    void clear() {
        events.clear();
        requests.clear();
        tally.clear();
        rates.clear();
        forgotten = lastId;
    }

    long lastId() {
        return lastId;
    }

    /** All up to this id has been cleared. */
    long forgotten() {
        return forgotten;
    }

    Map<String, Object> counts() {
        return tally.counts();
    }

    List<Object> ratesSince(long second) {
        return rates.since(second, clock.getAsLong() / 1_000);
    }

    List<Entry> events() {
        return events.after(0);
    }

    List<Entry> requests() {
        return requests.after(0);
    }

    /** The oldest of those with a higher id, oldest first. */
    List<Entry> after(long id, int max) {
        List<Entry> newer = new ArrayList<>(events.after(id));
        newer.addAll(requests.after(id));
        newer.sort(Comparator.comparingLong(Entry::id));
        return newer.size() <= max ? newer : new ArrayList<>(newer.subList(0, max));
    }
}
