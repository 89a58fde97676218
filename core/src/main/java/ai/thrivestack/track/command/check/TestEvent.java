// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command.check;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;

import ai.thrivestack.track.Json;
import ai.thrivestack.track.Timestamps;
import ai.thrivestack.track.TrackOptions;
import com.fasterxml.jackson.core.JsonGenerator;

/** The event of {@code --send-test-event}. Immutable. */
final class TestEvent {
    static final String NAME = "test_event_sent";

    final String id = UUID.randomUUID().toString();
    final byte[] json;

    /** It has the context that the options give to every event. */
    TestEvent(TrackOptions options) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator generator = Json.FACTORY.createGenerator(bytes)) {
            String user = options.get(TrackOptions.DEFAULT_USER_ID);
            generator.writeStartObject();
            generator.writeStringField("event_name", NAME);
            generator.writeStringField("user_id", user == null ? "track-check" : user);
            generator.writeStringField("timestamp", new Timestamps().of(System.currentTimeMillis()));
            generator.writeObjectFieldStart("context");
            for (Map.Entry<String, String> entry :
                    options.get(TrackOptions.STATIC_CONTEXT).entrySet()) {
                generator.writeStringField(entry.getKey(), entry.getValue());
            }
            generator.writeStringField("event_id", id);
            generator.writeEndObject();
            generator.writeEndObject();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible); // there is no I/O
        }
        json = bytes.toByteArray();
    }
}
