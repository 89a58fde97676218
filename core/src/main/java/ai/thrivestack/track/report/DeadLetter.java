// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import ai.thrivestack.track.Json;
import ai.thrivestack.track.Loss;
import ai.thrivestack.track.Timestamps;
import com.fasterxml.jackson.core.JsonGenerator;

/** A lost event. The thread that loses it makes it, which costs little; the writer encodes it. Immutable. */
final class DeadLetter {
    private static final Timestamps TIMESTAMPS = new Timestamps();
    /** Bytes of a line besides message and event. */
    private static final int FRAME_BYTES = 128;

    private static final byte[] NO_EVENT = {'n', 'u', 'l', 'l'};

    private final long timeMillis = System.currentTimeMillis();
    private final Loss loss;
    private final String message;
    private final byte[] event;

    /**
     * @param message more than the reason says; may be null or empty
     * @param event its JSON, which is not copied and must not change; null if there is none
     */
    DeadLetter(Loss loss, String message, byte[] event) {
        this.loss = loss;
        this.message = message == null ? "" : message;
        this.event = event == null ? NO_EVENT : event;
    }

    /** About its bytes in memory and in the file, but at most the capacity of the queue. */
    int bytes() {
        return Math.min(FRAME_BYTES + message.length() + event.length, DeadLetterFile.QUEUE_BYTES);
    }

    void writeLine(ByteArrayOutputStream lines) throws IOException {
        try (JsonGenerator generator = Json.FACTORY.createGenerator(lines)) {
            generator.writeStartObject();
            generator.writeStringField("time", TIMESTAMPS.of(timeMillis));
            generator.writeStringField("reason", loss.toString());
            if (!message.isEmpty()) {
                // A quoted text may end in half a surrogate pair, and Jackson would throw.
                byte[] wellFormed = message.getBytes(StandardCharsets.UTF_8);
                generator.writeStringField("message", new String(wellFormed, StandardCharsets.UTF_8));
            }
            generator.writeFieldName("event");
            generator.writeRawValue(""); // writes the colon; the generator takes text only, which costs memory
            generator.flush();
            lines.write(event);
            generator.writeEndObject();
        }
        lines.write('\n');
    }
}
