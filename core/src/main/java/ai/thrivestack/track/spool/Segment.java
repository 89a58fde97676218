// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.spool;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;

/**
 * One file of a spool. All numbers are big-endian, and all records begin at a multiple of four:
 *
 * <pre>
 * 0   8  "TRACKSPL"
 * 8   4  version of the format, 1
 * 12  4  CRC-32 of the twelve bytes before it
 * 16     records, and zeros up to the end of the file
 *
 * record
 * 0   4  0xFFFE5452, which no UTF-8 contains: no event can look like a record
 * 4   4  length of the event in bytes, at least 1
 * 8   4  CRC-32 of the event
 * 12  4  0, or an offset in the file: this record and all records before that offset are settled
 * 16  4  the check of this offset: see {@link #settledCheck}
 * 20     the event, a JSON object in UTF-8, and zeros up to a multiple of four
 * </pre>
 *
 * <p>A record is written through a mapping, its first four bytes last. So it is in the operating system's page cache
 * when {@link #append} returns. The file is filled with zeros before it is mapped, because a hole in a file on a full
 * disk would end the JVM. All other access uses ordinary reads and writes, which can fail but cannot end the JVM. A
 * reader skips a record with a wrong checksum and finds the next one by its first four bytes. It ignores a settled mark
 * with a wrong check.
 *
 * <p>{@link #append}, {@link #seal} and {@link #fits} need the ledger's lock, or one thread; the rest is thread-safe.
 */
public final class Segment implements Closeable {
    /** The largest and usual size: the largest event fits twice, and the unused end is small. */
    public static final int MOST_BYTES = 4 * 1024 * 1024;

    static final int VERSION = 1;
    /** The offset of the first record. */
    public static final int FIRST_RECORD = 16;

    static final int RECORD_HEADER = 20;
    static final int MAGIC = 0xFFFE5452;
    private static final byte[] NAME = "TRACKSPL".getBytes(StandardCharsets.US_ASCII);
    private static final int PAGE = 4096;

    private final Path path;
    /** Not a channel, because an interrupt would close that. */
    private final RandomAccessFile file;

    /** Null unless events are appended. The garbage collector unmaps it, since no portable call does. */
    private MappedByteBuffer mapping;

    private volatile int end;

    private Segment(Path path, RandomAccessFile file) {
        this.path = path;
        this.file = file;
    }

