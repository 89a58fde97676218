// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import ai.thrivestack.track.Given;
import ai.thrivestack.track.capture.value.StructuredValue;
import com.fasterxml.jackson.databind.JsonNode;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What one encoder writes for an application's objects, and the hints that it gives. */
public final class ObjectsWritten {
    public final List<String> hints = new ArrayList<>();
    private final EventEncoder encoder;

    /** @param objects the option of this name: text or json */
    public ObjectsWritten(String objects) {
        encoder = new EventEncoder(
                Given.options("defaultUserId", "u1", "eventIds", "false", "objects", objects), hints::add);
    }

    /** As a value of a template; the one behind it must be untouched. */
    public JsonNode value(Object value) {
        JsonNode properties = StrictJson.read(event(value)).get("properties");
        assertEquals("untouched", properties.path("next").textValue());
        return properties.get("value");
    }

    /** As the value of a structured argument. */
    public JsonNode structured(Object value) {
        return value(StructuredValue.of(value));
    }

    /** The whole event's bytes, as text. */
    public String text(Object value) {
        return new String(event(value), StandardCharsets.UTF_8);
    }

    private byte[] event(Object value) {
        try {
            return Encoders.encode(encoder, FakeRecord.of("x value={} next={}", value, "untouched"), Encoders.thread());
        } catch (Rejection rejection) {
            throw new AssertionError(rejection);
        }
    }
}
