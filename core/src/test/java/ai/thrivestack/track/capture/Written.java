// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import com.fasterxml.jackson.databind.JsonNode;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What the encoder writes for a value, read strictly. */
public final class Written {
    private static final EventEncoder ENCODER = Encoders.with("defaultUserId", "u1", "eventIds", "false");

    private Written() {}

    /** The value alone; the one behind it must be untouched. */
    public static JsonNode value(Object value) {
        JsonNode properties = properties(FakeRecord.of("x value={} next={}", value, "untouched"));
        assertEquals("untouched", properties.path("next").textValue());
        return properties.get("value");
    }

    public static JsonNode properties(FakeRecord record) {
        try {
            return StrictJson.read(Encoders.encode(ENCODER, record, Encoders.thread()))
                    .get("properties");
        } catch (Rejection rejection) {
            throw new AssertionError(rejection);
        }
    }
}
