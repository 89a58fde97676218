// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Goes through the records of a segment, and over what is damaged. Reads ahead into memory, some 64 KB or one record.
 * Not thread-safe.
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
    /** Records that begin before it are settled. */
    private int settledEnd;

    private int damages;
    /** Nothing behind it is read: it may be about to be written. */
    private int limit;

    SegmentReader(Segment segment, int from) {
        this.segment = segment;
        this.end = from;
    }

    /** The next record is looked for from here. */
    public void goTo(int place) {
        end = place;
        settledEnd = Math.min(settledEnd, place);
    }

    /**
     * Goes to the next record, settled or not.
     *
     * @param limit where the records end at the latest
     * @return false if there is none
     */
    public boolean advance(int limit) throws IOException {
        this.limit = limit;
        boolean skips = false;
        boolean begun = false;
        for (int place = end; place <= limit - Segment.RECORD_HEADER; place += 4) {
            if (!has(place, Segment.RECORD_HEADER)) {
                break;
            }
            boolean marked = fields.getInt(place - windowStart) == Segment.MAGIC;
            if (marked && isRecord(place)) {
                damages += skips ? 1 : 0;
                begin(place);
                return true;
            }
            skips |= place >= settledEnd;
            begun |= marked && place >= settledEnd;
        }
        damages += begun ? 1 : 0; // without its first four bytes, an append was not finished
        end = limit;
        return false;
    }

    private boolean isRecord(int place) throws IOException {
        int bytes = fields.getInt(place - windowStart + 4);
        if (bytes < 1 || bytes > limit - place - Segment.RECORD_HEADER || !has(place, Segment.RECORD_HEADER + bytes)) {
            return false;
        }
        int at = place - windowStart;
        return Segment.checksum(window, at + Segment.RECORD_HEADER, bytes) == fields.getInt(at + 8);
    }

    private void begin(int place) {
        int at = place - windowStart;
        start = place;
        length = fields.getInt(at + 4);
        end = place + Segment.recordBytes(length);
        int mark = fields.getInt(at + 12);
        if (mark > place
                && mark <= limit
                && fields.getInt(at + 16) == Segment.settledCheck(mark, fields.getInt(at + 8))) {
            settledEnd = Math.max(settledEnd, mark);
        }
    }

    /** Sees to it that so many bytes are in the window. */
    private boolean has(int place, int bytes) throws IOException {
        if (place >= windowStart && place + bytes <= windowEnd) {
            return true;
        }
        if (bytes > window.length) {
            window = new byte[bytes];
            fields = ByteBuffer.wrap(window);
        }
        windowStart = place;
        windowEnd = place + segment.read(place, window, 0, Math.min(window.length, limit - place));
        return place + bytes <= windowEnd;
    }

    /** Where the record begins. */
    public int start() {
        return start;
    }

    /** Where it ends, and the next one should begin. */
    public int end() {
        return end;
    }

    /** Length of the event in bytes. */
    public int length() {
        return length;
    }

    /** The event need not be delivered any more. */
    public boolean isSettled() {
        return start < settledEnd;
    }

    public byte[] event() {
        int from = start - windowStart + Segment.RECORD_HEADER;
        return Arrays.copyOfRange(window, from, from + length);
    }

    /** Stretches without a record so far where there should have been one, outside of what is settled. */
    public int damages() {
        return damages;
    }
}