    /** Makes an empty segment of {@code bytes} bytes, to append to. Takes some milliseconds. */
    public static Segment create(Path path, int bytes) throws IOException {
        Segment segment = new Segment(path, new RandomAccessFile(path.toFile(), "rw"));
        try {
            segment.fill(bytes);
            segment.mapping = segment.file.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, bytes);
            for (int page = PAGE; page < bytes; page += PAGE) {
                segment.mapping.put(page, (byte) 0); // touches the page now, not in a log call
            }
            segment.end = FIRST_RECORD;
            return segment;
        } catch (IOException | InternalError failed) {
            segment.remove();
            throw new IOException(failed.getMessage(), failed);
        }
    }

    private void fill(int bytes) throws IOException {
        byte[] zeros = new byte[64 * 1024];
        for (int written = 0; written < bytes; written += zeros.length) {
            file.write(zeros, 0, Math.min(zeros.length, bytes - written));
        }
        file.seek(0);
        file.write(header(VERSION));
    }

    static byte[] header(int version) {
        ByteBuffer header =
                ByteBuffer.allocate(FIRST_RECORD).put(NAME).putInt(version).putInt(0);
        byte[] bytes = header.array();
        header.putInt(FIRST_RECORD - 4, checksum(bytes, 0, FIRST_RECORD - 4));
        return bytes;
    }

    /**
     * Opens an existing segment, to read and to settle.
     *
     * @throws IOException also if another version wrote it; a damaged header is ignored
     */
    public static Segment open(Path path) throws IOException {
        return open(path, "rw");
    }

    private static Segment open(Path path, String mode) throws IOException {
        Segment segment = new Segment(path, new RandomAccessFile(path.toFile(), mode));
        try {
            segment.end = (int) Math.min(segment.file.length(), Integer.MAX_VALUE - 8);
            segment.requireVersion();
            return segment;
        } catch (IOException unusable) {
            segment.close();
            throw unusable;
        }
    }

    /** As {@link #open}, only to read. */
    static Segment inspect(Path path) throws IOException {
        return open(path, "r");
    }

    private void requireVersion() throws IOException {
        byte[] header = new byte[FIRST_RECORD];
        if (read(0, header, 0, FIRST_RECORD) < FIRST_RECORD) {
            return;
        }
        ByteBuffer fields = ByteBuffer.wrap(header);
        int version = fields.getInt(NAME.length);
        boolean intact = fields.getInt(FIRST_RECORD - 4) == checksum(header, 0, FIRST_RECORD - 4);
        if (intact && version != VERSION) {
            throw new UnknownVersionException(path, version);
        }
    }

    /** Another version of this library wrote the segment. */
    public static final class UnknownVersionException extends IOException {
        private static final long serialVersionUID = 1;

        UnknownVersionException(Path path, int version) {
            super(path + " has version " + version + " of the spool's format, and this library reads version " + VERSION
                    + ". Start the version of the library that wrote it, to deliver what it holds");
        }
    }

    /** The checksum for {@link #append}. Compute it before you take the lock. */
    static int checksum(byte[] bytes, int offset, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }

    /** Bytes in the file for an event of {@code length} bytes. */
    public static int recordBytes(int length) {
        return RECORD_HEADER + (length + 3 & ~3);
    }

    static int settledCheck(int settledEnd, int checksum) {
        return Integer.rotateLeft(settledEnd * 0x9E3779B1, 13) ^ ~checksum;
    }

    public Path path() {
        return path;
    }

    /** The offset of the next record; in a segment that was opened, the size of the file. */
    public int end() {
        return end;
    }

    /** Whether an event of {@code length} bytes can be appended. */
    public boolean fits(int length) {
        return mapping != null && end + recordBytes(length) <= mapping.capacity();
    }

    /** When this returns, the event survives the end of the process. Makes no system call. */
    public void append(byte[] event, int length, int checksum) {
        int at = end;
        mapping.position(at + RECORD_HEADER);
        mapping.put(event, 0, length);
        mapping.putInt(at + 8, checksum);
        mapping.putInt(at + 4, length);
        mapping.putInt(at, MAGIC);
        end = at + recordBytes(length);
    }

    /** Ends appending. */
    public void seal() {
        mapping = null;
    }

    /**
     * Writes into the file that the events between two offsets are settled. May wait for the disk.
     *
     * @param checksum of the first of these events
     */
    public synchronized void settle(int from, int to, int checksum) throws IOException {
        byte[] mark = ByteBuffer.allocate(8)
                .putInt(to)
                .putInt(settledCheck(to, checksum))
                .array();
        file.seek(from + 12);
        file.write(mark);
    }

    /** @return how many bytes were read; fewer than {@code length} at the end of the file */
    synchronized int read(int from, byte[] into, int offset, int length) throws IOException {
        file.seek(from);
        int read = 0;
        while (read < length) {
            int more = file.read(into, offset + read, length - read);
            if (more < 0) {
                break;
            }
            read += more;
        }
        return read;
    }

    /** Frees the unused end of the file, if the system allows this for a mapped file. */
    public synchronized void shrink(int length) {
        end = Math.min(end, length);
        try {
            file.setLength(length);
        } catch (IOException notHere) {
            // the file stays some megabytes larger until it is deleted
        }
    }

    @Override
    public synchronized void close() throws IOException {
        mapping = null;
        file.close();
    }

    /**
     * Deletes the file. Its disk space is free at once, even if the mapping still exists.
     *
     * @return false if the system cannot delete it yet
     */
    public boolean remove() {
        try {
            shrink(0);
            close();
            Files.deleteIfExists(path);
            return true;
        } catch (IOException stillMapped) {
            return false;
        }
    }
}
