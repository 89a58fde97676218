// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import ai.thrivestack.track.ApiLimits;
import ai.thrivestack.track.Timestamps;
import ai.thrivestack.track.TrackOptions;
import ai.thrivestack.track.capture.value.EndlessException;
import ai.thrivestack.track.capture.value.JsonWriter;
import ai.thrivestack.track.capture.value.Name;
import ai.thrivestack.track.capture.value.NamedValues;
import ai.thrivestack.track.capture.value.Names;
import ai.thrivestack.track.capture.value.Slot;

/**
 * What an event looks like: {@link #write} says it, and {@link #fill} repeats it, with the bytes that a {@link Plan} has
 * of it. A plan is what {@link #write} gives for slots instead of values. Thread-safe, without locks.
 */
final class EventWriter {
    private static final byte[] EVENT_NAME = ascii(",\"event_name\":");
    private static final byte[] USER_ID = ascii(",\"user_id\":");
    private static final byte[] TIMESTAMP = ascii(",\"timestamp\":\"");
    private static final byte[] PROPERTIES = ascii(",\"properties\":{");
    private static final byte[] CONTEXT = ascii(",\"context\":{");

    private final EventParts parts;
    private final Timestamps timestamps = new Timestamps();
    private final boolean eventIds;
    /** Under this name the application may give an id of its own. */
    private final Name eventId;
    /** With a number behind it, unique among all events of all processes. */
    private final byte[] eventIdStart;

    private final AtomicLong idNumber = new AtomicLong();

    EventWriter(EventParts parts, Names names, TrackOptions options) {
        this.parts = parts;
        eventIds = options.get(TrackOptions.EVENT_IDS);
        eventId = names.of("event_id");
        eventIdStart = ascii(",\"event_id\":\"" + UUID.randomUUID() + "-");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Writes what the buffers have gathered. Leaves out what is null.
     *
     * @return false if it is too large
     */
    boolean write(String name, String userId, long[] thread, boolean withProperties, EncoderBuffers buffers) {
        return write(name, userId, thread, withProperties, false, buffers);
    }

    /** As {@link #write}, but what differs from record to record stays open. The values that were gathered are slots. */
    boolean writeOpen(String name, Slot userId, EncoderBuffers buffers) {
        return write(name, userId, null, true, true, buffers);
    }

    private boolean write(
            String name, Object userId, long[] thread, boolean withProperties, boolean isOpen, EncoderBuffers buffers) {
        JsonWriter json = buffers.json;
        json.reset();
        buffers.values.reset(); // an event before may have had no end
        try {
            json.startObject();
            if (name != null) {
                json.writeName(EVENT_NAME);
                json.writeString(name);
            }
            if (userId != null) {
                json.writeName(USER_ID);
                buffers.values.write(userId);
            }
            if (isOpen) {
                json.writeOpen(TIMESTAMP, Plan.TIME);
            } else {
                json.writeTime(TIMESTAMP, second(thread), EventTimes.nanosOfSecond(thread));
            }
            if (withProperties) {
                json.startObject(PROPERTIES);
                buffers.values.writeEntries(
                        buffers.fields.rest(), 0, buffers.fields.rest().size());
                if (isOpen) {
                    json.writeSlot(Plan.MDC_PROPERTIES);
                }
                json.endObject();
            }
            json.startObject(CONTEXT);
            buffers.values.writeEntries(buffers.context, 0, buffers.ownContext);
            if (isOpen) {
                json.writeSlot(Plan.MDC_CONTEXT);
            }
            buffers.values.writeEntries(buffers.context, buffers.ownContext, buffers.context.size());
            if (givesEventId(buffers.context)) {
                writeEventId(isOpen, json);
            }
            json.endObject();
            json.endObject();
        } catch (EndlessException endless) {
            return false;
        }
        return json.size() <= ApiLimits.MAX_EVENT_BYTES;
    }

    private String second(long[] thread) {
        return timestamps.second(thread[EventTimes.MILLIS]);
    }

    private boolean givesEventId(NamedValues context) {
        return eventIds && !context.contains(eventId);
    }

    boolean mayGiveEventId(MdcContext mdc) {
        return mdc.mayGive(eventId);
    }

    private void writeEventId(boolean isOpen, JsonWriter json) {
        if (isOpen) {
            json.writeOpen(eventIdStart, Plan.EVENT_NUMBER);
        } else {
            json.writeNumbered(eventIdStart, idNumber.incrementAndGet());
        }
    }

    /**
     * Writes the event of a record that fits the plan.
     *
     * @return false if it is too large
     */
    boolean fill(Plan plan, String userId, Map<String, String> mdc, long[] thread, EncoderBuffers buffers) {
        JsonWriter json = buffers.json;
        json.reset();
        try {
            int from = 0;
            for (int i = 0; i < plan.slots.length; i++) {
                json.writeFragment(plan.bytes, from, plan.places[i]);
                from = plan.places[i];
                switch (plan.slots[i]) {
                    case Plan.USER_ID:
                        json.writeString(userId);
                        break;
                    case Plan.TIME:
                        json.endTime(second(thread), EventTimes.nanosOfSecond(thread));
                        break;
                    case Plan.MDC_PROPERTIES:
                        parts.writeMdcProperties(mdc, buffers.values);
                        break;
                    case Plan.MDC_CONTEXT:
                        plan.mdcContext.write(mdc, buffers.values);
                        break;
                    case Plan.EVENT_NUMBER:
                        json.endNumbered(idNumber.incrementAndGet());
                        break;
                    default:
                        buffers.values.write(buffers.value(plan.slots[i], plan.template));
                }
            }
            json.writeFragment(plan.bytes, from, plan.bytes.length);
        } catch (EndlessException endless) {
            return false;
        }
        return json.size() <= ApiLimits.MAX_EVENT_BYTES;
    }
}
