// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

import ai.thrivestack.track.TrackOptions;
import ai.thrivestack.track.TrackRecord;
import ai.thrivestack.track.capture.template.Template;
import ai.thrivestack.track.capture.value.Name;
import ai.thrivestack.track.capture.value.NamedValues;
import ai.thrivestack.track.capture.value.Names;
import ai.thrivestack.track.capture.value.SafeText;
import ai.thrivestack.track.capture.value.Slot;
import ai.thrivestack.track.capture.value.UserId;
import ai.thrivestack.track.capture.value.ValueWriter;

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
    private final Name[] mdcPropertyNames;
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
        mdcProperties = new ArrayList<>(new LinkedHashSet<>(options.get(TrackOptions.MDC_PROPERTIES))); // each once
        mdcPropertyNames = all(mdcProperties);
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
    static String eventName(String messageName, String marker, Template template, Fields fields) {
        if (fields.eventName != null) {
            return fields.eventName;
        }
        if (messageName != null && !messageName.trim().isEmpty()) {
            return messageName.trim();
        }
        if (marker != null) {
            return marker;
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
        return userId(mdc);
    }

    /** The user where the record itself names none; null if there is none. */
    String userId(Map<String, String> mdc) {
        for (Name key : userIdNames) {
            String id = UserId.of(mdc.get(key.text));
            if (id != null) {
                return id;
            }
        }
        return defaultUserId;
    }

    /** The record has nothing but its text, values and marker that belongs to the event. */
    boolean isOfValuesAlone(TrackRecord record) {
        List<?> markers = record.dataMarkers();
        for (int i = 0; i < markers.size(); i++) {
            if (LogstashFields.isStructured(markers.get(i))) {
                return false;
            }
        }
        return record.messageName() == null && (errorDetails.equals("none") || record.errorType() == null);
    }

    /** Every key of the MDC becomes a property. */
    boolean sendsAllOfMdc() {
        return allOfMdc;
    }

    /** The MDC may give a property of a name that the record has, even one that was taken: it would get its place. */
    boolean mayMdcReplace(Fields fields) {
        return mdcProperties.stream().anyMatch(fields::hasHad);
    }

    /** What the MDC may add to the record's own context. */
    MdcContext mdcContext(NamedValues own) {
        MdcContext context = new MdcContext();
        for (int i = 0; i < contextFrom.length; i++) {
            if (!own.contains(contextTo[i])) {
                context.addMdc(contextTo[i], contextFrom[i].text);
            }
        }
        return context;
    }

    /** Adds the static context: to the record's own, or if the MDC may have a value for one of its names, to that. */
    void gatherStaticContext(MdcContext mdc, NamedValues own) {
        if (staticContext.keySet().stream().noneMatch(name -> mdc.mayGive(names.of(name)))) {
            gatherStaticContext(own);
            return;
        }
        staticContext.forEach((name, text) -> {
            if (!own.contains(names.of(name))) {
                mdc.addStatic(names.of(name), text);
            }
        });
    }

    /** The slot of the record's value that is the user's id, which is taken out; null if the record names none. */
    Slot userSlot(Fields fields) {
        for (Name key : userIdNames) {
            if (fields.own(key) != null) {
                return (Slot) fields.take(key);
            }
        }
        return null;
    }

    /** Fills the context and the properties. */
    void gather(TrackRecord record, Template template, Map<String, String> mdc, EncoderBuffers buffers) {
        gatherOwnContext(buffers); // first, since the properties are what it leaves
        gatherMdcContext(buffers.context, mdc);
        gatherStaticContext(buffers.context);
        gatherTexts(buffers.fields, template);
        gatherMdcProperties(buffers.fields, mdc);
        gatherError(buffers.fields, record);
    }

    void gatherOwnContext(EncoderBuffers buffers) {
        NamedValues context = buffers.context;
        Fields fields = buffers.fields;
        for (int i = 0; i < contextFrom.length; i++) {
            if (SafeText.isPresent(fields.own(contextFrom[i])) && !context.contains(contextTo[i])) {
                context.put(contextTo[i], fields.take(contextFrom[i]));
            }
        }
        buffers.ownContext = context.size();
    }

    private void gatherMdcContext(NamedValues context, Map<String, String> mdc) {
        for (int i = 0; i < contextFrom.length; i++) {
            String value = mdc.get(contextFrom[i].text);
            if (SafeText.isPresent(value)) {
                context.putIfAbsent(contextTo[i], value);
            }
        }
    }

    private void gatherStaticContext(NamedValues context) {
        if (!staticContext.isEmpty()) {
            staticContext.forEach((name, value) -> context.putIfAbsent(names.of(name), value));
        }
    }

    static void gatherTexts(Fields fields, Template template) {
        if (!template.texts.isEmpty()) {
            template.texts.forEach(fields::putIfAbsent);
        }
    }

    private void gatherMdcProperties(Fields fields, Map<String, String> mdc) {
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
    }

    /** As {@link #gatherMdcProperties}, but at once, where none of the names has a value. */
    void writeMdcProperties(Map<String, String> mdc, ValueWriter values) {
        for (int i = 0; i < mdcProperties.size() && !mdc.isEmpty(); i++) {
            String value = mdc.get(mdcProperties.get(i));
            if (value != null) {
                values.writeEntry(mdcPropertyNames[i], value);
            }
        }
    }

    private void gatherError(Fields fields, TrackRecord record) {
        String errorType = errorDetails.equals("none") ? null : record.errorType();
        if (errorType != null) {
            fields.putIfAbsent("error_type", errorType);
            if (errorDetails.equals("message") && record.errorMessage() != null) {
                fields.putIfAbsent("error_message", record.errorMessage());
            }
        }
    }
}
