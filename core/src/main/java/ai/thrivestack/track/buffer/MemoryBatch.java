// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.buffer;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Events in their chunks, which are not copied. */
final class MemoryBatch extends Batch {
    /** Adjacent events of one chunk. */
    static final class Slice {
        private final Chunk chunk;
        private final int from;
        private final int to;

        Slice(Chunk chunk, int from, int to) {
            this.chunk = chunk;
            this.from = from;
            this.to = to;
        }

        int events() {
            return to - from;
        }

        Chunk chunk() {
            return chunk;
        }

        int start() {
            return chunk.start(from);
        }

        /** Bytes, with the commas between the events. */
        int length() {
            return chunk.end(to - 1) - start();
        }

        byte[] event(int index) {
            return Arrays.copyOfRange(chunk.array(), chunk.start(from + index), chunk.end(from + index));
        }
    }

    private final List<Slice> slices;
    private final int events;
    private final int bytes;

    /** @param slices at least one */
    MemoryBatch(long first, List<Slice> slices) {
        super(first);
        this.slices = slices;
        this.events = events(slices);
        this.bytes = bytes(slices);
    }

    private MemoryBatch(MemoryBatch batch, int from, List<Slice> slices) {
        super(batch, from);
        this.slices = slices;
        this.events = events(slices);
        this.bytes = bytes(slices);
    }

    private static int events(List<Slice> slices) {
        return slices.stream().mapToInt(Slice::events).sum();
    }

    private static int bytes(List<Slice> slices) {
        return slices.stream()
                .mapToInt(slice -> slice.length() - (slice.events() - 1))
                .sum();
    }

    List<Slice> slices() {
        return slices;
    }

    @Override
    public int events() {
        return events;
    }

    @Override
    public int bytes() {
        return bytes;
    }

    @Override
    public byte[] event(int index) {
        int before = 0;
        for (Slice slice : slices) {
            if (index < before + slice.events()) {
                return slice.event(index - before);
            }
            before += slice.events();
        }
        throw new IndexOutOfBoundsException(index + " of " + events);
    }

    @Override
    public MemoryBatch part(int from, int to) {
        if (to - from == 1) { // it may be on trial for long, and should not keep a chunk alive
            byte[] event = event(from);
            Chunk own = new Chunk(event.length);
            own.add(event, event.length);
            return new MemoryBatch(this, from, Collections.singletonList(new Slice(own, 0, 1)));
        }
        List<Slice> parts = new ArrayList<>();
        int before = 0;
        for (Slice slice : slices) {
            int partFrom = Math.max(from - before, 0);
            int partTo = Math.min(to - before, slice.events());
            if (partFrom < partTo) {
                parts.add(new Slice(slice.chunk, slice.from + partFrom, slice.from + partTo));
            }
            before += slice.events();
        }
        return new MemoryBatch(this, from, parts);
    }

    @Override
    public boolean isSpooled() {
        return false;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        char before = '[';
        for (Slice slice : slices) {
            out.write(before);
            out.write(slice.chunk.array(), slice.start(), slice.length());
            before = ',';
        }
        out.write(']');
    }
}
