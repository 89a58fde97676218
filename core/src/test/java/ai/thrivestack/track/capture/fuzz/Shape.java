// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.fuzz;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import ai.thrivestack.track.Loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What every event is, whatever the record was: valid, of the contract's shape, and without what it must not tell. */
final class Shape {
    /** Stands in the MDC under a name that no option lists, where not all of the MDC is asked for. */
    static final String MDC_SECRET = "mdc\u00a7secret";
    /** Stands in the message of every exception that a value throws. */
    static final String THROWN_SECRET = "thrown\u00a7secret";
    /** Stands in texts of the template that pretend to say who the user is. */
    static final String FORGED = "forged\u00a7id";

    private static final Set<String> FIELDS =
            new HashSet<>(Arrays.asList("event_name", "user_id", "timestamp", "properties", "context"));

    private Shape() {}

    /** The event as maps, lists and so on. */
    static Map<?, ?> check(byte[] json, FuzzRecord record, Variant variant) throws IOException {
        assertTrue(json.length <= 2_000_000 - 2, () -> json.length + " bytes and two brackets are more than a request");
        Map<?, ?> event = (Map<?, ?>) StrictJson.read(json);
        assertEquals(FIELDS, event.keySet());
        assertFalse(((String) event.get("event_name")).trim().isEmpty(), "the event's name is blank");
        String userId = (String) event.get("user_id");
        assertFalse(userId.trim().isEmpty(), "the user's id is blank");
        checkTime((String) event.get("timestamp"), record, variant);
        Map<?, ?> context = (Map<?, ?>) event.get("context");
        checkContext(context, variant);
        assertFalse((userId + context).contains(FORGED), "a text of the template says who the user is: " + userId);
        checkSecrets(event, variant);
        return event;
    }

    /** Later than the last of the thread, and not 10 ms ahead of the record; the record's own if the clock was set back. */
    private static void checkTime(String timestamp, FuzzRecord record, Variant variant) {
        assertTrue(
                timestamp.matches(
                        "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}((?!000)\\d{3}|\\d{3}(?!000)\\d{3})?Z"),
                timestamp);
        Instant own = Instant.ofEpochMilli(record.timeMillis);
        Instant time = Instant.parse(timestamp);
        assertFalse(time.isBefore(own), () -> timestamp + " is before " + own);
        assertTrue(time.isBefore(own.plusMillis(10)), () -> timestamp + " is far ahead of " + own);
        Instant last = variant.lastTime;
        if (last != null && last.isBefore(own.plusMillis(10))) {
            assertTrue(time.isAfter(last), () -> timestamp + " is not after " + last);
        } else {
            assertTrue(last == null || time.equals(own), () -> timestamp + " is not " + own);
        }
        variant.lastTime = time;
    }

    /** What a rejected record leaves for a dead letter, null if nothing. */
    static void checkRejected(byte[] json, Loss loss, FuzzRecord record, Variant variant) throws IOException {
        if (json == null && (variant.deadLetters || loss == Loss.TOO_LARGE)) {
            variant.lastTime = null; // it may have taken a time that does not show
        }
        assertTrue(json == null || variant.deadLetters, "nobody wants it");
        if (json != null) {
            Map<?, ?> event = (Map<?, ?>) StrictJson.read(json);
            assertTrue(FIELDS.containsAll(event.keySet()), () -> "the event holds " + event.keySet());
            checkTime((String) event.get("timestamp"), record, variant);
            checkContext((Map<?, ?>) event.get("context"), variant);
            checkSecrets(event, variant);
        }
    }

    private static void checkSecrets(Map<?, ?> event, Variant variant) {
        checkRedaction(event.get("properties"), variant);
        checkRedaction(event.get("context"), variant);
        String everything = event.toString();
        assertFalse(everything.contains(THROWN_SECRET), "tells the message of what was thrown");
        assertTrue(
                variant.mdcProperties.contains("*") || !everything.contains(MDC_SECRET),
                "tells what nobody asked for of the MDC");
    }

    private static void checkContext(Map<?, ?> context, Variant variant) {
        Set<Object> names = new HashSet<>(context.keySet());
        names.removeAll(variant.contextKeys.values());
        names.removeAll(variant.staticContext.keySet());
        assertEquals(variant.eventIds, names.remove("event_id"));
        assertTrue(names.isEmpty(), () -> "the context holds " + names);
        assertTrue(
                !variant.eventIds
                        || ((String) context.get("event_id")).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-.{12}-\\d+"),
                () -> "event_id is " + context.get("event_id"));
    }

    private static void checkRedaction(Object value, Variant variant) {
        if (value instanceof Map) {
            ((Map<?, ?>) value).forEach((key, inner) -> {
                if (variant.isRedacted((String) key)) {
                    assertEquals("[redacted]", inner, () -> key + " is told");
                }
                checkRedaction(inner, variant);
            });
        } else if (value instanceof List) {
            ((List<?>) value).forEach(inner -> checkRedaction(inner, variant));
        }
    }
}
