// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

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
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import ai.thrivestack.track.Loss;
import ai.thrivestack.track.TrackOptions;
import ai.thrivestack.track.spool.Owner;
import ai.thrivestack.track.spool.Segment;
import ai.thrivestack.track.spool.SegmentReader;

/**
 * Keeps a spool directory for a buffer: makes segments before they are needed, takes over what dead processes left, and
 * deletes what is delivered. All that is done on a thread of its own, so neither a start nor the worker waits for the
 * disk; a log call does, for two seconds at most, when events come faster than files can be made. While the spool cannot
 * be used the memory serves, and every five seconds it is tried again.
 */
final class Spool {
    /** A process that died tells nobody, and neither does a disk that has room again. */
    private static final int LOOK_SECONDS = 5;

    private static final int LEAST_SEGMENTS = 4;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long LONGEST_END_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** Who wants to know what becomes of spooled events. */
    interface Listener extends EventBuffer.Listener {
        /** @param kind of trouble, for what is said once a minute */
        void trouble(String kind, String sentence);

        void recovered(String kind, String sentence);
    }

    private final String appender;
    private final Path directory;
    private final EventBuffer buffer;
    private final ReentrantLock lock;
    private final Listener listener;
    /** Makes segments, and nothing that could hold that up. */
    private final ScheduledThreadPoolExecutor maker;
    /** All the rest. */
    private final ScheduledThreadPoolExecutor keeper;

    private final SpoolStore live;

    // Below, under the buffer's lock.
    private volatile long size;
    private long used;
    /** Segments that nobody needs, and whose room comes back soon. */
    private int leaving;

    private boolean preparing;
    private long preparingSince;
    private boolean broken;
    /** What was there at the start has been taken over, or found to be somebody's. */
    private boolean looked;

    private volatile boolean closed;

    /** The newest of them owns the live store's next segment. */
    private final List<Owner> ours = new CopyOnWriteArrayList<>();

    // Below, the keeper's own.
    private final Map<SpoolStore, Owner> adopted = new LinkedHashMap<>();
    private final Set<Path> refused = new HashSet<>();
    private final List<Segment> undeleted = new ArrayList<>();

    Spool(String appender, TrackOptions options, EventBuffer buffer, ReentrantLock lock, Listener listener) {
        DaemonThreads threads = new DaemonThreads("track-" + appender);
        this.appender = appender;
        this.directory = options.get(TrackOptions.SPOOL_DIRECTORY);
        this.size = options.get(TrackOptions.SPOOL_SIZE);
        this.buffer = buffer;
        this.lock = lock;
        this.listener = listener;
        this.live = new SpoolStore(lock, this);
        this.maker = new ScheduledThreadPoolExecutor(1, threads.named("-spool-maker"));
        this.keeper = new ScheduledThreadPoolExecutor(1, threads.named("-spool"));
    }

