// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import ai.thrivestack.track.DeliveryState;
import ai.thrivestack.track.Loss;
import ai.thrivestack.track.Reports;
import ai.thrivestack.track.TrackCounts;
import ai.thrivestack.track.TrackOptions;
import ai.thrivestack.track.Uninterruptibly;
import ai.thrivestack.track.buffer.Batch;
import ai.thrivestack.track.buffer.EventBuffer;
import ai.thrivestack.track.buffer.Ledger;
import ai.thrivestack.track.report.Diagnostics;
import ai.thrivestack.track.report.LossReporter;
import com.google.errorprone.annotations.concurrent.GuardedBy;

/**
 * Brings an event's bytes to the API: the buffer, the worker that empties it, and the ledger. It survives a reload: a
 * successor with other options may adopt it. Thread-safe.
 *
 * <p>It ends once, and then reports what is undelivered: when its pipeline has stopped and everything is delivered, when
 * its time in the background is over, or when the JVM exits, see {@link ExitDelivery}.
 */
public final class Delivery implements EventBuffer.Listener {
    /** A longer wait could overflow when it is added to a time in nanoseconds. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(365);
    /** An end that does not wait for delivery takes milliseconds, or a second if an attempt cannot be aborted. */
    private static final long LONGEST_END_NANOS = TimeUnit.SECONDS.toNanos(5);
    /** Longer than a framework takes for a reload. */
    private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final String appender;
    private final DaemonThreads threads;
    private final Ledger ledger = new Ledger();
    private final Diagnostics diagnostics;
    private final LossReporter losses;
    private final EventBuffer buffer;
    private final DeliveryWorker worker;

    private final ExitDelivery exit;
    private final CountDownLatch ended = new CountDownLatch(1);

    private volatile Duration shutdownTimeout;
    /** Used under this object's lock, and by the thread that ends it. */
    private final Spools spools;
    /** The pipeline that may end it; null once it has ended. Set under this object's lock. */
    private volatile Object pipeline;

    private volatile Runnable atEnd = () -> {};
    /** The pipeline has released it, and no successor has adopted it. */
    @GuardedBy("this")
    private boolean isReleased;

    public Delivery(String appender, TrackOptions options, Reports reports) {
        this(appender, options, reports, line -> print(line, System.err)); // the stream that System.err is at that time
    }

    /** @param lastResort prints what no log can show any more */
    Delivery(String appender, TrackOptions options, Reports reports, Consumer<String> lastResort) {
        this.appender = appender;
        threads = new DaemonThreads("track-" + appender);
        diagnostics = new Diagnostics(appender, reports, lastResort, this::wanted);
        losses = new LossReporter(options, diagnostics, () -> threads.timer("-dead-letters"));
        buffer = new EventBuffer(options, ledger, this);
        worker = new DeliveryWorker(settings(options), buffer, losses, diagnostics, threads, threads.named("-send"));
        spools = new Spools(appender, ledger, this, diagnostics, threads);
        buffer.configure(options, spools.configure(options));
        shutdownTimeout = options.get(TrackOptions.SHUTDOWN_TIMEOUT);
        exit = new ExitDelivery(
                appender, buffer, worker, losses, diagnostics, () -> shutdownTimeout.toNanos(), this::endAtExit);
    }

    static void print(String line, PrintStream stream) {
        stream.println(line);
    }

    private Settings settings(TrackOptions options) {
        return new Settings(options, Transports.of(options, appender, threads));
    }

    /** @param atEnd runs once, when delivery has ended */
    public synchronized void start(Object pipeline, Runnable atEnd) {
        this.pipeline = pipeline;
        this.atEnd = atEnd;
        worker.start();
        exit.start();
    }

    /** @return false if it has ended already */
    public synchronized boolean adopt(Object successor, TrackOptions options, Reports reports) {
        if (pipeline == null) {
            return false;
        }
        pipeline = successor;
        if (isReleased) {
            isReleased = false;
            worker.endWait();
            buffer.wakeWaiters();
        }
        diagnostics.reportTo(reports);
        buffer.configure(options, spools.configure(options));
        shutdownTimeout = options.get(TrackOptions.SHUTDOWN_TIMEOUT);
        losses.configure(options);
        worker.takeUp(settings(options));
        return true;
    }

    /** On the thread that logs. Puts a copy of the first {@code length} bytes into the buffer, or counts the event as lost. */
    public void accept(byte[] event, int length) {
        int waiting = buffer.offer(event, length);
        if (waiting > 0) {
            worker.offered(waiting);
        }
        exit.accepted();
    }

    @Override
    public void wanted() {
        worker.wake();
    }

    @Override
    public void lost(Loss loss, byte[] event) {
        tell(loss, event.length + " bytes", Collections.singletonList(event));
    }

    /** Counts a record that gives no event. @param event its bytes as far as they exist, null if there are none */
    public void reject(Loss loss, String detail, byte[] event) {
        ledger.reject(loss);
        tell(loss, detail, Collections.singletonList(event));
    }

