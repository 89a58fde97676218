// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import ai.thrivestack.track.ApiLimits;

/**
 * The one thread that empties the buffer. It parks with a deadline, never longer than the flush interval while nothing
 * waits, so an event is never late although nobody woke the worker for it. A caller unparks it only when a batch is
 * full and it is parked, for a flush, for a full buffer, or for a first report. While events keep coming that is not
 * even once a batch: for a moment after a request has left the worker wakes by itself, and a caller wakes it only for
 * the largest request that there is.
 *
 * <p>What is sent and what an answer means is the {@link Schedule}'s; this is its thread, and its clock. Waiting for
 * the API is the {@link Senders}': at most {@code maxInFlight} requests, and one alone from the first trouble until
 * something is delivered again.
 */
final class DeliveryWorker implements Runnable {
    private static final long ABORT_GRACE_MILLIS = 1_000;
    private static final long STOP_GRACE_MILLIS = 500;
    /** While nothing can be sent. A token file tells nobody that it has changed, and no log call that room grows short. */
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** After what must not happen. */
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** A log call that wakes us takes ten times as long; events that come in this time go together. */
    private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    /** No wait is longer, so that what is to be said once a minute is. */
    private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final int BUSY = Integer.MAX_VALUE;

    private final EventBuffer buffer;
    private final Diagnostics diagnostics;
    private final Gate gate = new Gate(new Backoff());
    private final Schedule schedule;
    private final Senders senders;
    private final Progress progress = new Progress(System.nanoTime());
    private final Thread thread;

    /** The worker takes up {@link #newest} when nothing is under way. */
    private volatile Settings settings;

    private volatile Settings newest;
    private volatile boolean stopped;
    /** Parked, or about to be, until so many events wait; {@link #BUSY} if no log call should wake us. */
    private volatile int wakeAt = BUSY;
    /** How many wait for the events that are there. */
    private final AtomicInteger waiters = new AtomicInteger();
    /** Somebody has begun to wait since the last attempt began. */
    private volatile boolean hurry;

    /** Counted down by the round that begins next. */
    private volatile CountDownLatch nextRound = new CountDownLatch(1);

    private volatile boolean closing;
    private volatile long closingNanos;
    /** The token, or the endpoint, was refused so often in a row. */
    private int pauses;
    /** Something was delivered since the last trouble: the API is there. */
    private boolean flowing;
    /** When the last trouble was settled. */
    private long troubleNanos;
    /** How many requests are under way that left before. What becomes of them says little of what comes now. */
    private int late;
    /** When the last request left. */
    private long sentNanos = System.nanoTime() - REST_NANOS;

