// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.spool;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import ai.thrivestack.track.TrackOptions;
import ai.thrivestack.track.Uninterruptibly;
import ai.thrivestack.track.buffer.Admission;
import ai.thrivestack.track.buffer.Batch;
import ai.thrivestack.track.buffer.EventBuffer;
import ai.thrivestack.track.buffer.Ledger;
import ai.thrivestack.track.buffer.Store;
import ai.thrivestack.track.report.Diagnostics;

/**
 * Keeps events in the files of a directory, and takes over the events that dead processes left there. A log call
 * appends to a mapped file under the ledger's lock. It waits for the disk, two seconds at most, only when events come
 * faster than the maker thread can make files. The keeper thread does all other work on files, except that the worker
 * reads events and writes settled marks. While the spool cannot be used, events wait in memory; the keeper tries again
 * every five seconds.
 */
public final class Spool implements Store {
    private static final long LONGEST_END_NANOS = TimeUnit.SECONDS.toNanos(2);
    /** Longer than any {@code flushInterval}. */
    private static final long LONG_AGO_NANOS = TimeUnit.DAYS.toNanos(2);

    private final Ledger ledger;
    private final SpoolReports reports;
    private final ScheduledExecutorService makerThread;
    private final ScheduledExecutorService keeperThread;
    private final SegmentAllocator allocator;
    private final SpoolKeeper keeper;

    // Below: used under the ledger's lock.
    private final SegmentQueue live;
    /** The segment that log calls append to, the last one of the live queue; null before the first event. */
    private SpooledSegment current;

    /** When an event was last added to the empty live queue. */
    private volatile long liveNanos;

    // Used by the worker only.
    private int turn;

    /**
     * @param maker has one thread, which only makes segments, so that no other work delays that
     * @param keeper has one thread, for all other work
     */
    public Spool(
            String appender,
            TrackOptions options,
            Ledger ledger,
            EventBuffer.Listener listener,
            Diagnostics diagnostics,
            ScheduledExecutorService maker,
            ScheduledExecutorService keeper) {
        Path directory = options.get(TrackOptions.SPOOL_DIRECTORY);
        this.ledger = ledger;
        this.makerThread = maker;
        this.keeperThread = keeper;
        this.reports = new SpoolReports(directory, diagnostics);
        this.allocator =
                new SegmentAllocator(appender, directory, options.get(TrackOptions.SPOOL_SIZE), ledger, reports, maker);
        this.keeper = new SpoolKeeper(appender, directory, ledger, listener, reports, allocator, keeper);
        this.live = new SegmentQueue(ledger, this.keeper, reports);
    }

    public void start(long size) {
        bound(size);
        keeper.start();
    }

    public void bound(long size) {
        ledger.lock.lock();
        try {
            allocator.bound(size);
        } finally {
            ledger.lock.unlock();
        }
    }

    @Override
    public int checksum(byte[] event, int length) {
        return Segment.checksum(event, 0, length);
    }

    @Override
    public Admission admit(int length) {
        if (allocator.hasSpareFor(length) || current != null && current.file.fits(length)) {
            return Admission.YES;
        }
        if (allocator.isBroken()) {
            return Admission.UNUSABLE;
        }
        return allocator.isPreparing() ? Admission.SOON : Admission.FULL;
    }

    @Override
    public long patienceNanos() {
        return allocator.patienceNanos();
    }

    @Override
    public void lostPatience() {
        allocator.lostPatience();
    }

    @Override
    public boolean add(byte[] event, int length, int checksum, long position) {
        if (current == null || !current.file.fits(length)) {
            startNextSegment();
        }
        try {
            current.file.append(event, length, checksum);
        } catch (InternalError fault) { // the JVM throws it if the mapped file has lost its bytes
            current.file.seal();
            reports.report("fault", "could not be written to: " + fault.getMessage());
            return false;
        }
        if (live.waiting() == 0) {
            liveNanos = System.nanoTime();
        }
        live.added(current, position);
        return true;
    }

    private void startNextSegment() {
        SpooledSegment full = current;
        current = allocator.takeSpare();
        current.isOpen = true;
        live.append(current);
        if (full != null) {
            live.close(full);
        }
    }

    @Override
    public int evict(int length) {
        if (!allocator.canHold(length)) {
            return 0; // would not fit even if no event waited
        }
        for (SegmentQueue queue : keeper.queues()) {
            int events = queue.evict();
            if (events > 0) {
                return events;
            }
        }
        return live.evict();
    }

    @Override
    public int waiting() {
        return live.waiting() + recovered();
    }

    private int recovered() {
        int sum = 0;
        for (SegmentQueue queue : keeper.queues()) {
            sum += queue.waiting();
        }
        return sum;
    }

    @Override
    public long oldestNanos() {
        return recovered() > 0 ? System.nanoTime() - LONG_AGO_NANOS : liveNanos;
    }

    @Override
    public long oldest() {
        return live.oldest();
    }

    @Override
    public boolean isRecovering() {
        return !keeper.hasLooked() || recovered() > 0;
    }

    @Override
    public Batch take(int mostBytes, Consumer<Batch> taken) {
        List<SegmentQueue> queues = new ArrayList<>(keeper.queues());
        queues.add(live);
        for (int i = 0; i < queues.size(); i++) {
            SegmentQueue queue = queues.get(Math.floorMod(turn++, queues.size()));
            if (queue.waiting() > 0) {
                return queue.take(mostBytes, taken);
            }
        }
        return null;
    }

    /**
     * Leaves undelivered events to the next process. Called after the buffer's close; waits two seconds for the disk at
     * most.
     */
    public void close() {
        keeper.close();
        ledger.lock.lock();
        try {
            allocator.close();
        } finally {
            ledger.lock.unlock();
        }
        long deadline = System.nanoTime() + LONGEST_END_NANOS;
        makerThread.shutdown();
        Uninterruptibly.await(deadline - System.nanoTime(), makerThread::awaitTermination);
        keeper.leave(handOver());
        keeperThread.shutdown();
        Uninterruptibly.await(deadline - System.nanoTime(), keeperThread::awaitTermination);
    }

    private List<SpooledSegment> handOver() {
        ledger.lock.lock();
        try {
            List<SpooledSegment> all = new ArrayList<>(live.handOver());
            SpooledSegment spare = allocator.takeSpare();
            if (spare != null) {
                all.add(spare);
            }
            current = null;
            return all;
        } finally {
            ledger.lock.unlock();
        }
    }
}
