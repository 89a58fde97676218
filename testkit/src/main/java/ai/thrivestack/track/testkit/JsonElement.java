// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

/** One element of a request's array: its plain Java value, and its JSON text where it is an object. */
final class JsonElement {

    private final Object value;
    private final String json;

    JsonElement(Object value, String json) {
        this.value = value;
        this.json = json;
    }

    Object value() {
        return value;
    }

    String json() {
        return json;
    }
}
