// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.spring;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import ai.thrivestack.track.DeliveryState;
import ai.thrivestack.track.TrackCounts;

/**
 * What a health check says: UP, or DEGRADED while delivery is stuck and for a while after a loss. Never DOWN: an application
 * that loses its analytics still serves, and a check that says otherwise takes out every instance at once. Immutable.
 */
final class TrackStatus {
    static final String UP = "UP";
    static final String DEGRADED = "DEGRADED";
    private static final Duration AFTER_A_LOSS = Duration.ofMinutes(5);

    final String code;
    final Map<String, Object> details = new LinkedHashMap<>();

    static TrackStatus now() {
        return new TrackStatus(Appenders.counts(), Appenders.state());
    }

    TrackStatus(TrackCounts counts, DeliveryState state) {
        boolean hasLost = state.sinceLoss() != null && state.sinceLoss().compareTo(AFTER_A_LOSS) < 0;
        code = hasLost || state.isStuck() ? DEGRADED : UP;
        details.put("accepted", counts.accepted());
        details.put("delivered", counts.delivered());
        details.put("rejected", counts.rejectedByReason());
        details.put("dropped", counts.droppedByReason());
        details.put("pending", counts.pending());
        if (!state.failure().isEmpty()) {
            details.put("failure", state.failure());
        }
    }
}
