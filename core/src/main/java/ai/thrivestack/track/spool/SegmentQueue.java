// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.spool;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import ai.thrivestack.track.ApiLimits;
import ai.thrivestack.track.buffer.Batch;
import ai.thrivestack.track.buffer.Ledger;
import ai.thrivestack.track.buffer.SequenceRuns;
import com.google.errorprone.annotations.concurrent.GuardedBy;

/**
 * The segments of this appender, or of one directory that a dead process left. Used under the ledger's lock, except
 * where a method says otherwise: the worker reads the files and writes settled marks without it.
 */
final class SegmentQueue implements SpoolBatch.Origin {
    /** The keeper. Called under the lock. */
    interface Listener {
        /** All events of the segment are settled or given up: it can be deleted. */
        void done(SpooledSegment segment, SegmentQueue queue);

        /** Events that waited cannot be read. */
        void unreadable(int events);
    }

    private final ReentrantLock lock;
    private final Listener listener;
    private final SpoolReports reports;

    /** Oldest first. */
    private final ArrayDeque<SpooledSegment> segments = new ArrayDeque<>();
    /** The positions of waiting events of this process. */
    private final SequenceRuns positions = new SequenceRuns();

    private volatile int waiting;
    /** How many segments are done and not yet deleted. */
    private int deleting;

    // Below: used by the worker only.
    /** The segment of {@link #reader}. */
    private SpooledSegment read;

    private SegmentReader reader;

    SegmentQueue(Ledger ledger, Listener listener, SpoolReports reports) {
        this.lock = ledger.lock;
        this.listener = listener;
        this.reports = reports;
    }

    /** How many events wait. Without the lock too. */
    int waiting() {
        return waiting;
    }

    long oldest() {
        return positions.oldest();
    }

    /** Adds an empty segment, or one of a dead process. */
    void append(SpooledSegment segment) {
        segments.add(segment);
        waiting += segment.waiting;
    }

    void added(SpooledSegment segment, long position) {
        segment.waiting++;
        positions.add(position, 1);
        waiting++;
    }

    /** Ends appending to a segment. */
    void close(SpooledSegment segment) {
        segment.file.seal();
        segment.isOpen = false;
        removeIfDone(segment);
    }

    /** Gives up the oldest closed segment, since only a whole file frees space. @return how many events */
    int evict() {
        for (SpooledSegment segment : segments) {
            if (!segment.isOpen && segment.waiting > 0) {
                int events = segment.waiting;
                segment.isEvicted = true;
                forget(segment, events);
                removeIfDone(segment);
                return events;
            }
        }
        return 0;
    }

    private void forget(SpooledSegment segment, int events) {
        segment.waiting -= events;
        waiting -= events;
        positions.remove(events);
    }

    private void removeIfDone(SpooledSegment segment) {
        if (segment.isDone() && segments.remove(segment)) {
            deleting++;
            listener.done(segment, this);
        }
    }

    /** See {@link ai.thrivestack.track.buffer.Store#take}. */
    Batch take(int mostBytes, Consumer<Batch> taken) {
        SpooledSegment segment;
        int cursor;
        int limit;
        int present;
        lock.lock();
        try {
            segment = firstWaiting();
            if (segment == null) {
                return null;
            }
            cursor = segment.cursor;
            limit = segment.file.end();
            present = segment.waiting;
        } finally {
            lock.unlock();
        }
        List<byte[]> events = new ArrayList<>();
        int offset = cursor;
        int end = cursor;
        int length = 1;
        try {
            goTo(segment, cursor);
            while (events.size() < ApiLimits.MAX_REQUEST_EVENTS && reader.advance(limit)) {
                if (reader.isSettled()) {
                    continue;
                }
                if (events.isEmpty()) {
                    offset = reader.start();
                } else if (reader.start() != end || length + reader.length() + 1 > mostBytes) {
                    break; // a batch has no gaps, so one mark settles it
                }
                events.add(reader.event());
                length += reader.length() + 1;
                end = reader.end();
            }
        } catch (IOException unreadable) {
            events = Collections.emptyList();
        }
        if (events.isEmpty()) {
            notFound(segment, limit, present);
            return null;
        }
        return taken(segment, events, offset, end, taken);
    }

    @GuardedBy("lock")
    private SpooledSegment firstWaiting() {
        for (SpooledSegment segment : segments) {
            if (segment.waiting > 0) {
                return segment;
            }
        }
        return null;
    }

    private void goTo(SpooledSegment segment, int offset) {
        if (read != segment) {
            read = segment;
            reader = new SegmentReader(segment.file);
        }
        reader.goTo(offset);
    }

    private void notFound(SpooledSegment segment, int cursor, int events) {
        lock.lock();
        try {
            if (!segment.isEvicted) {
                segment.cursor = cursor;
                forget(segment, events);
                removeIfDone(segment);
                listener.unreadable(events);
            }
        } finally {
            lock.unlock();
        }
    }

    private Batch taken(SpooledSegment segment, List<byte[]> events, int offset, int end, Consumer<Batch> taken) {
        lock.lock();
        try {
            if (segment.isEvicted) {
                return null;
            }
            segment.cursor = end;
            Batch batch = new SpoolBatch(positions.oldest(), this, segment, events, offset);
            forget(segment, events.size());
            segment.inFlight += events.size();
            taken.accept(batch);
            return batch;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void recordSettled(SpooledSegment segment, int from, int to, byte[] first) {
        try {
            segment.file.settle(from, to, Segment.checksum(first, 0, first.length));
        } catch (IOException failed) {
            reports.report(
                    "progress",
                    "cannot be written, so what was delivered may be sent once more after a restart: "
                            + failed.getMessage());
        }
    }

    @Override
    public void settled(SpooledSegment segment, int events) {
        segment.inFlight -= events;
        removeIfDone(segment);
    }

    /** The keeper has deleted a done segment. */
    void deleted() {
        deleting--;
    }

    boolean isEmpty() {
        return segments.isEmpty() && deleting == 0;
    }

    /** Removes and returns all segments. Called at the end, after the buffer is closed. */
    Collection<SpooledSegment> handOver() {
        List<SpooledSegment> all = new ArrayList<>(segments);
        segments.clear();
        return all;
    }
}
