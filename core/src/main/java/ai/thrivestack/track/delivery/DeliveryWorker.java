// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import ai.thrivestack.track.DeliveryState;
import ai.thrivestack.track.Uninterruptibly;
import ai.thrivestack.track.buffer.EventBuffer;
import ai.thrivestack.track.report.Diagnostics;
import ai.thrivestack.track.report.LossReporter;
import ai.thrivestack.track.transport.Answer;
import ai.thrivestack.track.transport.Verdict;

/**
 * The one thread that empties the buffer. It parks with a deadline: while nothing waits, for the flush interval at most.
 * So an event leaves in time although no log call woke the worker. A caller unparks it only when it is parked and a batch
 * is full, for a flush, for a full buffer, or for the first report of a kind. Under steady load that is less than once a
 * batch: for {@link DeliveryPolicy#REST_NANOS} after a request has left the worker wakes by itself, and a caller wakes it
 * only when the largest possible request is full.
 *
 * <p>{@link DeliveryPolicy} decides what is sent, when, and what an answer means; this class is its thread and its clock.
 * The threads of {@link Senders} wait for the API.
 */
final class DeliveryWorker implements Runnable {
    private static final long ABORT_GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(1_000);
    private static final long STOP_GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    /** How long to wait after an unexpected error. */
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final int BUSY = Integer.MAX_VALUE;

    private final EventBuffer buffer;
    private final LossReporter losses;
    private final Diagnostics diagnostics;
    private final Waits waits = new Waits();
    private final DeliveryPolicy policy;
    private final Senders senders;
    private final Progress progress = new Progress(System.nanoTime());
    private final Thread thread;

    /** In use. {@link #newest} replaces it when no request is in flight. */
    private volatile Settings settings;

    private volatile Settings newest;
    private volatile boolean stopped;
    /** The worker is parked, or will be, until this many events wait; {@link #BUSY} if no log call should wake it. */
    private volatile int wakeAt = BUSY;
    /** Reaches zero when the next round begins. */
    private volatile CountDownLatch nextRound = new CountDownLatch(1);

