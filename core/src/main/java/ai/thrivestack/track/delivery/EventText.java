// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.io.IOException;

import ai.thrivestack.track.Json;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/** How a message names one event. */
final class EventText {
    private EventText() {}

    /** Its name and size. @param event its JSON */
    static String of(byte[] event) {
        return "the event " + name(event) + " of " + event.length + " bytes";
    }

    private static String name(byte[] event) {
        try (JsonParser parser = Json.FACTORY.createParser(event)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isName = parser.currentName().equals("event_name");
                parser.nextToken();
                if (isName) {
                    return "\"" + parser.getText() + "\"";
                }
                parser.skipChildren();
            }
        } catch (IOException odd) {
            // not readable: no name
        }
        return "without a name";
    }
}
