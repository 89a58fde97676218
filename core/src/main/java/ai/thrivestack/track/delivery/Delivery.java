// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import ai.thrivestack.track.Loss;
import ai.thrivestack.track.Reports;
import ai.thrivestack.track.TrackCounts;
import ai.thrivestack.track.TrackOptions;

/**
 * The way from an event's bytes to the API: the buffer, the worker that empties it, and the account. It outlives a
 * reload: whoever owns it may be succeeded by another with other options. Thread-safe.
 *
 * <p>It ends once, and says then what is undelivered: when its owner stops it and everything is delivered, when the time
 * is over that it has in the background, or at the JVM's exit. At an exit a hook of its own waits for what is there, and
 * leaves the intake open. What another hook logs after that waits in its log call until it is delivered, since the JVM
 * may halt when the call returns.
 */
public final class Delivery implements Spool.Listener {
    /** A longer wait is no longer a number of nanoseconds that can be added to a time. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(365);
    /** An end without waiting for delivery takes milliseconds, and a second if an attempt cannot be aborted. */
    private static final int LONGEST_END_SECONDS = 5;
    /** Longer than a framework takes for a reload. */
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final String appender;
    private final DaemonThreads threads;
    private final Ledger ledger = new Ledger();
    private final Diagnostics diagnostics;
    private final Losses losses;
    private final EventBuffer buffer;
    private final DeliveryWorker worker;

    private final Thread exitHook;
    private final CountDownLatch ended = new CountDownLatch(1);

    private volatile Duration shutdownTimeout;
    /** The exit hook may end at any moment: only a log call that has not returned keeps the JVM from halting. */
    private volatile boolean isLastCall;

    private final ExitWait exitWait = new ExitWait();

    // Below, under this object's lock.
    /** By directory. */
    private final Map<Path, Spool> spools = new LinkedHashMap<>();
    /** Who may end it; null once it has ended. Read without the lock, too. */
    private volatile Object owner;

    private volatile Runnable atEnd = () -> {};
    /** The owner has let go. */
    private boolean isLeft;

    public Delivery(String appender, TrackOptions options, Reports reports) {
        this(appender, options, reports, line -> print(line, System.err)); // whatever that is by then
    }

    /** @param lastResort takes what no log can take any more */
    Delivery(String appender, TrackOptions options, Reports reports, Consumer<String> lastResort) {
        this.appender = appender;
        threads = new DaemonThreads("track-" + appender);
        diagnostics = new Diagnostics(appender, reports, lastResort);
        losses = new Losses(options, diagnostics, threads);
        buffer = new EventBuffer(options, ledger, this);
        worker = new DeliveryWorker(settings(options), buffer, losses, diagnostics, threads, threads.named("-send"));
        configureBuffer(options);
        shutdownTimeout = options.get(TrackOptions.SHUTDOWN_TIMEOUT);
        // Neither framework calls an appender when the JVM ends unless it is told to.
        exitHook = ExitHooks.thread("track-" + appender + "-exit", this::flushAtExit);
    }

    static void print(String line, PrintStream stream) {
        stream.println(line);
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
        isLastCall = !ExitHooks.add(exitHook);
    }

    /** @return false if it has ended already */
    public synchronized boolean adopt(Object successor, TrackOptions options, Reports reports) {
        if (owner == null) {
            return false;
        }
        owner = successor;
        if (isLeft) {
            isLeft = false;
            worker.endWait();
            buffer.wakeWaiters();
        }
        diagnostics.reportTo(reports);
        configureBuffer(options);
        shutdownTimeout = options.get(TrackOptions.SHUTDOWN_TIMEOUT);
        losses.configure(options);
        worker.takeUp(settings(options));
        return true;
    }

    /** Leaves an event for delivery, or counts it as lost. */
    public void accept(byte[] event) {
        int waiting = buffer.offer(event);
        if (waiting > 0) {
            worker.offered(waiting);
        }
        if (isLastCall) {
            try {
                deliverBeforeExit();
            } catch (Throwable unexpected) { // such as an OutOfMemoryError: the event is counted already
            }
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
            if (isLastCall) {
                losses.flush();
            }
        } catch (Throwable untold) { // such as an OutOfMemoryError: the loss is counted, and the log call goes on
        }
    }

