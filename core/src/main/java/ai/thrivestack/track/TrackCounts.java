// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where every record has gone that reached the appender, taken at one moment: accepted = delivered + rejected + dropped +
 * pending. The buffer counts pending, and accepted is the sum of the others. Immutable.
 */
public final class TrackCounts {
    private final long accepted;
    private final long delivered;
    private final Map<String, Long> rejected;
    private final Map<String, Long> dropped;
    private final long pending;

    public TrackCounts(
            long accepted, long delivered, Map<String, Long> rejected, Map<String, Long> dropped, long pending) {
        this.accepted = accepted;
        this.delivered = delivered;
        this.rejected = Collections.unmodifiableMap(new TreeMap<>(rejected));
        this.dropped = Collections.unmodifiableMap(new TreeMap<>(dropped));
        this.pending = pending;
    }

    /** Log records with the track marker that reached the appender. */
    public long accepted() {
        return accepted;
    }

    /** Events that the API accepted. */
    public long delivered() {
        return delivered;
    }

    /** Events that can never be delivered. */
    public long rejected() {
        return sum(rejected);
    }

    /** Events that can never be delivered, by reason. */
    public Map<String, Long> rejectedByReason() {
        return rejected;
    }

    /** Events that were lost although they could have been delivered. */
    public long dropped() {
        return sum(dropped);
    }

    /** Events that were lost although they could have been delivered, by reason. */
    public Map<String, Long> droppedByReason() {
        return dropped;
    }

    /** Events that wait or are in flight. */
    public long pending() {
        return pending;
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public String toString() {
        return "accepted " + accepted + " = delivered " + delivered + " + rejected " + rejected() + details(rejected)
                + " + dropped " + dropped() + details(dropped) + " + pending " + pending;
    }

    private static String details(Map<String, Long> counts) {
        return counts.isEmpty() ? "" : " " + counts;
    }
}
