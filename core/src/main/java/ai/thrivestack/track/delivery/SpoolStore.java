// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import ai.thrivestack.track.ApiLimits;
import ai.thrivestack.track.spool.Segment;
import ai.thrivestack.track.spool.SegmentReader;

/**
 * The segments of one owner: our own, which is appended to, or one that a dead process left. An offer appends to the
 * mapping under the lock; the worker reads the files without it.
 */
final class SpoolStore implements Store {
    private final ReentrantLock lock;
    private final Spool spool;

    /** Oldest first. All but the last of ours are no longer appended to. */
    private final ArrayDeque<SpooledSegment> segments = new ArrayDeque<>();
    /** Appended to, and the last; null before there is one. */
    private SpooledSegment current;
    /** The next; null while it is made. */
    private SpooledSegment spare;

    private final Positions positions = new Positions();
    private int waiting;
    /** Segments that are done and whose files are still there. */
    private int leaving;

    // The worker's own.
    private SpooledSegment read;
    private SegmentReader reader;

    SpoolStore(ReentrantLock lock, Spool spool) {
        this.lock = lock;
        this.spool = spool;
    }

    boolean sharesSpoolWith(SpoolStore other) {
        return spool == other.spool;
    }

    @Override
    public int waiting() {
        return waiting;
    }

    @Override
    public long oldest() {
        return positions.oldest();
    }

    @Override
    public boolean hasRoom(int length) {
        return spare != null && spare.file.fits(length) || current != null && current.file.fits(length);
    }

    @Override
    public boolean add(byte[] event, int checksum, long position) {
        if (current == null || !current.file.fits(event.length)) {
            turnOver();
        }
        try {
            current.file.append(event, checksum != 0 ? checksum : Segment.checksum(event));
        } catch (InternalError fault) { // what the JVM makes of a mapping that has no file behind it any more
            current.file.seal();
            spool.report("fault", "could not be written to: " + fault.getMessage());
            return false;
        }
        current.waiting++;
        waiting++;
        positions.add(position);
        return true;
    }

    private void turnOver() {
        SpooledSegment full = current;
        current = spare;
        spare = null;
        segments.add(current);
        if (full != null) {
            full.file.seal();
            removeIfDone(full);
        }
        spool.prepare();
    }

    /** Takes a segment to append to when the current one is full. */
    void provide(SpooledSegment empty) {
        spare = empty;
    }

    boolean hasSpare() {
        return spare != null;
    }

    /** Takes a segment of a dead process. */
    void recovered(SpooledSegment segment) {
        segments.add(segment);
        waiting += segment.waiting;
    }

    /** Gives up the oldest segment that is not appended to: room comes back by the segment. */
    @Override
    public int evict(Consumer<byte[]> given) {
        for (SpooledSegment segment : segments) {
            if (segment != current && segment.waiting > 0) {
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
        if (segment != current && segment.isDone() && segments.remove(segment)) {
            leaving++;
            spool.remove(segment, this);
        }
    }

    @Override
    public Batch take(int mostBytes, UnderWay underWay) {
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
        int place = cursor;
        int end = cursor;
        int length = 1;
        try {
            goTo(segment, cursor);
            while (events.size() < ApiLimits.MAX_REQUEST_EVENTS && reader.advance(limit)) {
                if (reader.isSettled()) {
                    continue;
                }
                if (events.isEmpty()) {
                    place = reader.start();
                } else if (reader.start() != end || length + reader.length() + 1 > mostBytes) {
                    break; // a batch has no gaps, so that one mark settles it
                }
                events.add(reader.event());
                length += reader.length() + 1;
                end = reader.end();
            }
        } catch (IOException unreadable) {
            return taken(segment, Collections.emptyList(), place, limit, present, underWay);
        }
        return taken(segment, events, place, events.isEmpty() ? limit : end, present, underWay);
    }

    private SpooledSegment firstWaiting() {
        for (SpooledSegment segment : segments) {
            if (segment.waiting > 0) {
                return segment;
            }
        }
        return null;
    }

    private void goTo(SpooledSegment segment, int place) {
        if (read != segment) {
            read = segment;
            reader = segment.file.reader();
        }
        reader.goTo(place);
    }

    private Batch taken(
            SpooledSegment segment, List<byte[]> events, int place, int cursor, int present, UnderWay underWay) {
        lock.lock();
        try {
            if (segment.isEvicted) {
                return null;
            }
            segment.cursor = cursor;
            if (events.isEmpty()) { // what waited up to here is not to be found
                forget(segment, present);
                removeIfDone(segment);
                spool.unreadable(present);
                return null;
            }
            Batch batch = new Batch(positions.oldest(), events, this, segment, place);
            forget(segment, events.size());
            segment.underWay += events.size();
            underWay.add(batch);
            return batch;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void record(Batch batch) {
        try {
            batch.segment.file.settle(batch.place, batch.endPlace(), Segment.checksum(batch.events.get(0)));
        } catch (IOException failed) {
            spool.report(
                    "progress",
                    "cannot be written, so what was delivered may be sent once more after a restart: "
                            + failed.getMessage());
        }
    }

    @Override
    public void settled(Batch batch) {
        batch.segment.underWay -= batch.events.size();
        removeIfDone(batch.segment);
    }

    /** A segment that was done is not there any more. */
    void left() {
        leaving--;
    }

    boolean isEmpty() {
        return segments.isEmpty() && leaving == 0;
    }

    /** At the end: all segments, none of which is used any more. */
    Collection<SpooledSegment> handOver() {
        List<SpooledSegment> all = new ArrayList<>(segments);
        if (spare != null) {
            all.add(spare);
        }
        segments.clear();
        current = null;
        spare = null;
        return all;
    }
}
