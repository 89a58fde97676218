// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.template;

import java.util.List;
import java.util.Map;

import ai.thrivestack.track.capture.value.TextCache;

/** What a message says of its event before any argument is known. Immutable. */
public final class Template extends TextCache.Made {
    /** The message without its pairs and placeholders, empty if nothing is left. */
    public final String name;

    public final List<Placeholder> placeholders;
    /** Pairs written out in the message. They may hold input of a stranger. */
    public final Map<String, String> texts;
    /** How many arguments have a place. */
    public final int places;

    Template(String source, String name, List<Placeholder> placeholders, Map<String, String> texts, int places) {
        super(source);
        this.name = name;
        this.placeholders = placeholders;
        this.texts = texts;
        this.places = places;
    }
}
