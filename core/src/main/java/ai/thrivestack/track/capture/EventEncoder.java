// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import ai.thrivestack.track.ApiLimits;
import ai.thrivestack.track.Loss;
import ai.thrivestack.track.Timestamps;
import ai.thrivestack.track.TrackOptions;
import ai.thrivestack.track.TrackRecord;
import com.fasterxml.jackson.core.JsonGenerator;

/**
 * Makes the event of a record, on the thread that logs. Which value goes where is decided here; the options say so.
 * Thread-safe, without locks.
 */
public final class EventEncoder {
    private final Timestamps timestamps = new Timestamps();
    private final Beans beans = new Beans();
    private final Hints hints;
    private final TemplateCache templates = new TemplateCache();
    private final List<String> userIdKeys;
    private final String defaultUserId;
    private final Map<String, String> contextKeys;
    private final Map<String, String> staticContext;
    private final List<String> mdcProperties;
    private final Workspace.Pool workspaces;
    private final String errorDetails;
    private final boolean eventIds;
    /** Somebody reads what becomes of rejected events. */
    private final boolean deadLetters;

    /** With the number behind it, unique among all events of all processes. */
    private final String idPrefix = UUID.randomUUID() + "-";

    private final AtomicLong idNumber = new AtomicLong();

    /** @param hints takes a sentence for developers; called on the thread that logs */
    public EventEncoder(TrackOptions options, Consumer<String> hints) {
        this.hints = new Hints(hints);
        userIdKeys = options.get(TrackOptions.USER_ID_KEYS);
        defaultUserId = options.get(TrackOptions.DEFAULT_USER_ID);
        contextKeys = options.get(TrackOptions.CONTEXT_KEYS);
        staticContext = options.get(TrackOptions.STATIC_CONTEXT);
        mdcProperties = options.get(TrackOptions.MDC_PROPERTIES);
        Set<String> redactKeys = new HashSet<>();
        options.get(TrackOptions.REDACT_KEYS).forEach(key -> redactKeys.add(key.toLowerCase(Locale.ROOT)));
        workspaces = new Workspace.Pool(redactKeys, beans);
        errorDetails = options.get(TrackOptions.ERROR_DETAILS);
        eventIds = options.get(TrackOptions.EVENT_IDS);
        deadLetters = options.get(TrackOptions.DEAD_LETTER_FILE) != null;
    }

    /**
     * The UTF-8 JSON of the record's event.
     *
     * @throws Rejection if the record gives no event
     */
    public byte[] encode(TrackRecord record) throws Rejection {
        String text = record.template() == null ? "" : SafeText.wellFormed(record.template());
        Template template = templates.get(text);
        Fields fields = new Fields(record, template, beans);
        String name = eventName(record, template, fields);
        if (name == null) {
            throw noName(record, fields);
        }
        hints.consider(text, template, name.equals(template.name), fields.unnamed);
        if (record.hidesKeyValues()) {
            hints.hiddenKeyValues();
        }
        Map<String, String> mdc = record.mdc();
        String userId = userId(fields, mdc);
        if (userId == null) {
            throw noUser(name, record, fields, mdc);
        }
        Map<String, Object> context = context(fields, mdc); // first, since the properties are what it leaves
        Map<String, Object> properties = properties(record, fields, mdc);
        Workspace workspace = workspaces.take();
        try {
            write(workspace, name, userId, record, properties, context);
        } catch (EventBytes.EndlessException endless) {
            throw tooLarge(name, userId, record, context, "more than " + EventBytes.MAX_COUNTED);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // there is no I/O
        }
        long size = workspace.bytes.size();
        byte[] event = size > ApiLimits.MAX_EVENT_BYTES ? null : workspace.bytes.toByteArray();
        workspaces.giveBack(workspace);
        if (event == null) {
            throw tooLarge(name, userId, record, context, String.valueOf(size));
        }
        return event;
    }

    /** Leaves out what is null. */
    private void write(
            Workspace workspace,
            String name,
            String userId,
            TrackRecord record,
            Map<String, Object> properties,
            Map<String, Object> context)
            throws IOException {
        JsonGenerator generator = workspace.json;
        generator.writeStartObject();
        if (name != null) {
            generator.writeStringField("event_name", SafeText.wellFormed(name));
        }
        if (userId != null) {
            generator.writeStringField("user_id", SafeText.wellFormed(userId));
        }
        generator.writeStringField("timestamp", timestamps.of(record.timeMillis()));
        if (properties != null) {
            writeObject("properties", properties, workspace);
        }
        writeObject("context", context, workspace);
        generator.writeEndObject();
        generator.flush();
    }

