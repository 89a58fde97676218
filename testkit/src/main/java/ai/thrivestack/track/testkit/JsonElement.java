// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

/** One element of a request's array: its plain Java value, its JSON text where it is an object, and where it starts. */
final class JsonElement {

    private final Object value;
    private final String json;
    private final int start;

    JsonElement(Object value, String json, int start) {
        this.value = value;
        this.json = json;
        this.start = start;
    }

    Object value() {
        return value;
    }

    String json() {
        return json;
    }

    /** In characters from the start of the body's text. */
    int start() {
        return start;
    }
}
