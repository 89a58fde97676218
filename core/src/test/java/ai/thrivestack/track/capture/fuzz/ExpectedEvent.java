// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.fuzz;

import java.util.LinkedHashMap;
import java.util.Map;

import ai.thrivestack.track.Loss;

/**
 * What the event of a {@link PlainRecord} must be, by docs/forms.md: which value names the event, who the user is, and what
 * goes to the context and to the properties.
 */
final class ExpectedEvent {
    private static final String[] NAME_KEYS = {"event_name", "event.name", "otel.event.name"};

    /** Why there is no event, null if there is one. */
    final Loss loss;

    final String name;
    final String userId;
    /** Without the event's id, which is different each time. */
    final Map<String, Object> context = new LinkedHashMap<>();

    final Map<String, Object> properties = new LinkedHashMap<>();

    private final Variant variant;
    private final FuzzRecord record;

    ExpectedEvent(PlainRecord parts) {
        variant = parts.variant;
        record = parts.record;
        Map<String, Sample> own = new LinkedHashMap<>(parts.entries);
        String named = takeName(own);
        name = named == null ? parts.name : named;
        parts.pairs.forEach((key, value) -> PlainRecord.putIfAbsent(own, key, value));
        userId = takeUserId(own);
        takeContext(own);
        parts.written.forEach((key, text) -> addText(own, key, text));
        addMdc(own);
        addError(own);
        own.forEach((key, value) -> properties.put(key, variant.isRedacted(key) ? "[redacted]" : value.expected));
        loss = name.isEmpty() ? Loss.NO_EVENT_NAME : userId == null ? Loss.NO_USER_ID : null;
    }

    private static void addText(Map<String, Sample> own, String key, String text) {
        PlainRecord.putIfAbsent(own, key, new Sample(text, text));
    }

    private static String takeName(Map<String, Sample> own) {
        for (String key : NAME_KEYS) {
            if (own.containsKey(key)) {
                return own.remove(key).expected.toString().trim();
            }
        }
        return null;
    }

    private String takeUserId(Map<String, Sample> own) {
        for (String key : variant.userIdKeys) {
            if (own.containsKey(key)) {
                return own.remove(key).expected.toString().trim();
            }
        }
        for (String key : variant.userIdKeys) {
            if (record.mdc.containsKey(key) && !record.mdc.get(key).trim().isEmpty()) {
                return record.mdc.get(key).trim();
            }
        }
        return variant.defaultUserId;
    }

    private void takeContext(Map<String, Sample> own) {
        variant.contextKeys.forEach((key, target) -> {
            if (own.containsKey(key)) {
                context.put(target, own.remove(key).expected);
            }
        });
        variant.contextKeys.forEach((key, target) -> {
            if (record.mdc.containsKey(key) && !record.mdc.get(key).trim().isEmpty()) {
                context.putIfAbsent(target, record.mdc.get(key));
            }
        });
        variant.staticContext.forEach(context::putIfAbsent);
    }

    private void addMdc(Map<String, Sample> own) {
        boolean all = variant.mdcProperties.contains("*");
        record.mdc.forEach((key, value) -> {
            boolean known = variant.userIdKeys.contains(key) || variant.contextKeys.containsKey(key);
            if (variant.mdcProperties.contains(key) || all && !known) {
                addText(own, key, value);
            }
        });
    }

    private void addError(Map<String, Sample> own) {
        if (record.errorType != null && !variant.errorDetails.equals("none")) {
            addText(own, "error_type", record.errorType);
        }
        if (record.errorMessage != null && variant.errorDetails.equals("message")) {
            addText(own, "error_message", record.errorMessage);
        }
    }
}