    private Rejection noName(TrackRecord record, Fields fields) {
        return new Rejection(
                Loss.NO_EVENT_NAME,
                "the message has no words besides its values. Begin it with a name such as signed_up",
                deadLetters ? remains(null, userId(fields, record.mdc()), record, fields, record.mdc()) : null);
    }

    private Rejection noUser(String name, TrackRecord record, Fields fields, Map<String, String> mdc) {
        return new Rejection(
                Loss.NO_USER_ID,
                "\"" + shortened(name) + "\" has none of " + String.join(", ", userIdKeys)
                        + " among its values or in the " + "MDC, and defaultUserId is not set",
                deadLetters ? remains(name, null, record, fields, mdc) : null);
    }

    private Rejection tooLarge(
            String name, String userId, TrackRecord record, Map<String, Object> context, String size) {
        return new Rejection(
                Loss.TOO_LARGE,
                "\"" + shortened(name) + "\" has " + size + " bytes, the API takes " + ApiLimits.MAX_EVENT_BYTES,
                deadLetters ? written(name, userId, record, null, context) : null);
    }

    /** What a dead letter shows. A letter of megabytes helps nobody: rather without the properties, or nothing. */
    private byte[] remains(String name, String userId, TrackRecord record, Fields fields, Map<String, String> mdc) {
        Map<String, Object> context = context(fields, mdc);
        byte[] whole = written(name, userId, record, properties(record, fields, mdc), context);
        return whole != null ? whole : written(name, userId, record, null, context);
    }

    /** Null if it is too large. */
    private byte[] written(
            String name,
            String userId,
            TrackRecord record,
            Map<String, Object> properties,
            Map<String, Object> context) {
        Workspace workspace = workspaces.take();
        try {
            write(workspace, name, userId, record, properties, context);
        } catch (IOException endless) {
            return null;
        }
        EventBytes bytes = workspace.bytes;
        byte[] event = bytes.size() > ApiLimits.MAX_EVENT_BYTES ? null : bytes.toByteArray();
        workspaces.giveBack(workspace);
        return event;
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
        for (String key : userIdKeys) {
            String id = UserId.of(fields.own(key));
            if (id != null) {
                fields.take(key);
                return id;
            }
        }
        for (String key : userIdKeys) {
            String id = UserId.of(mdc.get(key));
            if (id != null) {
                return id;
            }
        }
        return defaultUserId;
    }

    private Map<String, Object> context(Fields fields, Map<String, String> mdc) {
        Map<String, Object> context = new LinkedHashMap<>();
        contextKeys.forEach((key, name) -> {
            if (isPresent(fields.own(key)) && !context.containsKey(name)) {
                context.put(name, fields.take(key));
            }
        });
        contextKeys.forEach((key, name) -> {
            if (isPresent(mdc.get(key))) {
                context.putIfAbsent(name, mdc.get(key));
            }
        });
        staticContext.forEach(context::putIfAbsent);
        if (eventIds) {
            context.putIfAbsent("event_id", idPrefix + idNumber.incrementAndGet());
        }
        return context;
    }

    private static boolean isPresent(Object value) {
        return value != null
                && !(value instanceof CharSequence && SafeText.of(value).trim().isEmpty());
    }

    private Map<String, Object> properties(TrackRecord record, Fields fields, Map<String, String> mdc) {
        Map<String, Object> properties = fields.rest();
        if (mdcProperties.contains("*")) {
            mdc.forEach((key, value) -> {
                if (!userIdKeys.contains(key) && !contextKeys.containsKey(key)) {
                    properties.putIfAbsent(SafeText.wellFormed(String.valueOf(key)), value);
                }
            });
        }
        for (String key : mdcProperties) {
            if (mdc.get(key) != null) {
                properties.putIfAbsent(key, mdc.get(key));
            }
        }
        if (record.errorType() != null && !errorDetails.equals("none")) {
            properties.putIfAbsent("error_type", record.errorType());
            if (errorDetails.equals("message") && record.errorMessage() != null) {
                properties.putIfAbsent("error_message", record.errorMessage());
            }
        }
        return properties;
    }

    private static void writeObject(String name, Map<String, Object> entries, Workspace workspace) throws IOException {
        workspace.json.writeObjectFieldStart(name);
        for (Map.Entry<String, Object> entry : entries.entrySet()) {
            workspace.values.writeEntry(entry.getKey(), entry.getValue());
        }
        workspace.json.writeEndObject();
    }

    /** As a report may quote it. */
    static String shortened(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }
}
