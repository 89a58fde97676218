// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts of everything received, also of what is no longer kept. Guarded by the journal's lock. */
final class Tally {

    /** An application has tens of event names; one that puts ids into them must not fill the memory. */
    static final int NAMES = 500;

    private final Map<String, Long> byName = new TreeMap<>();
    private long events;
    private long otherNames;
    private long refused;
    private long scripted;

    void accepted(TrackedEvent event) {
        events++;
        String name = Excerpt.of(event.eventName());
        if (byName.size() < NAMES || byName.containsKey(name)) {
            byName.merge(name, 1L, Long::sum);
        } else {
            otherNames++;
        }
    }

    void refused() {
        refused++;
    }

    void scripted() {
        scripted++;
    }

    void clear() {
        byName.clear();
        events = 0;
        otherNames = 0;
        refused = 0;
        scripted = 0;
    }

    /** The events accepted, the requests refused by the contract and answered by script, and the events by name. */
    Map<String, Object> counts() {
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("accepted", events);
        counts.put("refused", refused);
        counts.put("scripted", scripted);
        counts.put("byName", new LinkedHashMap<>(byName));
        counts.put("otherNames", otherNames);
        return counts;
    }
}
