// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the vendor's pages, or a plan, ask for and an accepted event lacks. Immutable. */
final class Warning {

    private final String pointer;
    private final String message;

    /** The JSON Pointer is that of a value in the event; empty for the event as a whole. */
    Warning(String pointer, String message) {
        this.pointer = pointer;
        this.message = message;
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("pointer", pointer);
        fields.put("message", message);
        return fields;
    }

    /** {@code /context: The context has no source …}. */
    @Override
    public String toString() {
        return pointer.isEmpty() ? message : pointer + ": " + message;
    }
}