    void start() {
        bound(size);
        buffer.addStore(live);
        keeper.scheduleWithFixedDelay(this::look, 0, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    void bound(long size) {
        lock.lock();
        try {
            this.size = size;
            prepare();
        } finally {
            lock.unlock();
        }
    }

    // What follows is called under the lock.

    Store live() {
        return live;
    }

    /** An event has no room yet, but soon. */
    boolean isPreparing(int length) {
        return !broken && !live.hasRoom(length) && (prepare() || leaving > 0);
    }

    boolean hasLooked() {
        return looked;
    }

    /** A small spool has small files, so that room comes back before all is delivered. */
    private int segmentBytes() {
        return (int) Math.min(Segment.MOST_BYTES, size / LEAST_SEGMENTS);
    }

    /** Whether an event of so many bytes fits into a file of its own. */
    boolean canHold(int length) {
        return Segment.FIRST_RECORD + Segment.recordBytes(length) <= segmentBytes();
    }

    long patienceNanos() {
        return preparingSince + PATIENCE_NANOS - System.nanoTime();
    }

    boolean isBroken() {
        return broken;
    }

    /** Sees to it that there is a spare segment; false if {@code spoolSize} does not allow for it. */
    boolean prepare() {
        if (preparing) {
            return true;
        }
        if (closed || live.hasSpare() || used + segmentBytes() > size) {
            return false;
        }
        preparing = true;
        preparingSince = System.nanoTime();
        execute(maker, this::make);
        return true;
    }

    /** The patience is over. */
    void slow() {
        if (!broken) {
            broken("a file could not be made within " + TimeUnit.NANOSECONDS.toSeconds(PATIENCE_NANOS) + " s");
        }
    }

    private void broken(String why) {
        broken = true;
        buffer.stateChanged();
        report("spool", "cannot be used, so events wait in memory and would not survive a crash: " + why);
    }

    void unreadable(int events) {
        buffer.unreadable(events);
        reportDamage(events);
    }

    private void reportDamage(int events) {
        report("damage", "is damaged: " + events + " events in it cannot be read");
    }

    /** A segment that nobody needs any more. */
    void remove(SpooledSegment segment, SpoolStore store) {
        leaving++;
        if (!preparing) {
            preparingSince = System.nanoTime();
        }
        execute(keeper, () -> delete(segment, store));
    }

    private static void execute(Executor thread, Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException closed) {
            // the next process sees to what is left
        }
    }

    void report(String kind, String what) {
        listener.trouble(kind, "spoolDirectory " + directory + " " + what);
    }

    // What follows is the keeper's, but for what is the maker's.

    private void look() {
        try {
            undeleted.removeIf(Segment::remove);
            lock.lock();
            try {
                if (broken) {
                    prepare();
                }
            } finally {
                lock.unlock();
            }
            if (Files.isDirectory(directory)) {
                adopt();
            }
        } catch (Throwable failed) { // whatever it is, the next look may go better
            report("look", "cannot be searched for what other processes left: " + failed);
        } finally {
            lock.lock();
            looked = true;
            buffer.stateChanged();
            lock.unlock();
        }
    }

    private void make() {
        SpooledSegment made = null;
        String trouble = null;
        boolean usedAgain = false;
        try {
            int bytes = segmentBytes();
            made = new SpooledSegment(Segment.create(owner().nextSegment(), bytes), bytes);
        } catch (Throwable failed) { // whatever it is, log calls wait for what becomes of it
            trouble = failed.toString();
        }
        lock.lock();
        try {
            preparing = false;
            if (made != null) {
                used += made.bytes;
                live.provide(made);
                usedAgain = broken;
                broken = false;
                buffer.stateChanged();
            } else {
                broken(trouble);
            }
        } finally {
            lock.unlock();
        }
        if (usedAgain) {
            listener.recovered("spool", "spoolDirectory " + directory + " is used again");
        }
    }

    /** Ours, or another one if somebody has removed its directory. */
    private Owner owner() throws IOException {
        if (ours.isEmpty() || !Files.isDirectory(ours.get(ours.size() - 1).directory())) {
            ours.add(Owner.create(directory, appender));
        }
        return ours.get(ours.size() - 1);
    }

    private void adopt() throws IOException {
        for (Path other : Owner.others(directory, appender)) {
            if (closed) {
                return;
            }
            try {
                Owner owner = refused.contains(other) ? null : Owner.take(other);
                if (owner != null) {
                    recover(owner);
                }
            } catch (NoSuchFileException gone) {
                // another process was faster
            } catch (IOException | RuntimeException failed) {
                report("look", "holds " + other.getFileName() + ", which cannot be taken over: " + failed);
            }
        }
    }

    private void recover(Owner owner) throws IOException {
        List<Path> segments;
        try {
            segments = owner.segments();
        } catch (IOException | RuntimeException failed) {
            owner.close();
            throw failed;
        }
        SpoolStore store = new SpoolStore(lock, this);
        adopted.put(store, owner);
        buffer.addStore(store);
        int events = 0;
        for (Path path : segments) {
            if (closed) {
                return;
            }
            try {
                Segment file = Segment.open(path);
                try {
                    events += recover(file, store);
                } catch (IOException unreadable) {
                    file.close();
                    throw unreadable;
                }
            } catch (IOException unusable) {
                refused.add(owner.directory());
                report("refused", "holds what cannot be taken over: " + unusable.getMessage());
            }
        }
        if (events > 0) {
            report("recovered", "held " + events + " events of another process that has ended: they are delivered now");
        }
        finishIfEmpty(store);
    }

    /** @return how many events wait in it */
    private int recover(Segment file, SpoolStore store) throws IOException {
        SegmentReader reader = file.reader();
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
            if (buffer.isClosed()) {
                file.close();
                return 0;
            }
            if (events > 0) {
                store.recovered(segment);
                used += segment.bytes;
            }
            buffer.recovered(events + damages);
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

    private void delete(SpooledSegment segment, SpoolStore store) {
        if (segment.isEvicted) {
            tellEvicted(segment);
        }
        delete(segment.file);
        lock.lock();
        try {
            leaving--;
            used -= segment.bytes;
            store.left();
            prepare();
            buffer.stateChanged();
        } finally {
            lock.unlock();
        }
        finishIfEmpty(store);
    }

    private void delete(Segment file) {
        if (!file.remove()) {
            undeleted.add(file);
        }
    }

    private void tellEvicted(SpooledSegment segment) {
        try {
            SegmentReader reader = segment.file.reader();
            reader.goTo(segment.cursor);
            while (reader.advance(segment.file.end())) {
                if (!reader.isSettled()) {
                    listener.lost(Loss.BUFFER_FULL, reader.event());
                }
            }
        } catch (IOException unreadable) {
            report("unreadable", "cannot be read: " + unreadable.getMessage());
        }
    }

    /** Lets go of a dead process's directory once it holds nothing any more. */
    private void finishIfEmpty(SpoolStore store) {
        boolean empty;
        lock.lock();
        try {
            empty = store.isEmpty();
        } finally {
            lock.unlock();
        }
        Owner owner = empty ? adopted.remove(store) : null;
        if (owner != null) {
            buffer.removeStore(store);
            close(owner);
        }
    }

    private void close(Owner owner) {
        try {
            owner.close();
        } catch (IOException failed) {
            report("look", "could not be given back: " + failed.getMessage());
        }
    }

    /** After the buffer: leaves what is undelivered to the next process. Waits for the disk, but not for ever. */
    void close() {
        lock.lock();
        closed = true;
        lock.unlock();
        long deadline = System.nanoTime() + LONGEST_END_NANOS;
        maker.shutdown();
        boolean interrupted = awaitEnd(maker, deadline);
        execute(keeper, this::leave);
        keeper.shutdown();
        if (awaitEnd(keeper, deadline) || interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean awaitEnd(ExecutorService thread, long deadline) {
        boolean interrupted = Thread.interrupted();
        try {
            thread.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        return interrupted;
    }

    private void leave() {
        leave(live);
        new ArrayList<>(adopted.keySet()).forEach(this::leave);
        undeleted.forEach(Segment::remove);
        ours.forEach(this::close);
        adopted.values().forEach(this::close);
    }

    private void leave(SpoolStore store) {
        List<SpooledSegment> segments;
        lock.lock();
        try {
            segments = new ArrayList<>(store.handOver());
        } finally {
            lock.unlock();
        }
        for (SpooledSegment segment : segments) {
            if (segment.isDone()) {
                segment.file.remove();
                continue;
            }
            segment.file.shrink(segment.file.end());
            try {
                segment.file.close();
            } catch (IOException failed) {
                report("look", "could not be given back: " + failed.getMessage());
            }
        }
    }
}
