// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import ai.thrivestack.track.spool.Segment;

/** A segment and how far its events are. Used under the buffer's lock, but for the file. */
final class SpooledSegment {
    final Segment file;
    /** What it counts for in {@code spoolSize}. */
    final int bytes;
    /** Everything before it was taken, or given up. */
    int cursor = Segment.FIRST_RECORD;

    int waiting;
    int underWay;

    /** What waited from {@link #cursor} on was given up for newer events, and has yet to be told. */
    boolean isEvicted;

    SpooledSegment(Segment file, int bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    boolean isDone() {
        return waiting == 0 && underWay == 0;
    }
}