    DeliveryWorker(
            Settings settings,
            EventBuffer buffer,
            LossReporter losses,
            Diagnostics diagnostics,
            ThreadFactory threads,
            ThreadFactory senderThreads) {
        this.settings = settings;
        this.newest = settings;
        this.buffer = buffer;
        this.losses = losses;
        this.diagnostics = diagnostics;
        this.policy = new DeliveryPolicy(settings, buffer, losses, waits, new Backoff(), System.nanoTime());
        this.senders = new Senders(senderThreads, this::wake);
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
            } catch (Throwable unexpected) { // even an OutOfMemoryError: the events that wait deserve another try
                LockSupport.parkNanos(this, RETRY_NANOS);
                diagnostics.report("worker", "delivery was interrupted, and goes on: " + unexpected);
            }
        }
        senders.end(ABORT_GRACE_NANOS);
        settleAnswers(); // some events may have been delivered
        nextRound.countDown(); // no round follows: releases its waiters
    }

    private void round() {
        CountDownLatch begun = nextRound;
        nextRound = new CountDownLatch(1);
        begun.countDown();
        settleAnswers();
        waits.hold.round(senders.inFlight());
        takeUpSettings();
        diagnostics.emit(System.nanoTime());
        if (waits.takeBegun()) {
            policy.hurry();
        }
        long now = System.nanoTime();
        PendingBatch next = settings == newest ? policy.next(now, senders.inFlight()) : null;
        if (next != null) {
            progress.sent(now);
            senders.send(next, settings.transport, now);
        } else if (!diagnostics.isDue(now)) {
            progress.held(now + Math.max(policy.pauseNanos(now), 0));
            await(Math.min(policy.waitNanos(now, senders.inFlight()), diagnostics.untilNextLookNanos(now)));
        }
    }

    private void settleAnswers() {
        for (Senders.Sent sent; (sent = senders.poll()) != null; ) {
            settle(sent);
        }
    }

    /** Requests in flight are finished first. */
    private void takeUpSettings() {
        if (settings != newest && senders.inFlight() == 0) {
            settings.transport.close();
            settings = newest;
            policy.takeUp(settings);
        }
    }

    private void await(long nanos) {
        long now = System.nanoTime();
        boolean open = settings == newest && policy.isOpen(now, senders.inFlight());
        wakeAt = open ? policy.enough(now) : BUSY; // while nothing can be sent no log call should wake us
        // a batch that filled, a wait that began or an answer that came before wakeAt was set did not wake us
        if (!stopped
                && !waits.hasBegun()
                && (settings == newest || senders.inFlight() > 0)
                && !senders.hasAnswer()
                && !(open && policy.isDue(System.nanoTime()))) {
            LockSupport.parkNanos(this, Math.min(nanos, DeliveryPolicy.LONGEST_WAIT_NANOS));
            Thread.interrupted(); // an interrupt status that stays set would make every park return at once
        }
        wakeAt = BUSY;
    }

    private void settle(Senders.Sent sent) {
        Answer answer = sent.answer;
        Verdict verdict = Verdict.of(answer);
        long now = System.nanoTime();
        progress.ended(now - sent.startNanos);
        boolean isTaken = verdict == Verdict.DELIVERED || verdict == Verdict.REFUSED;
        if (isTaken) {
            progress.answered(sent.startNanos, now);
        }
        DeliveryPolicy.News news = policy.answered(sent.batch, answer, sent.startNanos, now, senders.inFlight());
        if (!stopped && (!isTaken || news == DeliveryPolicy.News.KEPT_BACK)) { // an aborted attempt says nothing
            progress.failed(sent.startNanos, now, news == DeliveryPolicy.News.KEPT_BACK, answer.toString());
        }
        tell(news, answer);
        if (!isTaken) {
            buffer.wakeWaiters();
        }
        if (verdict == Verdict.DELIVERED && !answer.warnings.isEmpty()) {
            diagnostics.report("warnings", "the API warns: " + String.join("; ", answer.warnings));
        }
    }

    private void tell(DeliveryPolicy.News news, Answer answer) {
        if (news == DeliveryPolicy.News.WORKS) {
            progress.works();
            diagnostics.recovered("delivery", "delivery works again");
        } else if (news != DeliveryPolicy.News.NONE) {
            reportFailure(answer);
        }
        if (news == DeliveryPolicy.News.KEPT_BACK
                && settings == newest) { // else it says nothing about the new settings
            buffer.giveUp();
        }
    }

    private void reportFailure(Answer answer) {
        if (!stopped && answer.status != Answer.NOT_CONFIGURED) {
            diagnostics.report("delivery", "cannot deliver, " + buffer.pending() + " events wait: " + answer);
        }
    }

    /** On an application thread, after it has left an event. @param waiting how many events wait now */
    void offered(int waiting) {
        int enough = wakeAt;
        if (enough != BUSY && (waiting >= enough || waits.isAny())) {
            wake();
        }
    }

    /** Any thread: it waits for delivery, until it calls {@link #endWait}. */
    void beginWait() {
        waits.begin();
        wake();
    }

    void endWait() {
        waits.end();
    }

    /** Keeps new requests back. @return true if no request is in flight, false after {@code nanos} */
    boolean hold(long nanos) {
        waits.hold.begin();
        wake();
        return waits.hold.awaitQuiet(nanos);
    }

    void endHold() {
        if (waits.hold.end()) {
            wake();
        }
    }

    /** As {@link #beginWait}, but the wait does not end: delivery ends at the deadline. */
    void beginClosing(long deadlineNanos) {
        waits.beginClosing(deadlineNanos);
        wake();
    }

    /** See {@link Progress#patienceNanos}. */
    long patienceNanos(long since) {
        return progress.patienceNanos(since, System.nanoTime());
    }

    DeliveryState state() {
        return progress.state(losses.sinceLast(), System.nanoTime());
    }

    /** Why the last request failed; empty if delivery works. */
    String lastFailure() {
        return progress.lastFailure();
    }

    /** Waits until the worker has processed the answers that have come, at most for this time. */
    void awaitRound(long nanos) {
        CountDownLatch next = nextRound;
        wake();
        try {
            next.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Uses these settings as soon as no request is in flight. */
    void takeUp(Settings settings) {
        newest = settings;
        wake();
    }

    void wake() {
        wakeAt = BUSY;
        LockSupport.unpark(thread);
    }

    /** Ends the threads and aborts the requests in flight; waits for that for 1.5 s at most. */
    void stop() {
        stopped = true;
        wake();
        settings.transport.close();
        newest.transport.close();
        Uninterruptibly.await(STOP_GRACE_NANOS + ABORT_GRACE_NANOS, (atMost, unit) -> {
            unit.timedJoin(thread, atMost);
            return !thread.isAlive();
        });
    }
}
