// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import ai.thrivestack.track.Json;
import ai.thrivestack.track.Loss;
import ai.thrivestack.track.Timestamps;
import com.fasterxml.jackson.core.JsonGenerator;

/** Makes the line of one lost event. Thread-safe, without locks. */
final class DeadLetterEncoder {
    private final Timestamps timestamps = new Timestamps();

    /** What a line has besides message and event. */
    private static final int FRAME = 128;

    /**
     * @param message null or empty if there is nothing to say besides the reason
     * @param event its JSON, which is taken as it is; null if there is none
     */
    byte[] line(long timeMillis, Loss loss, String message, byte[] event) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(
                FRAME + (message == null ? 0 : message.length()) + (event == null ? 0 : event.length));
        try (JsonGenerator generator = Json.FACTORY.createGenerator(line)) {
            generator.writeStartObject();
            generator.writeStringField("time", timestamps.of(timeMillis));
            generator.writeStringField("reason", loss.toString());
            if (message != null && !message.isEmpty()) {
                generator.writeStringField("message", wellFormed(message));
            }
            generator.writeFieldName("event");
            if (event == null) {
                generator.writeNull();
            } else {
                generator.writeRawValue(""); // the colon: the generator takes no bytes, and a text of them would cost
                generator.flush();
                line.write(event);
            }
            generator.writeEndObject();
        }
        line.write('\n');
        return line.toByteArray();
    }

    /** A quoted text may have been cut in the middle of a surrogate pair, at which Jackson throws. */
    private static String wellFormed(String message) {
        return new String(message.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
