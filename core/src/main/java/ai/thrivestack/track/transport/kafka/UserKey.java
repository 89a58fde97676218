// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.transport.kafka;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import ai.thrivestack.track.Json;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/**
 * The key of an event's record: the user's id, so that one user's events stay in order. It is read from the event's bytes,
 * since that is all that buffer and spool keep. The id is the second value of an event, so little of it is parsed.
 */
final class UserKey {
    private UserKey() {}

    /** UTF-8; null if the event has no user. @param event its JSON */
    static byte[] of(byte[] event) {
        try (JsonParser parser = Json.FACTORY.createParser(event)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isUser = parser.currentName().equals("user_id");
                JsonToken value = parser.nextToken();
                if (isUser) {
                    return value == JsonToken.VALUE_STRING ? parser.getText().getBytes(StandardCharsets.UTF_8) : null;
                }
                parser.skipChildren();
            }
        } catch (IOException odd) {
            // not ours, such as of a damaged spool: it goes without a key
        }
        return null;
    }
}
