// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

import java.time.Duration;

/** What health checks and meters show of one appender besides its counts, taken at one moment. Immutable. */
public final class DeliveryState {
    private final String failure;
    private final boolean isStuck;
    private final Duration sinceLoss;
    private final int requestsInFlight;
    private final long requests;
    private final Duration requestTime;

    public DeliveryState(
            String failure,
            boolean isStuck,
            Duration sinceLoss,
            int requestsInFlight,
            long requests,
            Duration requestTime) {
        this.failure = failure;
        this.isStuck = isStuck;
        this.sinceLoss = sinceLoss;
        this.requestsInFlight = requestsInFlight;
        this.requests = requests;
        this.requestTime = requestTime;
    }

    /** Why the last request failed, in a sentence for people; empty if delivery works. */
    public String failure() {
        return failure;
    }

    /**
     * True while the API refuses every request, such as for its token, or nothing can be sent for want of one; and while no
     * attempt has succeeded for a minute. False for what may pass: a connection that breaks, a 503.
     */
    public boolean isStuck() {
        return isStuck;
    }

    /** How long ago an event was last rejected or dropped; null if none was. */
    public Duration sinceLoss() {
        return sinceLoss;
    }

    public int requestsInFlight() {
        return requestsInFlight;
    }

    /** Requests that have ended, answered or not. */
    public long requests() {
        return requests;
    }

    /** How long the ended requests took together. */
    public Duration requestTime() {
        return requestTime;
    }
}