    DeliveryWorker(
            Settings settings,
            EventBuffer buffer,
            Losses losses,
            Diagnostics diagnostics,
            ThreadFactory threads,
            ThreadFactory senderThreads) {
        this.settings = settings;
        this.newest = settings;
        this.buffer = buffer;
        this.diagnostics = diagnostics;
        this.schedule = new Schedule(buffer, gate, losses);
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
            } catch (Throwable unexpected) { // whatever it is, memory that ran out too, what waits is worth another try
                LockSupport.parkNanos(this, RETRY_NANOS);
                diagnostics.report("worker", "delivery was interrupted, and goes on: " + unexpected);
            }
        }
        senders.end(ABORT_GRACE_MILLIS);
        settleAnswers(); // some may have got through
        nextRound.countDown(); // there is none
    }

    private void round() {
        CountDownLatch begun = nextRound;
        nextRound = new CountDownLatch(1);
        begun.countDown();
        settleAnswers();
        takeUpSettings();
        diagnostics.emit(System.nanoTime());
        Piece piece = next(System.nanoTime());
        if (piece != null) {
            sentNanos = System.nanoTime();
            progress.sent(sentNanos);
            senders.send(piece, settings.transport, sentNanos);
        }
    }

    private void settleAnswers() {
        for (Senders.Sent sent; (sent = senders.poll()) != null; ) {
            settle(sent);
        }
    }

    /** Requests under way are finished first. */
    private void takeUpSettings() {
        if (settings != newest && senders.underWay() == 0) {
            settings.transport.close();
            settings = newest;
            pauses = 0;
            flowing = false;
            gate.reset();
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
        long closed = closedNanos(now);
        if (closed > 0 && pauses > 0 && settings.transport.hasNewToken()) {
            gate.open();
            closed = 0;
        }
        Piece piece = closed > 0 || !maySend() ? null : schedule.next(now, isDue(now));
        if (piece == null && !diagnostics.isDue(now)) {
            progress.held(now + Math.max(closed, 0));
            long wait = closed > 0 ? Math.min(closed, LOOK_NANOS) : openWait(now);
            await(Math.min(wait, diagnostics.untilNextLookNanos(now)));
        }
        return piece;
    }

    private boolean maySend() {
        return settings == newest && senders.underWay() < (flowing ? settings.maxInFlight : 1 + late);
    }

    /** Not longer than it takes to lose events for lack of room: then our back-off is short. */
    private long closedNanos(long now) {
        boolean hurried = isHurried() || !buffer.isAmple();
        return gate.closedNanos(now, hurried, closing ? closingNanos - now : Long.MAX_VALUE);
    }

    private long openWait(long now) {
        if (!maySend()) {
            return LONGEST_WAIT_NANOS; // an answer wakes us
        }
        long age = buffer.waiting() == 0 || !buffer.isTakeable() ? 0 : now - buffer.oldestNanos();
        long interval = Math.min(settings.flushIntervalNanos - age, schedule.asideNanos(now));
        return isResting(now) ? Math.min(interval, sentNanos + REST_NANOS - now) : interval;
    }

    private void await(long nanos) {
        long now = System.nanoTime();
        boolean open = maySend() && closedNanos(now) <= 0 && buffer.isTakeable();
        wakeAt = open ? enough(now) : BUSY; // while nothing can be sent no log call should pay for waking us
        // a batch that filled, a wait that began, an answer that came, before wakeAt was set woke nobody
        if (!stopped && !hurry && settings == newest && !senders.hasAnswer() && !(open && isDue(System.nanoTime()))) {
            LockSupport.parkNanos(this, Math.min(nanos, LONGEST_WAIT_NANOS));
            Thread.interrupted(); // left set by whoever has reason to, it would turn waiting into spinning
        }
        wakeAt = BUSY;
    }

    private boolean isResting(long now) {
        return now - sentNanos < REST_NANOS && buffer.isAmple();
    }

    /** So many events may leave without waiting for more. */
    private int enough(long now) {
        return isResting(now) ? ApiLimits.MAX_REQUEST_EVENTS : settings.batchSize;
    }

    private boolean isDue(long now) {
        int waiting = buffer.waiting();
        return waiting >= enough(now)
                || waiting > 0
                        && (now - buffer.oldestNanos() >= settings.flushIntervalNanos
                                || isHurried()
                                || buffer.isFull());
    }

    private boolean isHurried() {
        return waiters.get() > 0;
    }

    private void settle(Senders.Sent sent) {
        Piece piece = sent.piece;
        Answer answer = sent.answer;
        Verdict verdict = Verdict.of(answer);
        boolean isLate = late > 0 && sent.startNanos - troubleNanos < 0;
        late -= isLate ? 1 : 0;
        if (verdict == Verdict.DELIVERED || verdict == Verdict.REFUSED) {
            progress.answered(sent.startNanos, System.nanoTime());
        } else if (!stopped) { // an attempt that was aborted is no news
            progress.failed(sent.startNanos, answer.toString());
        }
        switch (verdict) {
            case DELIVERED:
                schedule.delivered(piece, !isLate);
                delivered(answer, !isLate);
                break;
            case REFUSED:
                if (schedule.refused(piece, System.nanoTime(), answer)) {
                    progress.failed(sent.startNanos, answer.toString());
                    verdict = Verdict.PAUSE;
                    pauses++;
                    keptBack(answer);
                }
                trouble();
                break;
            default:
                if (isLate) {
                    schedule.putAside(piece);
                } else {
                    notTaken(piece, verdict, answer);
                    trouble();
                }
                buffer.wakeWaiters();
        }
        pauses = verdict == Verdict.PAUSE || isLate ? pauses : 0;
    }

    private void delivered(Answer answer, boolean isNews) {
        if (isNews) {
            flowing = true;
            progress.works();
            diagnostics.recovered("delivery", "delivery works again");
        }
        if (!answer.warnings.isEmpty()) {
            diagnostics.report("warnings", "the API warns: " + String.join("; ", answer.warnings));
        }
    }

    private void notTaken(Piece piece, Verdict verdict, Answer answer) {
        long now = System.nanoTime();
        if (verdict == Verdict.PAUSE) {
            // a token that has run out may have been renewed; it is read again for every attempt
            boolean atOnce = pauses++ == 0 && (answer.status == 401 || answer.status == 403);
            schedule.paused(piece, now, atOnce, answer);
            if (!atOnce) {
                keptBack(answer);
            }
        } else {
            schedule.failed(piece, now, answer);
            reportTrouble(answer);
        }
    }

    /** Everything is kept, and waits for what only people can change. */
    private void keptBack(Answer answer) {
        reportTrouble(answer);
        if (settings == newest) { // else it says nothing of what comes under the new ones
            buffer.giveUp();
        }
    }

    /** From now on one request alone, besides those that have left already. */
    private void trouble() {
        flowing = false;
        troubleNanos = System.nanoTime();
        late = senders.underWay();
    }

    private void reportTrouble(Answer answer) {
        if (!stopped && answer.status != Answer.NOT_CONFIGURED) {
            diagnostics.report("delivery", "cannot deliver, " + buffer.pending() + " events wait: " + answer);
        }
    }

    /** An application thread has left an event, and so many wait now. */
    void offered(int waiting) {
        int enough = wakeAt;
        if (enough != BUSY && (waiting >= enough || waiters.get() > 0)) {
            wake();
        }
    }

    /** Somebody begins to wait for what is there: nothing waits for company, and pauses are short, until he leaves. */
    void beginWait() {
        waiters.incrementAndGet();
        hurry = true;
        wake();
    }

    /** See {@link Progress#patienceNanos}. */
    long patienceNanos(long since) {
        return progress.patienceNanos(since, System.nanoTime());
    }

    /** Why delivery does not work, empty if it does. */
    String lastTrouble() {
        return progress.trouble();
    }

    /** Waits until the answers that are there now have had all their consequences. */
    void awaitRound(long nanos) {
        CountDownLatch next = nextRound;
        wake();
        try {
            next.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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

    /** Goes on by these as soon as the attempts under way are over. */
    void takeUp(Settings settings) {
        newest = settings;
        wake();
    }

    void wake() {
        wakeAt = BUSY;
        LockSupport.unpark(thread);
    }

    /** Ends the threads and aborts the attempts under way; waits for that as long as it may take. */
    void stop() {
        stopped = true;
        wake();
        settings.transport.close();
        newest.transport.close();
        boolean interrupted = Thread.interrupted();
        try {
            thread.join(STOP_GRACE_MILLIS + ABORT_GRACE_MILLIS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
