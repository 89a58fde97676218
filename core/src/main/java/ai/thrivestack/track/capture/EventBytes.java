// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

import ai.thrivestack.track.ApiLimits;

/**
 * Takes the JSON of one event: keeps what an event may have, and counts the rest up to a point where encoding ends, so
 * that the time it takes has a bound too. Used again for the next event. Not thread-safe.
 */
final class EventBytes extends OutputStream {
    static final int MAX_COUNTED = 10 * ApiLimits.MAX_EVENT_BYTES;

    private static final int USUAL = 1024;
    /** What an event has made larger is not kept for the next. */
    private static final int LARGEST_KEPT = 64 * 1024;

    private ByteArrayOutputStream kept = new ByteArrayOutputStream(USUAL);
    private long size;

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        size += length;
        if (size > MAX_COUNTED) {
            throw new EndlessException();
        }
        if (size <= ApiLimits.MAX_EVENT_BYTES) {
            kept.write(bytes, offset, length);
        }
    }

    /** There is more than anybody needs to know the size of. */
    @SuppressWarnings("serial") // never serialised
    static final class EndlessException extends IOException {}

    /** All that was written, beyond the limit too. */
    long size() {
        return size;
    }

    byte[] toByteArray() {
        return kept.toByteArray();
    }

    void reset() {
        if (kept.size() > LARGEST_KEPT) {
            kept = new ByteArrayOutputStream(USUAL);
        }
        kept.reset();
        size = 0;
    }
}
