// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

import java.util.Map;

/**
 * What an appender hands over of a log record that passed the gate. It is read within the call of
 * {@link TrackPipeline#track}, on the same thread, and not kept.
 */
public interface TrackRecord {
    /** When the record was made, in milliseconds since 1970-01-01T00:00Z. */
    long timeMillis();

    /** The name of the first marker that contains the track marker, null if only the track marker itself is there. */
    String eventMarker();

    /** The message before its arguments are filled in, {@code {}} marking their places; may be null. */
    String template();

    /** The arguments; null or empty if there are none. A throwable that ends them is the record's own, not here. */
    Object[] arguments();

    /** The class name of the record's throwable, null if there is none. */
    String errorType();

    /** The message of the record's throwable, null if there is none. */
    String errorMessage();

    /** The diagnostic context of the thread that logged; never null. */
    Map<String, String> mdc();
}
