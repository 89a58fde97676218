// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The contract's rules for one event. The contract lists five fields and no others, so that a further field is refused:
 * a server that ignored it would lose data silently, which a test should see.
 */
final class EventRules {

    private static final Set<String> FIELDS = Collections.unmodifiableSet(
            new HashSet<>(Arrays.asList("event_name", "user_id", "timestamp", "properties", "context")));

    private final int index;
    private final JsonElement element;
    private final FieldPlaces places;
    private final Faults faults;

    EventRules(int index, JsonElement element, Faults faults) {
        this.index = index;
        this.element = element;
        this.places = new FieldPlaces(element);
        this.faults = faults;
    }

    /** The event, or nothing where it breaks a rule; the faults say which. */
    @SuppressWarnings("unchecked")
    Optional<TrackedEvent> judge() {
        if (!(element.value() instanceof Map)) {
            faults.add(
                    Rule.TYPE,
                    index,
                    "/" + index,
                    "The event is " + JsonText.kind(element.value()) + ", not an object.",
                    places.event());
            return Optional.empty();
        }
        int before = faults.count();
        Map<String, Object> fields = (Map<String, Object>) element.value();
        Optional<String> eventName = string(fields, "event_name");
        Optional<String> userId = string(fields, "user_id");
        Optional<Instant> timestamp = timestamp(fields);
        object(fields, "properties");
        object(fields, "context");
        for (String name : fields.keySet()) {
            if (!FIELDS.contains(name)) {
                fault(
                        Rule.UNKNOWN_FIELD,
                        name,
                        "\"" + Excerpt.of(name) + "\" is no field of an event.",
                        places.key(name));
            }
        }
        return faults.count() > before
                ? Optional.empty()
                : Optional.of(new TrackedEvent(
                        element.json(), eventName.get(), userId.get(), timestamp.get(), System.currentTimeMillis()));
    }

    private Optional<Instant> timestamp(Map<String, Object> fields) {
        Optional<String> text = string(fields, "timestamp");
        Optional<Instant> instant = text.flatMap(UtcTimestamp::parse);
        if (text.isPresent() && !instant.isPresent()) {
            String message = "\"" + Excerpt.of(text.get()) + "\" is not of the form 2020-11-23T22:28:55.111Z.";
            fault(Rule.TIMESTAMP, "timestamp", message, places.value("timestamp"));
        }
        return instant;
    }

    private Optional<String> string(Map<String, Object> fields, String name) {
        Object value = fields.get(name);
        if (!fields.containsKey(name)) {
            fault(Rule.REQUIRED, name, name + " is missing.", places.event());
        } else if (!(value instanceof String)) {
            fault(Rule.TYPE, name, name + " is " + JsonText.kind(value) + ", not a string.", places.value(name));
        } else if (((String) value).isEmpty()) {
            fault(Rule.NON_EMPTY, name, name + " is empty.", places.value(name));
        } else {
            return Optional.of((String) value);
        }
        return Optional.empty();
    }

    private void object(Map<String, Object> fields, String name) {
        Object value = fields.get(name);
        if (fields.containsKey(name) && !(value instanceof Map)) {
            fault(Rule.TYPE, name, name + " is " + JsonText.kind(value) + ", not an object.", places.value(name));
        }
    }

    private void fault(Rule rule, String name, String message, Place place) {
        String segment = name.replace("~", "~0").replace("/", "~1");
        faults.add(rule, index, "/" + index + "/" + segment, message, place);
    }
}
