// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit.junit;

import java.util.Map;
import java.util.function.Function;

import ai.thrivestack.track.testkit.JsonText;
import ai.thrivestack.track.testkit.TrackedEvent;
import ai.thrivestack.track.testkit.plan.Names;

import static java.util.Collections.singletonMap;

/** One thing that a test expects of an event: a value at a name, or that nothing is there. Immutable. */
final class Criterion {
    /** Stands for a value that must not be there. */
    private static final Object ABSENT = new Object();

    private final Place place;
    private final String name;
    private final Object expected;

    private Criterion(Place place, String name, Object expected) {
        this.place = place;
        this.name = name;
        this.expected = expected;
    }

    static Criterion user(String userId) {
        return new Criterion(Place.EVENT, "user_id", userId);
    }

    static Criterion property(String name, Object value) {
        return new Criterion(Place.PROPERTIES, name, JsonValue.of(value));
    }

    static Criterion noProperty(String name) {
        return new Criterion(Place.PROPERTIES, name, ABSENT);
    }

    static Criterion context(String name, Object value) {
        return new Criterion(Place.CONTEXT, name, JsonValue.of(value));
    }

    boolean matches(TrackedEvent event) {
        Map<String, Object> values = place.of(event);
        boolean there = values.containsKey(name);
        return expected == ABSENT ? !there : there && JsonValue.areEqual(expected, values.get(name));
    }

    boolean isAbout(Place where, String key) {
        return place == where && name.equals(key);
    }

    /** As part of a sentence: {@code plan "pro"}. */
    String phrase() {
        return expected == ABSENT ? "no " + label() : label() + " " + shown(expected);
    }

    String label() {
        return place == Place.CONTEXT ? "context." + name : name;
    }

    /** What the event has there. */
    String actual(TrackedEvent event) {
        Map<String, Object> values = place.of(event);
        return values.containsKey(name) ? shown(values.get(name)) : "missing";
    }

    /** What would have been right, beside {@link #actual}. */
    String correction(TrackedEvent event) {
        if (expected == ABSENT) {
            return "expected nothing";
        }
        Map<String, Object> values = place.of(event);
        if (!values.containsKey(name)) {
            return "expected " + shown(expected) + elsewhere(event);
        }
        String kind = JsonText.kind(expected);
        return kind.equals(JsonText.kind(values.get(name)))
                ? "expected " + shown(expected)
                : "expected " + kind + ", " + shown(expected);
    }

    private String elsewhere(TrackedEvent event) {
        for (String key : place.of(event).keySet()) {
            if (Names.areAlike(key, name)) {
                return "; it has \"" + key + "\"";
            }
        }
        for (Place other : Place.values()) {
            if (other != place && other.of(event).containsKey(name)) {
                return "; it is in its " + other.title;
            }
        }
        return "";
    }

    static String shown(Object value) {
        String json = JsonText.of(value);
        return json.length() <= 120 ? json : json.substring(0, 120) + "…";
    }

    enum Place {
        EVENT("fields", event -> singletonMap("user_id", event.userId())),
        PROPERTIES("properties", TrackedEvent::properties),
        CONTEXT("context", TrackedEvent::context);

        private final String title;
        private final Function<TrackedEvent, Map<String, Object>> values;

        Place(String title, Function<TrackedEvent, Map<String, Object>> values) {
            this.title = title;
            this.values = values;
        }

        Map<String, Object> of(TrackedEvent event) {
            return values.apply(event);
        }
    }
}
