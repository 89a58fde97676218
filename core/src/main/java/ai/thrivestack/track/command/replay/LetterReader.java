// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command.replay;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import ai.thrivestack.track.ApiLimits;

/**
 * Reads the dead letters of a file one after the other, up to the size that the file had at first: an application may go
 * on writing to it. Not thread-safe.
 */
final class LetterReader implements Closeable {
    private static final int BUFFER = 64 * 1024;
    /** A longer line is no dead letter. */
    private static final int LONGEST_LINE = 4 * ApiLimits.MAX_REQUEST_BYTES;

    private final InputStream in;
    private final long size;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(BUFFER);
    private long offset;
    /** Also before a last line that is not complete. */
    private boolean atEnd;
    /** How many lines are no dead letters. */
    private int unreadable;

    /** @param from where a line begins */
    LetterReader(Path file, long from) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        channel.position(from);
        in = new BufferedInputStream(Channels.newInputStream(channel), BUFFER);
        size = channel.size();
        offset = from;
    }

    /** Null at the end, which is before a last line that is not complete yet. */
    Letter next() throws IOException {
        while (!atEnd && offset < size) {
            boolean ended = readLine();
            atEnd = !ended; // also of a file that was cut meanwhile
            byte[] bytes = line.toByteArray();
            if (!isBlank(bytes)) {
                try {
                    return Letter.read(bytes, offset);
                } catch (IOException noLetter) {
                    unreadable += ended ? 1 : 0;
                }
            }
        }
        return null;
    }

    /** @return false if the file ended first */
    private boolean readLine() throws IOException {
        line.reset();
        for (int next; offset < size && (next = in.read()) >= 0; ) {
            offset++;
            if (next == '\n') {
                return true;
            }
            if (line.size() < LONGEST_LINE) {
                line.write(next);
            }
        }
        return false;
    }

    /** True for no bytes, too. */
    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    long size() {
        return size;
    }

    int unreadable() {
        return unreadable;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
