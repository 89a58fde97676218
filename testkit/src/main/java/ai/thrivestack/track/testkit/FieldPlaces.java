// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.util.Map;

/** Where the fields of one event stand, found when the first fault asks for it: most events have none. */
final class FieldPlaces {

    private final JsonElement event;
    private Map<String, int[]> offsets;

    FieldPlaces(JsonElement event) {
        this.event = event;
    }

    Place event() {
        return Place.in(event.start(), event.start());
    }

    Place key(String name) {
        return field(name, 0);
    }

    Place value(String name) {
        return field(name, 1);
    }

    private Place field(String name, int part) {
        if (offsets == null) {
            offsets = JsonReader.fieldOffsets(event.json());
        }
        return Place.in(event.start(), event.start() + offsets.get(name)[part]);
    }
}
