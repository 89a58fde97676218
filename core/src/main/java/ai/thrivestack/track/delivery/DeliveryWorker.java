// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The one thread that empties the buffer. It parks with a deadline, never longer than the flush interval while nothing
 * waits, so an event is never late although nobody woke the worker for it. A caller unparks it only when a batch is
 * full and it is parked, for a flush, for a full buffer, or for a first report.
 *
 * <p>What is sent and what an answer means is the {@link Schedule}'s; this is its thread, and its clock.
 */
final class DeliveryWorker implements Runnable {
    private static final long STOP_GRACE_MILLIS = 1_000;
    /** A file tells nobody that it has changed; while its token is refused it is looked at so often. */
    private static final long TOKEN_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** After what must not happen. */
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** No wait is longer, so that what is to be said once a minute is. */
    private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final EventBuffer buffer;
    private final Diagnostics diagnostics;
    private final Gate gate = new Gate(new Backoff());
    private final Schedule schedule;
    private final Thread thread;

    /** The worker takes up {@link #newest} between two attempts. */
    private volatile Settings settings;

    private volatile Settings newest;
    private volatile boolean stopped;
    /** Parked, or about to be, until there is a batch. */
    private volatile boolean idle;
    /** How many wait for the events that are there. */
    private final AtomicInteger waiters = new AtomicInteger();
    /** Somebody has begun to wait since the last attempt began. */
    private volatile boolean hurry;

    private volatile boolean closing;
    private volatile long closingNanos;
    /** The token, or the endpoint, was refused so often in a row. */
    private int pauses;

    DeliveryWorker(
            Settings settings, EventBuffer buffer, Losses losses, Diagnostics diagnostics, ThreadFactory threads) {
        this.settings = settings;
        this.newest = settings;
        this.buffer = buffer;
        this.diagnostics = diagnostics;
        this.schedule = new Schedule(buffer, gate, losses);
        this.thread = threads.newThread(this);
    }

    void start() {
        thread.start();
    }

    @Override
    public void run() {
        while (!stopped) {
            try {
                round();
            } catch (Throwable unexpected) { // whatever it is, memory that ran out too, what waits is worth another try
                LockSupport.parkNanos(this, RETRY_NANOS);
                diagnostics.report("worker", "delivery was interrupted, and goes on: " + unexpected);
            }
        }
    }

    private void round() {
        takeUpSettings();
        diagnostics.emit(System.nanoTime());
        Piece piece = next(System.nanoTime());
        if (piece != null) {
            settle(piece, attempt(piece.batch));
        }
    }

    private void takeUpSettings() {
        if (settings != newest) {
            settings.transport.close();
            settings = newest;
            pauses = 0;
            gate.open();
            schedule.hurry();
        }
    }

    /** What to send now; null after a wait. */
    private Piece next(long now) {
        if (hurry) {
            hurry = false;
            gate.cutBackoff();
            schedule.hurry();
        }
        long closed = gate.closedNanos(now, isHurried(), closing ? closingNanos - now : Long.MAX_VALUE);
        if (closed > 0 && pauses > 0 && settings.transport.hasNewToken()) {
            gate.open();
            closed = 0;
        }
        Piece piece = closed > 0 ? null : schedule.next(now, isDue(now));
        if (piece == null && !diagnostics.isDue(now)) {
            await(closed > 0 ? closedWait(closed) : openWait(now));
        }
        return piece;
    }

    private long closedWait(long closed) {
        return pauses > 0 ? Math.min(closed, TOKEN_NANOS) : closed;
    }

    private long openWait(long now) {
        long age = buffer.waiting() == 0 || !buffer.isTakeable() ? 0 : now - buffer.oldestNanos();
        return Math.min(settings.flushIntervalNanos - age, schedule.asideNanos(now));
    }

    private void await(long nanos) {
        boolean open = gate.closedNanos(System.nanoTime(), isHurried(), Long.MAX_VALUE) <= 0 && buffer.isTakeable();
        idle = open; // while nothing can be sent no log call should pay for waking us
        // a batch that filled, a wait that began, before idle was set woke nobody
        if (!stopped && !hurry && settings == newest && !(open && isDue(System.nanoTime()))) {
            LockSupport.parkNanos(this, Math.min(nanos, LONGEST_WAIT_NANOS));
            Thread.interrupted(); // left set by whoever has reason to, it would turn waiting into spinning
        }
        idle = false;
    }

    private boolean isDue(long now) {
        int waiting = buffer.waiting();
        return waiting >= settings.batchSize
                || waiting > 0
                        && (now - buffer.oldestNanos() >= settings.flushIntervalNanos
                                || isHurried()
                                || buffer.isFull());
    }

    private boolean isHurried() {
        return waiters.get() > 0;
    }

    /** What is thrown here would end delivery for good; so even an error of the JVM is a failed attempt. */
    private Answer attempt(Batch batch) {
        try {
            return settings.transport.send(batch);
        } catch (Throwable unexpected) {
            return Answer.none(unexpected.toString());
        }
    }

    private void settle(Piece piece, Answer answer) {
        long now = System.nanoTime();
        Verdict verdict = Verdict.of(answer);
        int pausesBefore = pauses;
        pauses = verdict == Verdict.PAUSE ? pauses + 1 : 0;
        switch (verdict) {
            case DELIVERED:
                schedule.delivered(piece);
                diagnostics.recovered("delivery", "delivery works again");
                if (!answer.warnings.isEmpty()) {
                    diagnostics.report("warnings", "the API warns: " + String.join("; ", answer.warnings));
                }
                break;
            case REFUSED:
                schedule.refused(piece, answer);
                break;
            case PAUSE:
                // a token that has run out may have been renewed; it is read again for every attempt
                boolean atOnce = pausesBefore == 0 && (answer.status == 401 || answer.status == 403);
                schedule.paused(piece, now, atOnce, answer);
                if (!atOnce) {
                    reportTrouble(answer);
                    buffer.giveUp();
                }
                break;
            default:
                schedule.failed(piece, now, answer);
                reportTrouble(answer);
        }
    }

    private void reportTrouble(Answer answer) {
        if (!stopped) { // an attempt that was aborted is no news
            diagnostics.report("delivery", "cannot deliver, " + buffer.pending() + " events wait: " + answer);
        }
    }

    /** An application thread has left an event, and so many wait now. */
    void offered(int waiting) {
        if (idle && (waiting >= newest.batchSize || waiters.get() > 0)) {
            wake();
        }
    }

    /** Somebody begins to wait for what is there: nothing waits for company, and pauses are short, until he leaves. */
    void beginWait() {
        waiters.incrementAndGet();
        hurry = true;
        wake();
    }

    /** As {@link #beginWait}, for good: there is no time after the deadline. */
    void beginClosing(long deadlineNanos) {
        closingNanos = deadlineNanos;
        closing = true;
        beginWait();
    }

    void endWait() {
        waiters.decrementAndGet();
    }

    /** Goes on by these as soon as the attempt under way is over. */
    void takeUp(Settings settings) {
        newest = settings;
        wake();
    }

    void wake() {
        idle = false;
        LockSupport.unpark(thread);
    }

    /** Ends the thread and aborts the attempt under way; waits for that as long as it may take. */
    void stop() {
        stopped = true;
        wake();
        settings.transport.close();
        newest.transport.close();
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
