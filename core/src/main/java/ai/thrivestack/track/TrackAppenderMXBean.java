// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

import java.util.Map;

/**
 * What JMX shows of one appender, as {@code ai.thrivestack.track:type=TrackAppender,context="…",name="…"}. The numbers
 * are those of {@link TrackCounts}; each attribute is read at its own moment. Thread-safe.
 */
public interface TrackAppenderMXBean {
    /** Log records with the track marker that reached the appender. */
    long getAccepted();

    /** Events that the API accepted. */
    long getDelivered();

    /** Events that can never be delivered, by reason. */
    Map<String, Long> getRejected();

    /** Events that were lost although they could have been delivered, by reason. */
    Map<String, Long> getDropped();

    /** Events that wait or are in flight. */
    long getPending();

    /** All counts, taken at one moment: accepted = delivered + rejected + dropped + pending. */
    String getAccount();

    /**
     * Waits until all events that were logged before this call are settled.
     *
     * @return true if they were delivered, see {@link ai.thrivestack.track.pipeline.TrackPipeline#flush}
     */
    boolean flush(long timeoutMillis);
}
