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
 * One file of a spool. All numbers are big-endian, all records begin at a multiple of four:
 *
 * <pre>
 * 0   8  "TRACKSPL"
 * 8   4  version of the format, 1
 * 12  4  CRC-32 of the twelve bytes before
 * 16     records, and zeros up to the end of the file
 *
 * record
 * 0   4  0xFFFE5452, which no UTF-8 contains: no event can look like a record
 * 4   4  length of the event in bytes, at least 1
 * 8   4  CRC-32 of the event
 * 12  4  0, or: this record and all up to this place in the file are settled
 * 16  4  the check of that: see {@link #settledCheck}
 * 20     the event, a JSON object in UTF-8, and zeros up to a multiple of four
 * </pre>
 *
 * <p>A record is written through a mapping, its first four bytes last, so it is in the operating system's page cache
 * when {@link #append} returns. The file is filled with real zeros before it is mapped: a hole in a file on a full disk
 * would end the JVM. Everything else goes through ordinary reads and writes, which can fail but not kill. A record whose
 * checksum is wrong is passed over, and the next one is found by its first four bytes; a settled mark whose check is
 * wrong does not count.
 *
 * <p>{@link #append} and {@link #seal} are for one thread at a time, which the caller sees to; the rest is thread-safe.
 */
public final class Segment implements Closeable {
    /** A good size, and the largest: the largest event fits twice, and what is left over at the end is a small part. */
    public static final int MOST_BYTES = 4 * 1024 * 1024;

    static final int VERSION = 1;
    /** Where the records begin. */
    public static final int FIRST_RECORD = 16;

    static final int RECORD_HEADER = 20;
    static final int MAGIC = 0xFFFE5452;
    private static final byte[] NAME = "TRACKSPL".getBytes(StandardCharsets.US_ASCII);
    private static final int PAGE = 4096;

    private final Path path;
    /** Unlike a channel it is not closed by an interrupt. */
    private final RandomAccessFile file;

    /** Null unless it is appended to. Left to the collector: nothing portable unmaps. */
    private MappedByteBuffer mapping;

    private volatile int end;

    private Segment(Path path, RandomAccessFile file) {
        this.path = path;
        this.file = file;
    }

    /** An empty segment of so many bytes, to append to. Costs some milliseconds. */
    public static Segment create(Path path, int bytes) throws IOException {
        Segment segment = new Segment(path, new RandomAccessFile(path.toFile(), "rw"));
        try {
            segment.fill(bytes);
            segment.mapping = segment.file.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, bytes);
            for (int page = PAGE; page < bytes; page += PAGE) {
                segment.mapping.put(page, (byte) 0); // now rather than in a log call
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
     * A segment that somebody left, to read and to settle.
     *
     * @throws IOException also if another version wrote it; a header that is merely damaged does not matter
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

    /** As {@link #open}, to read only. */
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

    static int checksum(byte[] bytes, int offset, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }

    /** What {@link #append} takes along; to be computed before the lock is taken. */
    public static int checksum(byte[] event) {
        return checksum(event, 0, event.length);
    }

    /** What a record of an event of so many bytes occupies. */
    public static int recordBytes(int length) {
        return RECORD_HEADER + (length + 3 & ~3);
    }

    static int settledCheck(int settledEnd, int checksum) {
        return Integer.rotateLeft(settledEnd * 0x9E3779B1, 13) ^ ~checksum;
    }

    public Path path() {
        return path;
    }

    /** Where the next record will begin; of a segment that was opened, the size of the file. */
    public int end() {
        return end;
    }

    /** Whether an event of so many bytes can be appended. */
    public boolean fits(int length) {
        return mapping != null && end + recordBytes(length) <= mapping.capacity();
    }

    /** The event is safe from the end of the process when this returns. No system call. */
    public void append(byte[] event, int checksum) {
        int at = end;
        mapping.position(at + RECORD_HEADER);
        mapping.put(event);
        mapping.putInt(at + 8, checksum);
        mapping.putInt(at + 4, event.length);
        mapping.putInt(at, MAGIC);
        end = at + recordBytes(event.length);
    }

    /** Nothing will be appended any more. */
    public void seal() {
        mapping = null;
    }

    /**
     * Records that the events from one place to another need not be delivered any more.
     *
     * @param checksum of the first of them
     */
    public synchronized void settle(int from, int to, int checksum) throws IOException {
        byte[] mark = ByteBuffer.allocate(8)
                .putInt(to)
                .putInt(settledCheck(to, checksum))
                .array();
        file.seek(from + 12);
        file.write(mark);
    }

    /** @return how many bytes there were, fewer than asked for at the end of the file */
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

    public SegmentReader reader() {
        return new SegmentReader(this, FIRST_RECORD);
    }

    /** Gives back what was not written to, where the system allows that for a file that is mapped. */
    public synchronized void shrink(int length) {
        end = Math.min(end, length);
        try {
            file.setLength(length);
        } catch (IOException notHere) {
            // some megabytes more, until the segment is delivered
        }
    }

    @Override
    public synchronized void close() throws IOException {
        mapping = null;
        file.close();
    }

    /**
     * Deletes the file. Its room is given back although the mapping may live on.
     *
     * @return false if the system does not let go of it yet
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
