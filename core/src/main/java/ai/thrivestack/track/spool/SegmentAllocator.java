// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import ai.thrivestack.track.buffer.Ledger;

/**
 * Makes segments before they are needed, within {@code spoolSize}. The maker thread makes them and does nothing else,
 * because log calls may wait for it. The methods need the ledger's lock, except {@link #make} and {@link #directories}.
 */
final class SegmentAllocator {
    private static final int LEAST_SEGMENTS = 4;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final String appender;
    private final Path directory;
    private final Ledger ledger;
    private final SpoolReports reports;
    private final Executor maker;

    /** {@code spoolSize} in bytes. */
    private volatile long size;
    /** Bytes of all segments, including the spare one and those that are not deleted. */
    private long used;
    /** How many segments are done and not yet deleted; their bytes are free soon. */
    private int deleting;
    /** The next segment; null while it is made. */
    private SpooledSegment spare;

    private boolean preparing;
    private long preparingSince;
    private boolean broken;
    private boolean closed;

    /** The maker puts the next segment into the newest one. */
    private final List<SpoolDirectory> directories = new CopyOnWriteArrayList<>();

    SegmentAllocator(String appender, Path directory, long size, Ledger ledger, SpoolReports reports, Executor maker) {
        this.appender = appender;
        this.directory = directory;
        this.size = size;
        this.ledger = ledger;
        this.reports = reports;
        this.maker = maker;
    }

    void bound(long bytes) {
        size = bytes;
        prepare();
    }

    /** A small spool has small files, so that a file can be deleted before all events are delivered. */
    private int segmentBytes() {
        return (int) Math.min(Segment.MOST_BYTES, size / LEAST_SEGMENTS);
    }

    /** Whether an event of {@code length} bytes fits into an empty file. */
    boolean canHold(int length) {
        return Segment.FIRST_RECORD + Segment.recordBytes(length) <= segmentBytes();
    }

    /** Whether an event of {@code length} bytes fits into the spare segment. */
    boolean hasSpareFor(int length) {
        return spare != null && spare.file.fits(length);
    }

    SpooledSegment takeSpare() {
        SpooledSegment taken = spare;
        spare = null;
        if (taken != null) {
            prepare();
        }
        return taken;
    }

    /** There will be space for an event soon. Begins to make a segment if that is possible. */
    boolean isPreparing() {
        return prepare() || deleting > 0;
    }

    boolean isBroken() {
        return broken;
    }

    void tryAgainIfBroken() {
        if (broken) {
            prepare();
        }
    }

    /** How much longer a log call may wait for space, in nanoseconds. */
    long patienceNanos() {
        return preparingSince + PATIENCE_NANOS - System.nanoTime();
    }

    /** Lets the maker make a spare segment if there is none. @return whether one is being made */
    private boolean prepare() {
        if (preparing) {
            return true;
        }
        if (closed || spare != null || used + segmentBytes() > size) {
            return false;
        }
        preparing = true;
        preparingSince = System.nanoTime();
        try {
            maker.execute(this::make);
        } catch (RejectedExecutionException ended) {
            // the spool is closed, so no segment is needed
        }
        return true;
    }

    /** A log call has waited until {@link #patienceNanos} was over. */
    void lostPatience() {
        if (!broken) {
            broken("a file could not be made within " + TimeUnit.NANOSECONDS.toSeconds(PATIENCE_NANOS) + " s");
        }
    }

    private void broken(String why) {
        broken = true;
        ledger.changed();
        reports.report("spool", "cannot be used, so events wait in memory and would not survive a crash: " + why);
    }

    /** Counts a segment that another process left. */
    void adopted(int bytes) {
        used += bytes;
    }

    /** A segment is done, and the keeper will delete it. */
    void deleting() {
        deleting++;
        if (!preparing) {
            preparingSince = System.nanoTime();
        }
    }

    /** The keeper has deleted a done segment, or will try again later. */
    void deleted(int bytes) {
        deleting--;
        used -= bytes;
        prepare();
        ledger.changed();
    }

    /** Runs on the maker thread, without the lock. */
    private void make() {
        SpooledSegment made = null;
        String failure = null;
        boolean usedAgain = false;
        try {
            int bytes = segmentBytes();
            made = new SpooledSegment(Segment.create(newestDirectory().nextSegment(), bytes), bytes);
        } catch (Throwable failed) { // any failure must be recorded: log calls wait for the result
            failure = failed.toString();
        }
        ledger.lock.lock();
        try {
            preparing = false;
            if (made != null) {
                used += made.bytes;
                spare = made;
                usedAgain = broken;
                broken = false;
                ledger.changed();
            } else {
                broken(failure);
            }
        } finally {
            ledger.lock.unlock();
        }
        if (usedAgain) {
            reports.recovered("spool", "is used again");
        }
    }

    /** The newest directory; a new one if there is none, or if it was removed from outside. */
    private SpoolDirectory newestDirectory() throws IOException {
        if (directories.isEmpty()
                || !Files.isDirectory(directories.get(directories.size() - 1).directory())) {
            directories.add(SpoolDirectory.create(directory, appender));
        }
        return directories.get(directories.size() - 1);
    }

    /** Begins no more segments. */
    void close() {
        closed = true;
    }

    /** All directories that were made. Called on the keeper thread after the maker has ended, without the lock. */
    List<SpoolDirectory> directories() {
        return directories;
    }
}
