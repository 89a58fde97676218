// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

/** A value that was handed to a structured argument: its objects are sent as JSON, whatever the options say. */
public final class StructuredValue {
    final Object value;

    private StructuredValue(Object value) {
        this.value = value;
    }

    /** The value itself where the difference is none. */
    public static Object of(Object value) {
        return value == null || value instanceof String || value instanceof Number || value instanceof Boolean
                ? value
                : new StructuredValue(value);
    }
}