    private void tell(Loss loss, String detail, List<byte[]> events) {
        try {
            losses.tell(loss, detail, events);
            exit.told();
        } catch (Throwable untold) { // such as an OutOfMemoryError: the loss is counted, and the log call goes on
        }
    }

    /** Reports mistakes in a configuration, a sentence each. */
    public void tellMistakes(List<String> sentences) {
        diagnostics.reportMistakes(sentences);
    }

    /** Reports a sentence for developers; a new sentence at once. */
    public void hint(String sentence) {
        diagnostics.report(sentence, sentence);
    }

    public TrackCounts counts() {
        return buffer.counts();
    }

    public DeliveryState state() {
        return worker.state();
    }

    /** See {@link ai.thrivestack.track.pipeline.TrackPipeline#flush}. */
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
     * Returns at once, unless the JVM exits. Unless a successor adopts it first, it ends in the background, when nothing
     * is pending or after {@code shutdownTimeout}.
     *
     * @param lingers if it waits a second for a successor, so that a reload continues the counts
     */
    public void release(Object former, boolean lingers) {
        if (ExitHooks.isJvmExiting()) {
            stop(former, shutdownTimeout);
        } else {
            endLater(former, lingers);
        }
    }

    private synchronized void endLater(Object former, boolean lingers) {
        if (pipeline == former && !isReleased) {
            isReleased = true;
            worker.beginWait();
            long deadline = deadline(shutdownTimeout);
            try {
                threads.named("-end")
                        .newThread(() -> endInTime(former, deadline, lingers))
                        .start();
            } catch (Throwable noThread) { // such as an OutOfMemoryError: then it ends when the JVM exits
            }
        }
    }

    /** On its own thread. Does nothing more once a successor has adopted it. */
    private void endInTime(Object former, long deadline, boolean lingers) {
        long earliest = System.nanoTime() + (lingers ? LINGER_NANOS : 0);
        LongSupplier left = () -> pipeline == former ? deadline - System.nanoTime() : 0;
        LongSupplier leftToLinger = () -> Math.min(left.getAsLong(), earliest - System.nanoTime());
        while (leftToLinger.getAsLong() > 0) { // a wait also ends when every request is refused
            buffer.await(leftToLinger);
        }
        boolean hasEnded = false;
        while (!hasEnded && left.getAsLong() > 0) {
            hasEnded = buffer.awaitEnd(left) && end(former, true);
        }
        end(former, false);
    }

    /**
     * Waits for delivery, for {@code atMost} and {@code shutdownTimeout} at most. While the JVM exits it then ends; else it
     * ends if everything is settled, and goes on in the background if not.
     */
    public void stop(Object former, Duration atMost) {
        if (pipeline != null && pipeline != former) {
            return;
        }
        long began = System.nanoTime();
        long deadline = deadline(atMost.compareTo(shutdownTimeout) < 0 ? atMost : shutdownTimeout);
        if (ExitHooks.isJvmExiting()) {
            worker.beginClosing(deadline);
            buffer.awaitEnd(() -> deadline - System.nanoTime());
            end(former, false);
        } else {
            endLater(former, false);
            LongSupplier left =
                    () -> pipeline != former ? 0 : Math.min(deadline - System.nanoTime(), worker.patienceNanos(began));
            if (buffer.awaitEnd(left)) {
                end(former, true);
            }
        }
        if (pipeline == null) {
            awaitEnd();
        }
    }

    private void endAtExit() {
        end(pipeline, false);
        awaitEnd();
    }

    /** Waits until the thread that ends it has done so, which takes milliseconds. */
    private void awaitEnd() {
        Uninterruptibly.await(LONGEST_END_NANOS, ended::await);
    }

    /**
     * @param ifSettled if it ends only when no event is pending
     * @return false if it goes on, or had ended before
     */
    boolean end(Object former, boolean ifSettled) {
        synchronized (this) {
            if (pipeline == null || pipeline != former || ifSettled && !buffer.closeIfSettled()) {
                return false;
            }
            pipeline = null;
        }
        try {
            worker.stop();
            List<Batch> left = buffer.close();
            spools.close();
            left.forEach(batch -> losses.bury(Loss.SHUTDOWN, worker.lastFailure(), batch.copies()));
            losses.close();
            diagnostics.end(
                    ExitHooks.isJvmExiting(),
                    undelivered(left.stream().mapToInt(Batch::events).sum()));
        } finally { // also after an error: this releases the web application
            atEnd.run();
            exit.remove();
            ended.countDown();
        }
        return true;
    }

    /** The closing sentence, null if nothing is undelivered. */
    private String undelivered(int lost) {
        long spooled = buffer.pendingInSpool();
        if (lost + spooled == 0) {
            return null;
        }
        String failure = worker.lastFailure();
        return (lost > 0 ? lost + " events are lost, not delivered by the end" : "")
                + (lost > 0 && spooled > 0 ? ", and " : "")
                + (spooled > 0 ? spooled + " events stay in the spool for the next start" : "")
                + ": " + (failure.isEmpty() ? "no answer in time" : failure) + ". Totals: " + counts();
    }
}
