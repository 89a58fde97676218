// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import ai.thrivestack.track.ApiLimits;
import ai.thrivestack.track.Loss;
import ai.thrivestack.track.OneLine;
import ai.thrivestack.track.Timestamps;
import ai.thrivestack.track.TrackOptions;
import ai.thrivestack.track.TrackRecord;
import ai.thrivestack.track.capture.template.RedactKeys;
import ai.thrivestack.track.capture.template.Template;
import ai.thrivestack.track.capture.template.TemplateParser;
import ai.thrivestack.track.capture.value.EndlessException;
import ai.thrivestack.track.capture.value.HintSink;
import ai.thrivestack.track.capture.value.JsonWriter;
import ai.thrivestack.track.capture.value.Name;
import ai.thrivestack.track.capture.value.Names;
import ai.thrivestack.track.capture.value.ObjectHints;
import ai.thrivestack.track.capture.value.ObjectValues;
import ai.thrivestack.track.capture.value.TextCache;

/**
 * Makes the event of a record, on the thread that logs. {@link EventParts} decides which value goes where. Thread-safe,
 * without locks.
 */
public final class EventEncoder {
    private static final byte[] EVENT_NAME = ascii(",\"event_name\":");
    private static final byte[] USER_ID = ascii(",\"user_id\":");
    private static final byte[] TIMESTAMP = ascii(",\"timestamp\":\"");
    private static final byte[] PROPERTIES = ascii(",\"properties\":{");
    private static final byte[] CONTEXT = ascii(",\"context\":{");

    private static final int TEMPLATES = 512;
    private static final int MAX_TEMPLATE_CHARS = 300;

    private final Timestamps timestamps = new Timestamps();
    private final Hints hints;
    private final TextCache<Template> templates;
    private final EncoderBuffers.Pool pool;
    private final EventParts parts;

    private final boolean eventIds;
    /** Under this name the application may give an id of its own. */
    private final Name eventId;
    /** Rejected events are written to a file. */
    private final boolean deadLetters;

    /** With a number behind it, unique among all events of all processes. */
    private final byte[] eventIdStart;

    private final AtomicLong idNumber = new AtomicLong();

