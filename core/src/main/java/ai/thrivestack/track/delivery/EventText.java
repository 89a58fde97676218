// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;

/** What a message says of one event. */
final class EventText {
    // Jackson's own default keeps its buffers in a ThreadLocal, and with it the class loader of a stopped application.
    private static final JsonFactory JSON = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
            .build();

    private EventText() {}

    /** Its name and size. @param event the JSON of one */
    static String of(byte[] event) {
        return "the event " + name(event) + " of " + event.length + " bytes";
    }

    private static String name(byte[] event) {
        try (JsonParser parser = JSON.createParser(event)) {
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
            // it has none
        }
        return "without a name";
    }
}
