// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.util.List;
import java.util.Map;

/** What a message says of its event before any argument is known. Immutable. */
final class Template extends TextCache.Made {
    /** The message without its pairs and placeholders, empty if nothing is left. */
    final String name;

    final List<Slot> slots;
    /** Pairs written out in the message. They may carry anybody's input. */
    final Map<String, String> texts;
    /** How many arguments have a place. */
    final int places;

    Template(String source, String name, List<Slot> slots, Map<String, String> texts, int places) {
        super(source);
        this.name = name;
        this.slots = slots;
        this.texts = texts;
        this.places = places;
    }
}