    /** @param hints takes a sentence for developers; called on the thread that logs */
    public EventEncoder(TrackOptions options, Consumer<String> hints) {
        HintSink sink = new HintSink(hints);
        this.hints = new Hints(sink);
        Set<String> redactKeys = new HashSet<>();
        options.get(TrackOptions.REDACT_KEYS).forEach(key -> redactKeys.add(key.toLowerCase(Locale.ROOT)));
        Names names = new Names(redactKeys);
        RedactKeys inTexts = new RedactKeys(redactKeys);
        templates = new TextCache<>(TEMPLATES, MAX_TEMPLATE_CHARS, text -> TemplateParser.parse(text, inTexts));
        pool = new EncoderBuffers.Pool(names, new ObjectValues(new ObjectHints(sink), options));
        parts = new EventParts(names, options);
        eventIds = options.get(TrackOptions.EVENT_IDS);
        eventId = names.of("event_id");
        deadLetters = options.get(TrackOptions.DEAD_LETTER_FILE) != null;
        eventIdStart = ascii(",\"event_id\":\"" + UUID.randomUUID() + "-");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Passes on the record's event.
     *
     * @param thread the times of the calling thread's events, see {@link EventTimes}
     * @throws Rejection if the record gives no event
     */
    public void encode(TrackRecord record, long[] thread, EventSink sink) throws Rejection {
        EncoderBuffers buffers = pool.take();
        try {
            encode(record, thread, buffers);
            sink.accept(buffers.json.array(), (int) buffers.json.size());
        } finally {
            pool.giveBack(buffers);
        }
    }

    private void encode(TrackRecord record, long[] thread, EncoderBuffers buffers) throws Rejection {
        Fields fields = buffers.fields;
        String text = record.template() == null ? "" : record.template();
        Template template = templates.get(text);
        fields.read(record, template);
        String name = EventParts.eventName(record, template, fields);
        if (name == null) {
            throw noName(record, thread, template, buffers);
        }
        hints.consider(text, template, name.equals(template.name), fields.unnamed);
        if (record.hidesKeyValues()) {
            hints.hiddenKeyValues();
        }
        Map<String, String> mdc = record.mdc();
        String userId = parts.userId(fields, mdc);
        if (userId == null) {
            throw noUser(name, record, thread, template, buffers);
        }
        parts.gather(record, template, mdc, buffers);
        EventTimes.next(thread, record.timeMillis());
        if (!write(name, userId, thread, true, buffers)) {
            throw tooLarge(name, userId, thread, buffers);
        }
    }

    /** Null if it is too large. */
    private byte[] written(String name, String userId, long[] thread, boolean withProperties, EncoderBuffers buffers) {
        return write(name, userId, thread, withProperties, buffers) ? buffers.json.toByteArray() : null;
    }

    /** Leaves out what is null. @return false if it is too large */
    private boolean write(String name, String userId, long[] thread, boolean withProperties, EncoderBuffers buffers) {
        JsonWriter json = buffers.json;
        json.reset();
        try {
            json.startObject();
            if (name != null) {
                json.writeName(EVENT_NAME);
                json.writeString(name);
            }
            if (userId != null) {
                json.writeName(USER_ID);
                json.writeString(userId);
            }
            writeTime(thread, json);
            if (withProperties) {
                json.startObject(PROPERTIES);
                buffers.values.writeEntries(buffers.fields.rest());
                json.endObject();
            }
            json.startObject(CONTEXT);
            buffers.values.writeEntries(buffers.context);
            if (eventIds && !buffers.context.contains(eventId)) {
                json.writePlain(eventIdStart, idNumber.incrementAndGet());
            }
            json.endObject();
            json.endObject();
        } catch (EndlessException endless) {
            return false;
        }
        return json.size() <= ApiLimits.MAX_EVENT_BYTES;
    }

    private void writeTime(long[] thread, JsonWriter json) {
        long millis = thread[EventTimes.MILLIS];
        int nanos = (int) (Math.floorMod(millis, 1_000L) * 1_000_000 + thread[EventTimes.NANOS]);
        json.writeTime(TIMESTAMP, timestamps.second(millis), nanos);
    }

    private Rejection noName(TrackRecord record, long[] thread, Template template, EncoderBuffers buffers) {
        return new Rejection(
                Loss.NO_EVENT_NAME,
                "the message has no words that name it, besides its values. Begin it with a name such as signed_up",
                deadLetters
                        ? remains(null, parts.userId(buffers.fields, record.mdc()), record, thread, template, buffers)
                        : null);
    }

    private Rejection noUser(
            String name, TrackRecord record, long[] thread, Template template, EncoderBuffers buffers) {
        return new Rejection(
                Loss.NO_USER_ID,
                "\"" + OneLine.shortened(name) + "\" has none of " + String.join(", ", parts.userIdKeys)
                        + " among its values or in the " + "MDC, and defaultUserId is not set",
                deadLetters ? remains(name, null, record, thread, template, buffers) : null);
    }

    private Rejection tooLarge(String name, String userId, long[] thread, EncoderBuffers buffers) {
        long size = buffers.json.size();
        return new Rejection(
                Loss.TOO_LARGE,
                "\"" + OneLine.shortened(name) + "\" has "
                        + (size > JsonWriter.MAX_COUNTED ? "more than " + JsonWriter.MAX_COUNTED : size)
                        + " bytes, the API takes " + ApiLimits.MAX_EVENT_BYTES,
                deadLetters ? written(name, userId, thread, false, buffers) : null);
    }

    /** What a dead letter shows. It has no properties if it is too large with them; null if it is too large without. */
    private byte[] remains(
            String name, String userId, TrackRecord record, long[] thread, Template template, EncoderBuffers buffers) {
        parts.gather(record, template, record.mdc(), buffers);
        EventTimes.next(thread, record.timeMillis());
        byte[] whole = written(name, userId, thread, true, buffers);
        return whole != null ? whole : written(name, userId, thread, false, buffers);
    }
}
