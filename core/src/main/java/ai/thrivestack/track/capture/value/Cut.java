// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

/** A place that was left open: the value of {@link #slot} belongs before the byte at {@link #at}. Immutable. */
public final class Cut {
    public final int at;
    public final int slot;

    Cut(int at, int slot) {
        this.at = at;
        this.slot = slot;
    }
}
