// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

import java.util.Map;

/**
 * What JMX shows of one appender, as {@code ai.thrivestack.track:type=TrackAppender,context="…",name="…"}. The numbers
 * are those of {@link TrackCounts}; each attribute is read at a moment of its own. Thread-safe.
 */
public interface TrackAppenderMXBean {
    /** Records that passed the gate. */
    long getAccepted();

    /** Events the API took. */
    long getDelivered();

    /** Events that can never be delivered, by reason. */
    Map<String, Long> getRejected();

    /** Events that were lost although they could have been delivered, by reason. */
    Map<String, Long> getDropped();

    /** Events that wait or are under way. */
    long getPending();

    /** The whole account, taken at one moment: accepted = delivered + rejected + dropped + pending. */
    String getAccount();

    /**
     * Waits until everything logged before this call is settled.
     *
     * @return true if all of it was delivered
     */
    boolean flush(long timeoutMillis);
}
