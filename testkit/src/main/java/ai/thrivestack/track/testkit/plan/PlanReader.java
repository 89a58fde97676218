// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit.plan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;

/** Reads a plan strictly: a plan that is not understood would let everything pass. For one text and one thread. */
final class PlanReader {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
            .build();

    private final JsonParser parser;

    private PlanReader(JsonParser parser) {
        this.parser = parser;
    }

    static Map<String, EventPlan> read(String json) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            return new PlanReader(parser).events();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory", e);
        }
    }

    private Map<String, EventPlan> events() throws IOException {
        parser.nextToken();
        require(JsonToken.START_OBJECT, "A plan is an object of events.");
        Map<String, EventPlan> events = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            events.put(name, event(name));
        }
        if (parser.nextToken() != null) {
            throw fault("There is more after the end of the plan.");
        }
        return events;
    }

    private EventPlan event(String event) throws IOException {
        require(JsonToken.START_OBJECT, "What " + event + " holds is an object of properties and context.");
        Map<String, ValuePlan> properties = Collections.emptyMap();
        Map<String, ValuePlan> context = Collections.emptyMap();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String place = parser.currentName();
            parser.nextToken();
            if (place.equals("properties")) {
                properties = values(event);
            } else if (place.equals("context")) {
                context = values(event);
            } else {
                throw fault(event + " has \"" + place + "\": write \"properties\" or \"context\".");
            }
        }
        return new EventPlan(properties, context);
    }

    private Map<String, ValuePlan> values(String event) throws IOException {
        require(JsonToken.START_OBJECT, "Properties and context are objects of names and types.");
        Map<String, ValuePlan> values = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            values.put(name, value(event + "'s " + name));
        }
        return values;
    }

    private ValuePlan value(String subject) throws IOException {
        if (parser.hasToken(JsonToken.VALUE_STRING)) {
            return ValuePlan.of(parser.getText()).orElseThrow(() -> unknownType(subject));
        }
        if (!parser.hasToken(JsonToken.START_ARRAY)) {
            throw unknownType(subject);
        }
        List<String> choice = new ArrayList<>();
        boolean optional = false;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.hasToken(JsonToken.VALUE_STRING)) {
                choice.add(parser.getText());
            } else if (parser.hasToken(JsonToken.VALUE_NULL)) {
                optional = true;
            } else {
                throw unknownType(subject);
            }
        }
        if (choice.isEmpty()) {
            throw unknownType(subject);
        }
        return ValuePlan.oneOf(choice, optional);
    }

    private IllegalArgumentException unknownType(String subject) {
        return fault("The type of " + subject + " cannot be used: write " + ValuePlan.TYPES + ".");
    }

    private void require(JsonToken token, String rule) {
        if (!parser.hasToken(token)) {
            throw fault(rule);
        }
    }

    private IllegalArgumentException fault(String message) {
        return new IllegalArgumentException("line " + parser.currentLocation().getLineNr() + ": " + message);
    }
}
