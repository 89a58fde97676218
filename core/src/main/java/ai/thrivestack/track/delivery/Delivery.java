// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import ai.thrivestack.track.Loss;
import ai.thrivestack.track.TrackCounts;
import ai.thrivestack.track.TrackOptions;

/**
 * The way from an event's bytes to the API: the buffer, the worker that empties it, and the account. It outlives a
 * reload: whoever owns it may be succeeded by another with other options. Thread-safe.
 */
public final class Delivery implements Spool.Listener {
    /** A longer wait is no longer a number of nanoseconds that can be added to a time. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(365);
    /** An end without waiting for delivery takes milliseconds, and a second if an attempt cannot be aborted. */
    private static final int LONGEST_END_SECONDS = 5;

    private final String appender;
    private final DaemonThreads threads;
    private final ScheduledThreadPoolExecutor timer;
    private final Ledger ledger = new Ledger();
    private final Diagnostics diagnostics;
    private final Losses losses;
    private final EventBuffer buffer;
    private final DeliveryWorker worker;

    private final CountDownLatch ended = new CountDownLatch(1);

    // Below, under this object's lock.
    /** By directory. */
    private final Map<Path, Spool> spools = new LinkedHashMap<>();
    /** Who may end it; null once it has ended. */
    private Object owner;

    private volatile Runnable atEnd = () -> {};
    /** Set while the owner has let go. */
    private ScheduledFuture<?> end;

    public Delivery(String appender, TrackOptions options, Consumer<String> reports) {
        this.appender = appender;
        threads = new DaemonThreads("track-" + appender);
        timer = new ScheduledThreadPoolExecutor(1, threads.named("-timer"));
        timer.setRemoveOnCancelPolicy(true);
        diagnostics = new Diagnostics(reports);
        losses = new Losses(options, diagnostics, threads);
        buffer = new EventBuffer(options, ledger, this);
        worker = new DeliveryWorker(settings(options), buffer, losses, diagnostics, threads, threads.named("-send"));
        configureBuffer(options);
    }

    /** A directory that was left goes on being emptied. */
    private void configureBuffer(TrackOptions options) {
        Path directory = options.get(TrackOptions.SPOOL_DIRECTORY);
        Spool spool = directory == null ? null : spools.get(directory);
        if (spool != null) {
            spool.bound(options.get(TrackOptions.SPOOL_SIZE));
        } else if (directory != null) {
            spool = new Spool(appender, options, buffer, ledger.lock, this);
            spools.put(directory, spool);
            spool.start();
        }
        buffer.configure(options, spool);
    }

    private Settings settings(TrackOptions options) {
        return new Settings(options, new HttpTransport(options, new Credentials(options), threads));
    }

    /** @param atEnd is run once when delivery has ended */
    public synchronized void start(Object owner, Runnable atEnd) {
        this.owner = owner;
        this.atEnd = atEnd;
        worker.start();
    }

    /** @return false if it has ended already */
    public synchronized boolean adopt(Object successor, TrackOptions options, Consumer<String> reports) {
        if (owner == null) {
            return false;
        }
        owner = successor;
        cancelEnd();
        diagnostics.reportTo(reports);
        configureBuffer(options);
        losses.configure(options);
        worker.takeUp(settings(options));
        return true;
    }

    /** Lets go: unless somebody adopts it before, it ends when this time is over. */
    public synchronized void release(Object formerOwner, Duration timeout, Runnable then) {
        if (owner == formerOwner && end == null) {
            Runnable ending = () -> {
                if (end(formerOwner)) {
                    then.run();
                }
            };
            worker.beginWait();
            end = timer.schedule(ending, timeout.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void cancelEnd() {
        if (end != null) {
            end.cancel(false);
            end = null;
            worker.endWait();
        }
    }

    /** Leaves an event for delivery, or counts it as lost. */
    public void accept(byte[] event) {
        int waiting = buffer.offer(event);
        if (waiting > 0) {
            worker.offered(waiting);
        }
    }

    @Override
    public void wanted() {
        worker.wake();
    }

    @Override
    public void trouble(String kind, String sentence) {
        if (diagnostics.report(kind, sentence)) {
            worker.wake();
        }
    }

    @Override
    public void recovered(String kind, String sentence) {
        diagnostics.recovered(kind, sentence);
    }

    @Override
    public void lost(Loss loss, byte[] event) {
        tell(loss, event.length + " bytes", Collections.singletonList(event));
    }

    /** Counts a record that gives no event. @param event what there is of it, null if nothing */
    public void reject(Loss loss, String detail, byte[] event) {
        ledger.lostAtOnce(loss);
        tell(loss, detail, Collections.singletonList(event));
    }

    private void tell(Loss loss, String detail, List<byte[]> events) {
        try {
            if (losses.tell(loss, detail, events)) {
                worker.wake();
            }
        } catch (Throwable untold) { // such as an OutOfMemoryError: the loss is counted, and the log call goes on
        }
    }

    /** Passes on a sentence for developers, each at once and once. */
    public void hint(String sentence) {
        diagnostics.report(sentence, sentence);
        worker.wake();
    }

    public TrackCounts counts() {
        return ledger.counts(buffer);
    }

    /** See {@link ai.thrivestack.track.TrackPipeline#flush}. */
    public boolean flush(Duration timeout) {
        long deadline = deadline(timeout);
        worker.beginWait();
        try {
            return buffer.awaitSettled(buffer.offered(), deadline);
        } finally {
            worker.endWait();
        }
    }

    /** A flush without end: what is logged from now on does not wait for company. */
    public void flushAtExit(Duration timeout) {
        long deadline = deadline(timeout);
        worker.beginClosing(deadline);
        buffer.awaitEnd(deadline);
        losses.flush();
        TrackCounts counts = counts();
        if (counts.pending() > 0) {
            long spooled = buffer.spooled();
            diagnostics.say(counts.pending() + " events are undelivered as the JVM exits"
                    + (spooled > 0 ? ", " + spooled + " of them stay in the spool for the next start: " : ": ")
                    + counts);
        }
    }

    private static long deadline(Duration timeout) {
        return System.nanoTime() + (timeout.compareTo(LONGEST_WAIT) < 0 ? timeout : LONGEST_WAIT).toNanos();
    }

    /** Delivers what is there, for at most this time, and ends; nothing if somebody else owns it. */
    public void close(Object formerOwner, Duration timeout) {
        synchronized (this) {
            if (owner != null && owner != formerOwner) {
                return;
            }
            cancelEnd();
        }
        long deadline = deadline(timeout);
        worker.beginClosing(deadline);
        buffer.awaitEnd(deadline);
        if (!end(formerOwner)) {
            awaitEnd();
        }
    }

    /** Another thread is at it, and has not waited for anything any more. */
    private void awaitEnd() {
        boolean interrupted = Thread.interrupted();
        try {
            ended.await(LONGEST_END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean end(Object formerOwner) {
        synchronized (this) {
            if (owner == null || owner != formerOwner) {
                return false;
            }
            owner = null;
        }
        worker.stop();
        List<byte[]> left = buffer.close();
        spools.values().forEach(Spool::close);
        losses.bury(Loss.SHUTDOWN, "", left);
        losses.close();
        diagnostics.emitAll();
        if (!left.isEmpty()) {
            diagnostics.say(left.size() + " events are undelivered at shutdown: " + counts());
        }
        if (buffer.spooled() > 0) {
            diagnostics.say(buffer.spooled() + " events stay in the spool for the next start: " + counts());
        }
        atEnd.run();
        ended.countDown();
        timer.shutdownNow();
        return true;
    }
}
