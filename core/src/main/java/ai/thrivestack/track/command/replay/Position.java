// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command.replay;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * Up to where a file of dead letters is settled, kept in {@code FILE.position}. That file is replaced by a rename, so a
 * kill leaves the one or the other. It also has a checksum of what stands before the position, in its first bytes:
 * another file of the same name begins anew. Not thread-safe.
 */
final class Position implements Closeable {
    private static final int CHECKED_BYTES = 64 * 1024;
    private static final Pattern TEXT = Pattern.compile("\\{\"offset\":(\\d{1,18}),\"crc32\":\"([0-9a-f]{8})\"}\\s*");
    /** The lock's place, far behind every letter, since on Windows no other process can write what is locked. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    final Path file;
    private final Path letters;
    /** Holds the lock; null if this process may not write the letters, and then there is no lock. */
    private final FileChannel locked;
    /** Where the first line begins that is not settled. */
    private final long offset;

    Position(Path letters) throws IOException, Stopped {
        this.letters = letters;
        file = letters.resolveSibling(letters.getFileName() + ".position");
        locked = lock(letters);
        offset = read();
    }

    private static FileChannel lock(Path letters) throws IOException, Stopped {
        FileChannel channel;
        try {
            channel = FileChannel.open(letters, StandardOpenOption.WRITE);
        } catch (AccessDeniedException readOnly) {
            return null;
        }
        if (channel.tryLock(LOCKED_BYTE, 1, false) == null) {
            channel.close();
            throw new Stopped("another replay of " + letters + " is running");
        }
        return channel;
    }

    private long read() throws IOException {
        String text;
        try {
            text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (NoSuchFileException none) {
            return 0;
        }
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IOException(file + " is no position of a replay: move it away");
        }
        long stored = Long.parseLong(matcher.group(1));
        boolean isOfTheseLetters =
                stored <= Files.size(letters) && checksum(stored).equals(matcher.group(2));
        return isOfTheseLetters ? stored : 0;
    }

    long offset() {
        return offset;
    }

    void save(long newOffset) throws IOException {
        byte[] text = ("{\"offset\":" + newOffset + ",\"crc32\":\"" + checksum(newOffset) + "\"}\n")
                .getBytes(StandardCharsets.UTF_8);
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel out = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            out.write(ByteBuffer.wrap(text));
            out.force(false); // else a crash of the system may leave an empty file under the name
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Of the first bytes, as far as they stand before the offset. */
    private String checksum(long before) throws IOException {
        CRC32 checksum = new CRC32();
        byte[] bytes = new byte[(int) Math.min(before, CHECKED_BYTES)];
        try (InputStream in = Files.newInputStream(letters)) {
            int length = 0;
            for (int n; length < bytes.length && (n = in.read(bytes, length, bytes.length - length)) > 0; ) {
                length += n;
            }
            checksum.update(bytes, 0, length);
        }
        return String.format("%08x", checksum.getValue());
    }

    @Override
    public void close() throws IOException {
        if (locked != null) {
            locked.close();
        }
    }
}
