// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

/** Stands for a value that differs from record to record. A {@link JsonWriter} leaves its place open. Immutable. */
public final class Slot {
    public final int index;

    public Slot(int index) {
        this.index = index;
    }
}
