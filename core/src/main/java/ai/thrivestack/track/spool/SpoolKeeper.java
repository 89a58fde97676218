// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import ai.thrivestack.track.Loss;
import ai.thrivestack.track.buffer.EventBuffer;
import ai.thrivestack.track.buffer.Ledger;

/**
 * Takes over what dead processes left in a spool directory, and deletes done segments. All this runs on the keeper
 * thread, so neither the application's start nor the worker waits for it.
 */
final class SpoolKeeper implements SegmentQueue.Listener {
    /** It must look, because neither a dead process nor a disk with free space again gives a signal. */
    private static final int LOOK_SECONDS = 5;

    private final String appender;
    private final Path directory;
    private final Ledger ledger;
    private final ReentrantLock lock;
    private final EventBuffer.Listener listener;
    private final SpoolReports reports;
    private final SegmentAllocator allocator;
    private final ScheduledExecutorService thread;

    /** The first look has ended: what could be taken over then has been. */
    private volatile boolean looked;

    private volatile boolean closed;
    /** The queues of dead processes, in the order in which they were found. */
    private final List<SegmentQueue> queues = new CopyOnWriteArrayList<>();

    // Below: used by the keeper thread only.
    private final Map<SegmentQueue, SpoolDirectory> adopted = new LinkedHashMap<>();
    private final Set<Path> refused = new HashSet<>();
    private final List<Segment> undeleted = new ArrayList<>();

    SpoolKeeper(
            String appender,
            Path directory,
            Ledger ledger,
            EventBuffer.Listener listener,
            SpoolReports reports,
            SegmentAllocator allocator,
            ScheduledExecutorService thread) {
        this.appender = appender;
        this.directory = directory;
        this.ledger = ledger;
        this.lock = ledger.lock;
        this.listener = listener;
        this.reports = reports;
        this.allocator = allocator;
        this.thread = thread;
    }

    void start() {
        thread.scheduleWithFixedDelay(this::look, 0, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    boolean hasLooked() {
        return looked;
    }

    List<SegmentQueue> queues() {
        return queues;
    }

    @Override
    public void unreadable(int events) {
        ledger.lost(Loss.SPOOL_DAMAGED, events);
        ledger.changed();
        reports.report("damage", "is damaged: " + events + " events in it cannot be read");
    }

    @Override
    public void done(SpooledSegment segment, SegmentQueue queue) {
        allocator.deleting();
        execute(() -> delete(segment, queue));
    }

    private void execute(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException ended) {
            // the next process does it
        }
    }

    // Below: run on the keeper thread, except close() and leave(List).

    private void look() {
        try {
            undeleted.removeIf(Segment::remove);
            ledger.underLock(allocator::tryAgainIfBroken);
            if (Files.isDirectory(directory)) {
                adopt();
            }
        } catch (Throwable failed) { // any failure: the next look may succeed
            reports.report("look", "cannot be searched for what other processes left: " + failed);
        } finally {
            looked = true;
            ledger.underLock(ledger::changed);
        }
    }

    private void adopt() throws IOException {
        for (Path other : SpoolDirectory.others(directory, appender)) {
            if (closed) {
                return;
            }
            try {
                SpoolDirectory left = refused.contains(other) ? null : SpoolDirectory.take(other);
                if (left != null) {
                    recover(left);
                }
            } catch (NoSuchFileException gone) {
                // another process was faster
            } catch (IOException | RuntimeException failed) {
                reports.report("look", "holds " + other.getFileName() + ", which cannot be taken over: " + failed);
            }
        }
    }

    private void recover(SpoolDirectory left) throws IOException {
        List<Path> segments;
        try {
            segments = left.segments();
        } catch (IOException | RuntimeException failed) {
            left.close();
            throw failed;
        }
        SegmentQueue queue = new SegmentQueue(ledger, this, reports);
        adopted.put(queue, left);
        queues.add(queue);
        int events = 0;
        for (Path path : segments) {
            if (closed) {
                return;
            }
            try {
                Segment file = Segment.open(path);
                try {
                    events += recover(file, queue);
                } catch (IOException unreadable) {
                    file.close();
                    throw unreadable;
                }
            } catch (IOException unusable) {
                refused.add(left.directory());
                reports.report("refused", "holds what cannot be taken over: " + unusable.getMessage());
            }
        }
        if (events > 0) {
            reports.report(
                    "recovered",
                    "held " + events + " events of another process that has ended: they are delivered now");
        }
        finishIfEmpty(queue);
    }

    /** @return how many events wait in it */
    private int recover(Segment file, SegmentQueue queue) throws IOException {
        SegmentReader reader = new SegmentReader(file);
        int events = 0;
        int end = 0;
        while (reader.advance(file.end())) {
            if (!reader.isSettled()) {
                events++;
                end = reader.end();
            }
        }
        int damages = reader.damages();
        file.shrink(end);
        SpooledSegment segment = new SpooledSegment(file, end);
        segment.waiting = events;
        lock.lock();
        try {
            if (ledger.isClosed()) {
                file.close();
                return 0;
            }
            if (events > 0) {
                queue.append(segment);
                allocator.adopted(segment.bytes);
            }
            if (damages > 0) {
                unreadable(damages);
            }
        } finally {
            lock.unlock();
        }
        if (events > 0) {
            listener.wanted();
        } else {
            delete(file);
        }
        return events;
    }

    private void delete(SpooledSegment segment, SegmentQueue queue) {
        if (segment.isEvicted) {
            reportEvicted(segment);
        }
        delete(segment.file);
        ledger.underLock(() -> {
            queue.deleted();
            allocator.deleted(segment.bytes);
        });
        finishIfEmpty(queue);
    }

    private void delete(Segment file) {
        if (!file.remove()) {
            undeleted.add(file);
        }
    }

    private void reportEvicted(SpooledSegment segment) {
        try {
            SegmentReader reader = new SegmentReader(segment.file);
            reader.goTo(segment.cursor);
            while (reader.advance(segment.file.end())) {
                if (!reader.isSettled()) {
                    listener.lost(Loss.BUFFER_FULL, reader.event());
                }
            }
        } catch (IOException unreadable) {
            reports.report("unreadable", "cannot be read: " + unreadable.getMessage());
        }
    }

    /** Gives back a dead process's directory when it has no segments. */
    private void finishIfEmpty(SegmentQueue queue) {
        SpoolDirectory left = ledger.underLock(queue::isEmpty) ? adopted.remove(queue) : null;
        if (left != null) {
            queues.remove(queue);
            close(left);
        }
    }

    private void close(SpoolDirectory any) {
        try {
            any.close();
        } catch (IOException failed) {
            reports.report("look", "could not be given back: " + failed.getMessage());
        }
    }

    /** Any thread: takes over nothing more. */
    void close() {
        closed = true;
    }

    /** Any thread: leaves these segments, and those that were taken over, to the next process. */
    void leave(List<SpooledSegment> segments) {
        execute(() -> {
            segments.forEach(this::leave);
            adopted.keySet().forEach(queue -> ledger.underLock(queue::handOver).forEach(this::leave));
            undeleted.forEach(Segment::remove);
            allocator.directories().forEach(this::close);
            adopted.values().forEach(this::close);
        });
    }

    private void leave(SpooledSegment segment) {
        try {
            segment.leave();
        } catch (IOException failed) {
            reports.report("look", "could not be given back: " + failed.getMessage());
        }
    }
}
