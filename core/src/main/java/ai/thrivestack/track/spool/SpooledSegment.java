// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.spool;

import java.io.IOException;

/** A segment, and how many of its events wait or are in flight. Used under the ledger's lock, except the file. */
final class SpooledSegment {
    final Segment file;
    /** Bytes that it counts in {@code spoolSize}. */
    final int bytes;
    /** Offset: all events before it were taken or given up. */
    int cursor = Segment.FIRST_RECORD;

    int waiting;
    int inFlight;
    /** Log calls still append to it. */
    boolean isOpen;

    /**
     * The events that waited after {@link #cursor} were given up for newer ones; the keeper still has to report them.
     */
    boolean isEvicted;

    SpooledSegment(Segment file, int bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /** Leaves the file to the next process; deletes it if all its events are settled. On the keeper thread. */
    void leave() throws IOException {
        if (waiting == 0 && inFlight == 0) {
            file.remove();
        } else {
            file.shrink(file.end());
            file.close();
        }
    }

    boolean isDone() {
        return !isOpen && waiting == 0 && inFlight == 0;
    }
}
