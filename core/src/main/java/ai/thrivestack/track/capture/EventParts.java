// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import ai.thrivestack.track.TrackOptions;
import ai.thrivestack.track.TrackRecord;
import ai.thrivestack.track.capture.template.Template;
import ai.thrivestack.track.capture.value.Name;
import ai.thrivestack.track.capture.value.NamedValues;
import ai.thrivestack.track.capture.value.Names;
import ai.thrivestack.track.capture.value.SafeText;
import ai.thrivestack.track.capture.value.UserId;

/**
 * Decides which of a record's values becomes which part of the event: its name, its user, the context and the
 * properties. The options say so. Called on the thread that logs. Immutable.
 */
final class EventParts {
    private final Names names;

    final List<String> userIdKeys;
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

    EventParts(Names names, TrackOptions options) {
        this.names = names;
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
    }

    private Name[] all(Collection<String> texts) {
        return texts.stream().map(names::of).toArray(Name[]::new);
    }

    /**
     * Null if there is none. Never from the MDC, which would stamp every record, and never from a formatted message,
     * which has no end.
     */
    static String eventName(TrackRecord record, Template template, Fields fields) {
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
    String userId(Fields fields, Map<String, String> mdc) {
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

    /** Fills the context and the properties. */
    void gather(TrackRecord record, Template template, Map<String, String> mdc, EncoderBuffers buffers) {
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
