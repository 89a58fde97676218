// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

import java.util.Arrays;

import ai.thrivestack.track.ApiLimits;

/**
 * The bytes of one event: keeps what an event may have, and counts the rest up to a point where encoding ends, so that
 * the time it takes has a bound too. The buffer is used again for the next event. Whatever writes into it calls {@link
 * #require} first. {@code JsonWriter} extends this class rather than holding one, because it writes most bytes into the
 * buffer itself, and a second object would cost time. Not thread-safe.
 */
abstract class EventBytes {
    /** How many bytes are counted, for a report of the size. */
    public static final int MAX_COUNTED = 10 * ApiLimits.MAX_EVENT_BYTES;

    /** How many bytes or characters are written between two checks that the buffer is large enough. */
    static final int CHUNK = 1024;

    static final int LONGEST_LONG = 20;

    private static final int USUAL = 1024;
    /** What an event has made larger is not kept for the next. */
    private static final int LARGEST_KEPT = 64 * 1024;

    byte[] buffer = new byte[USUAL];
    /** How many bytes of the buffer are written. */
    int length;
    /** Bytes that were written before what is in the buffer, and are not kept. */
    private long discarded;

    /** All that was written, also what an event may not have any more. */
    public final long size() {
        return discarded + length;
    }

    /** What was written is at its beginning; only as long as an event may have it, and until the next is begun. */
    public final byte[] array() {
        return buffer;
    }

    /** A copy of what was written; only as long as an event may have it. */
    public final byte[] toByteArray() {
        return Arrays.copyOf(buffer, length);
    }

    /** For the next event. */
    public void reset() {
        if (buffer.length > LARGEST_KEPT) {
            buffer = new byte[USUAL];
        }
        length = 0;
        discarded = 0;
    }

    // Of what follows, only putBytes calls require itself.

    final void put(int first, int second) {
        buffer[length++] = (byte) first;
        buffer[length++] = (byte) second;
    }

    @SuppressWarnings("deprecation") // for ASCII it is right, and by far the fastest
    final void putAscii(String ascii) {
        ascii.getBytes(0, ascii.length(), buffer, length);
        length += ascii.length();
    }

    final void putDigits(long value) {
        if (value < 0 || value > Integer.MAX_VALUE) {
            putAscii(Long.toString(value)); // seldom; and the smallest has no positive counterpart
        } else {
            putDigits((int) value);
        }
    }

    /** @param value at least 0 */
    final void putDigits(int value) {
        int digits = 1;
        for (int bound = value; bound >= 10; bound /= 10) {
            digits++;
        }
        putDigits(value, digits);
    }

    /** The last digits of a number, with zeros before them if it has fewer. @param value at least 0 */
    final void putDigits(int value, int digits) {
        byte[] bytes = buffer;
        int rest = value;
        for (int at = length + digits - 1; at >= length; at--) {
            int tenth = rest / 10;
            bytes[at] = (byte) ('0' + rest - 10 * tenth);
            rest = tenth;
        }
        length += digits;
    }

    final void putBytes(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i += CHUNK) {
            int count = Math.min(CHUNK, bytes.length - i);
            require(count);
            System.arraycopy(bytes, i, buffer, length, count);
            length += count;
        }
    }

    final void require(int bytes) {
        if (buffer.length - length < bytes) {
            makeSpace(bytes);
        }
    }

    private void makeSpace(int bytes) {
        if (length <= ApiLimits.MAX_EVENT_BYTES) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, length + bytes));
            return;
        }
        discarded += length;
        length = 0;
        if (discarded > MAX_COUNTED) {
            throw new EndlessException();
        }
    }
}
