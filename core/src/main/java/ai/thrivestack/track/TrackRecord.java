// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import ai.thrivestack.track.pipeline.TrackPipeline;

/**
 * A log record with the track marker, as an appender passes it on. It is read within the call of
 * {@link TrackPipeline#track}, on the same thread, and not kept.
 */
public interface TrackRecord {
    /** When the record was made, in milliseconds since 1970-01-01T00:00Z. */
    long timeMillis();

    /** The names of all markers that contain the track marker without being it, the outer before the inner. */
    List<String> eventMarkers();

    /** All markers, contained ones included, that may carry data. */
    default List<?> dataMarkers() {
        return Collections.emptyList();
    }

    /**
     * The record's own named values: fluent key-values, a message that is a map.
     *
     * @param taker takes each name and its value; the last value of a name counts
     */
    default void keyValues(BiConsumer<String, Object> taker) {}

    /** The event name that the message itself gives, null if it gives none. */
    default String messageName() {
        return null;
    }

    /** True if the record may have key-values that the framework has mixed into the diagnostic context. */
    default boolean hidesKeyValues() {
        return false;
    }

    /** The message before its arguments are filled in, {@code {}} marking their places; may be null. */
    String template();

    /**
     * The arguments. A throwable at their end is the record's throwable, and not here.
     *
     * @param taker takes each, in their order
     */
    void arguments(Consumer<Object> taker);

    /** The class name of the record's throwable, null if there is none. */
    String errorType();

    /** The message of the record's throwable, null if there is none. */
    String errorMessage();

    /** The diagnostic context of the thread that logged; never null. */
    Map<String, String> mdc();
}