    /** Mistakes in a configuration, a sentence each. */
    public void tellMistakes(List<String> sentences) {
        if (diagnostics.reportMistakes(sentences)) {
            worker.wake();
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

    private static long deadline(Duration timeout) {
        return System.nanoTime() + (timeout.compareTo(LONGEST_WAIT) < 0 ? timeout : LONGEST_WAIT).toNanos();
    }

    /**
     * Lets go: unless another owner adopts it before, it ends as soon as nothing is pending, or when {@code
     * shutdownTimeout} is over.
     *
     * @param lingers not before a reload has had the time to bring another owner, so that the account goes on
     */
    public void release(Object formerOwner, boolean lingers) {
        if (ExitHooks.isJvmExiting()) {
            stop(formerOwner, shutdownTimeout);
        } else {
            endLater(formerOwner, lingers);
        }
    }

    private synchronized void endLater(Object formerOwner, boolean lingers) {
        if (owner == formerOwner && !isLeft) {
            isLeft = true;
            worker.beginWait();
            long deadline = deadline(shutdownTimeout);
            try {
                threads.named("-end")
                        .newThread(() -> endInTime(formerOwner, deadline, lingers))
                        .start();
            } catch (Throwable noThread) { // such as an OutOfMemoryError: then it ends when the JVM exits
            }
        }
    }

    /** Does nothing once another owner has adopted it. */
    private void endInTime(Object formerOwner, long deadline, boolean lingers) {
        long earliest = System.nanoTime() + (lingers ? LINGER_NANOS : 0);
        LongSupplier left = () -> owner == formerOwner ? deadline - System.nanoTime() : 0;
        LongSupplier leftToLinger = () -> Math.min(left.getAsLong(), earliest - System.nanoTime());
        while (leftToLinger.getAsLong() > 0) { // a wait also ends when the API refuses us
            buffer.await(leftToLinger);
        }
        boolean hasEnded = false;
        while (!hasEnded && left.getAsLong() > 0) {
            hasEnded = buffer.awaitEnd(left) && end(formerOwner, true);
        }
        end(formerOwner, false);
    }

    /** Delivers what is there and ends, at the JVM's exit; else ends if events get through, and lets go if not. */
    public void stop(Object formerOwner, Duration atMost) {
        if (owner != null && owner != formerOwner) {
            return;
        }
        long began = System.nanoTime();
        long deadline = deadline(atMost.compareTo(shutdownTimeout) < 0 ? atMost : shutdownTimeout);
        if (ExitHooks.isJvmExiting()) {
            worker.beginClosing(deadline);
            buffer.awaitEnd(() -> deadline - System.nanoTime());
            end(formerOwner, false);
        } else {
            endLater(formerOwner, false);
            LongSupplier left = () ->
                    owner != formerOwner ? 0 : Math.min(deadline - System.nanoTime(), worker.patienceNanos(began));
            if (buffer.awaitEnd(left)) {
                end(formerOwner, true);
            }
        }
        if (owner == null) {
            awaitEnd();
        }
    }

    /** A delivery goes on after its application has stopped: see {@link Rehearsal}. */
    public static void prepareLaterEnds() {
        if (!ExitHooks.isJvmExiting()) {
            Rehearsal.run();
        }
    }

    private void flushAtExit() {
        worker.beginClosing(deadline(shutdownTimeout));
        try {
            ExitHooks.joinOthers();
        } finally {
            deliverBeforeExit();
        }
    }

    /**
     * Waits for what was logged before, and tells what must be told: the JVM may halt when this returns. Logged later, an
     * event is waited for in its log call. All together wait for {@code shutdownTimeout} at most.
     */
    private void deliverBeforeExit() {
        isLastCall = true;
        LongSupplier left = () -> shutdownTimeout.toNanos() - exitWait.nanos(System.nanoTime());
        exitWait.begin(System.nanoTime());
        try {
            worker.beginClosing(System.nanoTime() + left.getAsLong());
            if (buffer.awaitOffered(left)) {
                worker.awaitRound(left.getAsLong());
                losses.flush();
                diagnostics.tellAtExit();
            } else {
                end(owner, false);
                awaitEnd();
            }
        } finally {
            exitWait.end(System.nanoTime());
        }
    }

    /** Waits for another thread that is ending it, which takes milliseconds. */
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

    /**
     * @param ifSettled not if an event has come that is not delivered yet
     * @return false if it goes on, or has ended already
     */
    boolean end(Object formerOwner, boolean ifSettled) {
        synchronized (this) {
            if (owner == null || owner != formerOwner || ifSettled && !buffer.closeIfSettled()) {
                return false;
            }
            owner = null;
        }
        try {
            worker.stop();
            List<byte[]> left = buffer.close();
            spools.values().forEach(Spool::close);
            losses.bury(Loss.SHUTDOWN, worker.lastTrouble(), left);
            losses.close();
            diagnostics.end(ExitHooks.isJvmExiting(), undelivered(left.size()));
        } finally { // what keeps a web application must go, whatever happens
            atEnd.run();
            ExitHooks.remove(exitHook);
            ended.countDown();
        }
        return true;
    }

    /** Null if nothing is. */
    private String undelivered(int lost) {
        long spooled = buffer.spooled();
        if (lost + spooled == 0) {
            return null;
        }
        String trouble = worker.lastTrouble();
        return (lost > 0 ? lost + " events are lost, not delivered by the end" : "")
                + (lost > 0 && spooled > 0 ? ", and " : "")
                + (spooled > 0 ? spooled + " events stay in the spool for the next start" : "")
                + ": " + (trouble.isEmpty() ? "no answer in time" : trouble) + ". Totals: " + counts();
    }
}
