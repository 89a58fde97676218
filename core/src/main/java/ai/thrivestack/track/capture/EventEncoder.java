// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
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
import ai.thrivestack.track.capture.value.HintSink;
import ai.thrivestack.track.capture.value.JsonWriter;
import ai.thrivestack.track.capture.value.Name;
import ai.thrivestack.track.capture.value.NamedValues;
import ai.thrivestack.track.capture.value.Names;
import ai.thrivestack.track.capture.value.ObjectHints;
import ai.thrivestack.track.capture.value.ObjectValues;
import ai.thrivestack.track.capture.value.SafeText;
import ai.thrivestack.track.capture.value.TextCache;
import ai.thrivestack.track.capture.value.UserId;

/**
 * Makes the event of a record, on the thread that logs. Which value goes where is decided here; the options say so.
 * Thread-safe, without locks.
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
    private final Names names;
    private final EncoderBuffers.Pool pool;

    private final List<String> userIdKeys;
    private final Name[] userIdNames;
    private final String defaultUserId;
    private final Map<String, String> contextKeys;
    /** The keys of {@link #contextKeys}, and in the same places their names in the context. */
    private final Name[] contextFrom;

    private final Name[] contextTo;
    private final Map<String, String> staticContext;
    private final List<String> mdcProperties;
    private final boolean allOfMdc;
    private final String errorDetails;
    private final boolean eventIds;
    private final Name eventId;
    /** Somebody reads what becomes of rejected events. */
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
        names = new Names(redactKeys);
        RedactKeys inTexts = new RedactKeys(redactKeys);
        templates = new TextCache<>(TEMPLATES, MAX_TEMPLATE_CHARS, text -> TemplateParser.parse(text, inTexts));
        pool = new EncoderBuffers.Pool(names, new ObjectValues(new ObjectHints(sink), options));
        userIdKeys = options.get(TrackOptions.USER_ID_KEYS);
        userIdNames = all(userIdKeys);
        defaultUserId = options.get(TrackOptions.DEFAULT_USER_ID);
        contextKeys = options.get(TrackOptions.CONTEXT_KEYS);
        contextFrom = all(contextKeys.keySet());
        contextTo = all(contextKeys.values());
        staticContext = options.get(TrackOptions.STATIC_CONTEXT);
        mdcProperties = options.get(TrackOptions.MDC_PROPERTIES);
        allOfMdc = mdcProperties.contains("*");
        errorDetails = options.get(TrackOptions.ERROR_DETAILS);
        eventIds = options.get(TrackOptions.EVENT_IDS);
        eventId = names.of("event_id");
        deadLetters = options.get(TrackOptions.DEAD_LETTER_FILE) != null;
        eventIdStart = ascii(",\"event_id\":\"" + UUID.randomUUID() + "-");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private Name[] all(Collection<String> texts) {
        return texts.stream().map(names::of).toArray(Name[]::new);
    }

    /**
     * The UTF-8 JSON of the record's event.
     *
     * @param thread the times of the calling thread's events, see {@link EventTimes}
     * @throws Rejection if the record gives no event
     */
    public byte[] encode(TrackRecord record, long[] thread) throws Rejection {
        EncoderBuffers buffers = pool.take();
        try {
            return encode(record, thread, buffers);
        } finally {
            pool.giveBack(buffers);
        }
    }

    private byte[] encode(TrackRecord record, long[] thread, EncoderBuffers buffers) throws Rejection {
        Fields fields = buffers.fields;
        String text = record.template() == null ? "" : record.template();
        Template template = templates.get(text);
        fields.read(record, template);
        String name = eventName(record, template, fields);
        if (name == null) {
            throw noName(record, thread, template, buffers);
        }
        hints.consider(text, template, name.equals(template.name), fields.unnamed);
        if (record.hidesKeyValues()) {
            hints.hiddenKeyValues();
        }
        Map<String, String> mdc = record.mdc();
        String userId = userId(fields, mdc);
        if (userId == null) {
            throw noUser(name, record, thread, template, buffers);
        }
        gather(record, template, mdc, buffers);
        EventTimes.next(thread, record.timeMillis());
        byte[] event = written(name, userId, thread, true, buffers);
        if (event == null) {
            throw tooLarge(name, userId, thread, buffers);
        }
        return event;
    }

    /** Null if it is too large. Leaves out what is null. */
    private byte[] written(String name, String userId, long[] thread, boolean withProperties, EncoderBuffers buffers) {
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
        } catch (JsonWriter.EndlessException endless) {
            return null;
        }
        return json.size() > ApiLimits.MAX_EVENT_BYTES ? null : json.toByteArray();
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
                        ? remains(null, userId(buffers.fields, record.mdc()), record, thread, template, buffers)
                        : null);
    }

    private Rejection noUser(
            String name, TrackRecord record, long[] thread, Template template, EncoderBuffers buffers) {
        return new Rejection(
                Loss.NO_USER_ID,
                "\"" + OneLine.shortened(name) + "\" has none of " + String.join(", ", userIdKeys)
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

    /** What a dead letter shows. A letter of megabytes helps nobody: rather without the properties, or nothing. */
    private byte[] remains(
            String name, String userId, TrackRecord record, long[] thread, Template template, EncoderBuffers buffers) {
        gather(record, template, record.mdc(), buffers);
        EventTimes.next(thread, record.timeMillis());
        byte[] whole = written(name, userId, thread, true, buffers);
        return whole != null ? whole : written(name, userId, thread, false, buffers);
    }

    /**
     * Null if there is none. Never from the MDC, which would stamp every record, and never from a formatted message,
     * which has no end.
     */
    private static String eventName(TrackRecord record, Template template, Fields fields) {
        if (fields.eventName != null) {
            return fields.eventName;
        }
        if (record.messageName() != null && !record.messageName().trim().isEmpty()) {
            return record.messageName().trim();
        }
        for (String marker : record.eventMarkers()) {
            if (!marker.trim().isEmpty() && !LogstashFields.isDataMarker(marker)) {
                return marker;
            }
        }
        return template.name.isEmpty() ? null : template.name;
    }

    /** Null if there is none. */
    private String userId(Fields fields, Map<String, String> mdc) {
        for (Name key : userIdNames) {
            String id = UserId.of(fields.own(key));
            if (id != null) {
                fields.take(key);
                return id;
            }
        }
        for (Name key : userIdNames) {
            String id = UserId.of(mdc.get(key.text));
            if (id != null) {
                return id;
            }
        }
        return defaultUserId;
    }

    private void gather(TrackRecord record, Template template, Map<String, String> mdc, EncoderBuffers buffers) {
        gatherContext(buffers.context, buffers.fields, mdc); // first, since the properties are what it leaves
        gatherProperties(buffers.fields, template, record, mdc);
    }

    private void gatherContext(NamedValues context, Fields fields, Map<String, String> mdc) {
        for (int i = 0; i < contextFrom.length; i++) {
            if (isPresent(fields.own(contextFrom[i])) && !context.contains(contextTo[i])) {
                context.put(contextTo[i], fields.take(contextFrom[i]));
            }
        }
        for (int i = 0; i < contextFrom.length; i++) {
            String value = mdc.get(contextFrom[i].text);
            if (isPresent(value)) {
                context.putIfAbsent(contextTo[i], value);
            }
        }
        if (!staticContext.isEmpty()) {
            staticContext.forEach((name, value) -> context.putIfAbsent(names.of(name), value));
        }
    }

    private static boolean isPresent(Object value) {
        return value != null
                && !(value instanceof CharSequence && SafeText.of(value).trim().isEmpty());
    }

    private void gatherProperties(Fields fields, Template template, TrackRecord record, Map<String, String> mdc) {
        if (!template.texts.isEmpty()) {
            template.texts.forEach(fields::putIfAbsent);
        }
        if (allOfMdc) {
            mdc.forEach((key, value) -> {
                if (!userIdKeys.contains(key) && !contextKeys.containsKey(key)) {
                    fields.putIfAbsent(key, value);
                }
            });
        }
        for (int i = 0; i < mdcProperties.size(); i++) {
            String value = mdc.get(mdcProperties.get(i));
            if (value != null) {
                fields.putIfAbsent(mdcProperties.get(i), value);
            }
        }
        String errorType = errorDetails.equals("none") ? null : record.errorType();
        if (errorType != null) {
            fields.putIfAbsent("error_type", errorType);
            if (errorDetails.equals("message") && record.errorMessage() != null) {
                fields.putIfAbsent("error_message", record.errorMessage());
            }
        }
    }
}
