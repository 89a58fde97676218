// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command.replay;

import java.io.IOException;
import java.util.Arrays;

import ai.thrivestack.track.ApiLimits;
import ai.thrivestack.track.Json;
import ai.thrivestack.track.Loss;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/** A dead letter: a line of the file. Immutable. */
final class Letter {
    /** The event's own bytes, which are sent as they are; null if the letter has none. */
    final byte[] event;
    /** Why the event cannot be sent; null if it can. */
    final Loss flaw;
    /** Where the next line begins. */
    final long end;

    private Letter(byte[] event, Loss flaw, long end) {
        this.event = event;
        this.flaw = flaw;
        this.end = end;
    }

    /** @throws IOException if the line is no dead letter */
    static Letter read(byte[] line, long end) throws IOException {
        byte[] event = null;
        Loss flaw = null;
        Loss reason = Loss.UNREADABLE;
        try (JsonParser parser = Json.FACTORY.createParser(line)) {
            require(parser.nextToken() == JsonToken.START_OBJECT);
            boolean complete = false;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                JsonToken value = parser.nextToken();
                if (field.equals("event") && value == JsonToken.START_OBJECT) {
                    int begin = (int) parser.currentLocation().getByteOffset() - 1;
                    flaw = flaw(parser);
                    event = Arrays.copyOfRange(
                            line, begin, (int) parser.currentLocation().getByteOffset());
                } else if (field.equals("reason")) {
                    reason = reason(parser.getText());
                } else {
                    parser.skipChildren();
                }
                complete |= field.equals("event");
            }
            require(complete && parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null);
        }
        if (event == null) {
            return new Letter(null, reason, end);
        }
        return new Letter(event, event.length > ApiLimits.MAX_EVENT_BYTES ? Loss.TOO_LARGE : flaw, end);
    }

    /** Reads to the end of the event. The API would refuse the batch for what is missing here. */
    private static Loss flaw(JsonParser parser) throws IOException {
        boolean hasName = false;
        boolean hasUser = false;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            boolean isText = parser.nextToken() == JsonToken.VALUE_STRING
                    && !parser.getText().trim().isEmpty();
            hasName |= isText && field.equals("event_name");
            hasUser |= isText && field.equals("user_id");
            parser.skipChildren();
        }
        return !hasName ? Loss.NO_EVENT_NAME : !hasUser ? Loss.NO_USER_ID : null;
    }

    private static Loss reason(String text) {
        for (Loss loss : Loss.values()) {
            if (loss.toString().equals(text)) {
                return loss;
            }
        }
        return Loss.UNREADABLE;
    }

    private static void require(boolean holds) throws IOException {
        if (!holds) {
            throw new IOException("no dead letter");
        }
    }
}
