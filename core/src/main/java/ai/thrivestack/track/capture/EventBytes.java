// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;

import ai.thrivestack.track.ApiLimits;

/** Takes the JSON of one event: keeps what an event may have, and counts all of it. Not thread-safe. */
final class EventBytes extends OutputStream {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream(512);
    private long size;

    @Override
    public void write(int oneByte) {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        size += length;
        if (size <= ApiLimits.MAX_EVENT_BYTES) {
            kept.write(bytes, offset, length);
        }
    }

    /** All that was written, beyond the limit too. */
    long size() {
        return size;
    }

    byte[] toByteArray() {
        return kept.toByteArray();
    }
}
