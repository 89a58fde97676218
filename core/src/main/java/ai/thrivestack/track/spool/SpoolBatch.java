// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.spool;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

import ai.thrivestack.track.buffer.Batch;

/** Events that were read from a segment, with adjacent records. */
final class SpoolBatch extends Batch {
    /** The queue that the batch came from. */
    interface Origin {
        /** The worker, without the lock: the events between two offsets must not be sent again. */
        void recordSettled(SpooledSegment segment, int from, int to, byte[] first);

        /** Under the lock: events of the segment are no longer in flight. */
        void settled(SpooledSegment segment, int events);
    }

    private final Origin origin;
    final SpooledSegment segment;
    private final List<byte[]> events;
    private final int bytes;
    /** The offset of the first record. */
    private final int offset;

    SpoolBatch(long first, Origin origin, SpooledSegment segment, List<byte[]> events, int offset) {
        super(first);
        this.origin = origin;
        this.segment = segment;
        this.events = events;
        this.offset = offset;
        this.bytes = bytes(events);
    }

    private SpoolBatch(SpoolBatch batch, int from, int to) {
        super(batch, from);
        this.origin = batch.origin;
        this.segment = batch.segment;
        this.events = batch.events.subList(from, to);
        this.offset = batch.offsetOf(from);
        this.bytes = bytes(events);
    }

    private static int bytes(List<byte[]> events) {
        return events.stream().mapToInt(event -> event.length).sum();
    }

    @Override
    public int events() {
        return events.size();
    }

    @Override
    public int bytes() {
        return bytes;
    }

    @Override
    public byte[] event(int index) {
        return events.get(index);
    }

    @Override
    public SpoolBatch part(int from, int to) {
        return new SpoolBatch(this, from, to);
    }

    private int offsetOf(int event) {
        int at = offset;
        for (byte[] before : events.subList(0, event)) {
            at += Segment.recordBytes(before.length);
        }
        return at;
    }

    @Override
    public boolean isSpooled() {
        return true;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        char before = '[';
        for (byte[] event : events) {
            out.write(before);
            out.write(event);
            before = ',';
        }
        out.write(']');
    }

    @Override
    public void recordSettled() {
        origin.recordSettled(segment, offset, offsetOf(events.size()), events.get(0));
    }

    @Override
    public void settled() {
        origin.settled(segment, events.size());
    }
}
