// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import ai.thrivestack.track.Loss;
import ai.thrivestack.track.TrackOptions;

/**
 * The one thread that empties the buffer. It parks with a deadline, never longer than the flush interval while nothing
 * waits, so an event is never late although nobody woke the worker for it. A caller unparks it only when a batch is
 * full and it is parked, for a flush, or for a first report.
 *
 * <p>A batch is tried until it is settled; the state of its attempts lives and dies with it.
 */
final class DeliveryWorker implements Runnable {
    private static final long STOP_GRACE_MILLIS = 1_000;

    private final int batchSize;
    private final long flushIntervalNanos;
    private final EventBuffer buffer;
    private final Transport transport;
    private final Diagnostics diagnostics;
    private final Thread thread;

    private volatile boolean stopped;
    /** Parked, or about to be. */
    private volatile boolean idle;
    /** How many wait for the events that are there. */
    private final AtomicInteger waiters = new AtomicInteger();
    /** Somebody has begun to wait since the last attempt began. */
    private volatile boolean hurry;

    DeliveryWorker(
            TrackOptions options,
            EventBuffer buffer,
            Transport transport,
            Diagnostics diagnostics,
            ThreadFactory threads) {
        this.batchSize = options.get(TrackOptions.BATCH_SIZE);
        this.flushIntervalNanos = options.get(TrackOptions.FLUSH_INTERVAL).toNanos();
        this.buffer = buffer;
        this.transport = transport;
        this.diagnostics = diagnostics;
        this.thread = threads.newThread(this);
    }

    void start() {
        thread.start();
    }

    @Override
    public void run() {
        while (!stopped) {
            awaitWork();
            diagnostics.emit(System.nanoTime());
            if (isDue(System.nanoTime())) {
                deliver(buffer.take());
            }
        }
    }

    private void awaitWork() {
        while (!stopped && !isDue(System.nanoTime()) && !diagnostics.isDue(System.nanoTime())) {
            idle = true;
            if (!isDue(System.nanoTime())) { // a batch that filled before idle was set woke nobody
                park(flushIntervalNanos - (buffer.waiting() == 0 ? 0 : System.nanoTime() - buffer.oldestNanos()));
            }
            idle = false;
        }
    }

    private boolean isDue(long now) {
        int waiting = buffer.waiting();
        return waiting >= batchSize || waiting > 0 && (now - buffer.oldestNanos() >= flushIntervalNanos || isHurried());
    }

    private boolean isHurried() {
        return waiters.get() > 0;
    }

    private void deliver(Batch batch) {
        Backoff backoff = new Backoff(() -> ThreadLocalRandom.current().nextDouble());
        while (!stopped) {
            hurry = false;
            Answer answer = attempt(batch);
            Verdict verdict = Verdict.of(answer);
            if (verdict == Verdict.DELIVERED) {
                buffer.delivered(batch);
                diagnostics.recovered("delivery", "delivery works again");
                if (!answer.warnings.isEmpty()) {
                    diagnostics.report("warnings", "the API warns: " + String.join("; ", answer.warnings));
                }
                return;
            }
            if (verdict == Verdict.REFUSED) {
                buffer.lost(batch, Loss.REFUSED);
                diagnostics.report(
                        Loss.REFUSED.name(),
                        "rejected " + batch.events.size() + " events, " + Loss.REFUSED + ": " + answer);
                return;
            }
            diagnostics.report("delivery", "cannot deliver, " + buffer.pending() + " events wait: " + answer);
            if (verdict == Verdict.PAUSE) {
                buffer.giveUp();
            }
            pause(backoff.next(verdict, answer.retryAfterNanos));
        }
    }

    /** What is thrown here would end delivery for good; so even an error of the JVM is a failed attempt. */
    private Answer attempt(Batch batch) {
        try {
            return transport.send(batch);
        } catch (Throwable unexpected) {
            return Answer.none(unexpected.toString());
        }
    }

    /** Ends early when somebody begins to wait, and is short while somebody does. */
    private void pause(long nanos) {
        long start = System.nanoTime();
        while (!stopped && !hurry) {
            diagnostics.emit(System.nanoTime());
            long whole = isHurried() ? Math.min(nanos, Backoff.FIRST_NANOS) : nanos;
            long left = whole - (System.nanoTime() - start);
            if (left <= 0) {
                return;
            }
            park(left);
        }
    }

    private void park(long nanos) {
        LockSupport.parkNanos(this, nanos);
        Thread.interrupted(); // left set by whoever has reason to, it would turn waiting into spinning
    }

    /** An application thread has left an event, and so many wait now. */
    void offered(int waiting) {
        if (idle && (waiting >= batchSize || waiters.get() > 0)) {
            wake();
        }
    }

    /** Somebody begins to wait for what is there: nothing waits for company, and pauses are short, until he leaves. */
    void beginWait() {
        waiters.incrementAndGet();
        hurry = true;
        wake();
    }

    void endWait() {
        waiters.decrementAndGet();
    }

    void wake() {
        idle = false;
        LockSupport.unpark(thread);
    }

    /** Ends the thread once the attempt under way is over; waits for that as long as an aborted attempt may take. */
    void stop() {
        stopped = true;
        wake();
        transport.close();
        boolean interrupted = Thread.interrupted();
        try {
            thread.join(STOP_GRACE_MILLIS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
