// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Reads the records of a segment one after another, and skips damaged parts. Reads ahead into memory, 64 KB or one
 * record. Not thread-safe.
 */
public final class SegmentReader {
    private static final int READ_AHEAD = 64 * 1024;

    private final Segment segment;
    private byte[] window = new byte[READ_AHEAD];
    private ByteBuffer fields = ByteBuffer.wrap(window);
    private int windowStart;
    private int windowEnd;

    private int start;
    private int end;
    private int length;
    /** Records that begin before this offset are settled. */
    private int settledEnd;

    private int damages;
    /** No byte after this offset is read, because another thread may be writing it. */
    private int limit;

    public SegmentReader(Segment segment) {
        this.segment = segment;
        this.end = Segment.FIRST_RECORD;
    }

    /** The next {@link #advance} begins at this offset. */
    public void goTo(int offset) {
        end = offset;
        settledEnd = Math.min(settledEnd, offset);
    }

    /**
     * Goes to the next record, settled or not.
     *
     * @param limit offset after which there is no record
     * @return false if there is none
     */
    public boolean advance(int limit) throws IOException {
        this.limit = limit;
        boolean skips = false;
        boolean begun = false;
        for (int offset = end; offset <= limit - Segment.RECORD_HEADER; offset += 4) {
            if (!has(offset, Segment.RECORD_HEADER)) {
                break;
            }
            boolean marked = fields.getInt(offset - windowStart) == Segment.MAGIC;
            if (marked && isRecord(offset)) {
                damages += skips ? 1 : 0;
                begin(offset);
                return true;
            }
            skips |= offset >= settledEnd;
            begun |= marked && offset >= settledEnd;
        }
        damages += begun ? 1 : 0; // a record without its first four bytes is no damage: its append did not finish
        end = limit;
        return false;
    }

    private boolean isRecord(int offset) throws IOException {
        int bytes = fields.getInt(offset - windowStart + 4);
        if (bytes < 1
                || bytes > limit - offset - Segment.RECORD_HEADER
                || !has(offset, Segment.RECORD_HEADER + bytes)) {
            return false;
        }
        int at = offset - windowStart;
        return Segment.checksum(window, at + Segment.RECORD_HEADER, bytes) == fields.getInt(at + 8);
    }

    private void begin(int offset) {
        int at = offset - windowStart;
        start = offset;
        length = fields.getInt(at + 4);
        end = offset + Segment.recordBytes(length);
        int mark = fields.getInt(at + 12);
        if (mark > offset
                && mark <= limit
                && fields.getInt(at + 16) == Segment.settledCheck(mark, fields.getInt(at + 8))) {
            settledEnd = Math.max(settledEnd, mark);
        }
    }

    /** Reads bytes into the window if they are not in it. @return false if the segment ends before */
    private boolean has(int offset, int bytes) throws IOException {
        if (offset >= windowStart && offset + bytes <= windowEnd) {
            return true;
        }
        if (bytes > window.length) {
            window = new byte[bytes];
            fields = ByteBuffer.wrap(window);
        }
        windowStart = offset;
        windowEnd = offset + segment.read(offset, window, 0, Math.min(window.length, limit - offset));
        return offset + bytes <= windowEnd;
    }

    /** The offset at which the record begins. */
    public int start() {
        return start;
    }

    /** The offset at which it ends and the next one should begin. */
    public int end() {
        return end;
    }

    /** Length of the event in bytes. */
    public int length() {
        return length;
    }

    /** The event is settled: it must not be delivered again. */
    public boolean isSettled() {
        return start < settledEnd;
    }

    public byte[] event() {
        int from = start - windowStart + Segment.RECORD_HEADER;
        return Arrays.copyOfRange(window, from, from + length);
    }

    /** How many unsettled stretches so far should have contained records but did not. */
    public int damages() {
        return damages;
    }
}
