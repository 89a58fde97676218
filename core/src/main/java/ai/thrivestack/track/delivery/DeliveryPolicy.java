// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.concurrent.TimeUnit;

import ai.thrivestack.track.ApiLimits;
import ai.thrivestack.track.buffer.EventBuffer;
import ai.thrivestack.track.report.LossReporter;
import ai.thrivestack.track.transport.Answer;
import ai.thrivestack.track.transport.Verdict;

/**
 * Decides when to send, and how many requests at once. {@link RetrySchedule} decides what is sent, {@link Cooldown} how
 * long a pause lasts. None of them has a thread or a clock: the worker, or a simulation, calls them. All times are of one
 * clock, in nanoseconds. Used by the worker alone.
 *
 * <p>At most {@code maxInFlight} requests are in flight, and only one from the first failure or refusal until something is
 * delivered again. An event leaves when a batch is full, when it has waited for the flush interval, when a thread waits
 * for delivery, or when the buffer is full. After a request has left, new events are gathered for {@link #REST_NANOS}.
 */
final class DeliveryPolicy {
    /** What an answer means to the people who read the log. */
    enum News {
        NONE,
        WORKS,
        FAILS,
        /** Every request is refused: all events are kept until a person changes something. */
        KEPT_BACK
    }

    /** Waking the worker makes a log call ten times as long, so events of this time go together. */
    static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    /** How often to look while nothing can be sent: a token file that changes, or a buffer that fills, wakes no thread. */
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** No wait is longer. */
    static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final EventBuffer buffer;
    private final Waits waits;
    private final Cooldown cooldown;
    private final RetrySchedule schedule;
    private Settings settings;

    /** How many requests in a row were refused for their token or endpoint. */
    private int pauses;
    /** Something was delivered since the last failure or refusal: the API works. */
    private boolean flowing;
    /** When the last failure or refusal was processed. */
    private long failureNanos;
    /** How many requests in flight left before that. Their answers say little about the API now. */
    private int late;
    /** When the last request left. */
    private long sentNanos;

    DeliveryPolicy(Settings settings, EventBuffer buffer, LossReporter losses, Waits waits, Backoff backoff, long now) {
        this.settings = settings;
        this.buffer = buffer;
        this.waits = waits;
        this.cooldown = new Cooldown(backoff);
        this.schedule = new RetrySchedule(buffer, cooldown, losses);
        this.sentNanos = now - REST_NANOS;
    }

    /** Applies new options. Former pauses say nothing about them, so they end. */
    void takeUp(Settings newSettings) {
        settings = newSettings;
        pauses = 0;
        flowing = false;
        cooldown.reset();
        schedule.hurry();
    }

    /** A thread has begun to wait for delivery. */
    void hurry() {
        cooldown.cutBackoff();
        schedule.hurry();
    }

    /** What to send now; null if nothing should be sent. @param inFlight how many requests are in flight */
    PendingBatch next(long now, int inFlight) {
        long closed = pauseNanos(now);
        if (closed > 0 && pauses > 0 && settings.transport.hasNewToken()) {
            cooldown.open();
            closed = 0;
        }
        PendingBatch next = closed > 0 || !maySend(inFlight) ? null : schedule.next(now, isDue(now));
        sentNanos = next == null ? sentNanos : now;
        return next;
    }

    private boolean maySend(int inFlight) {
        return !waits.hold.isOn() && inFlight < (flowing ? settings.maxInFlight : 1 + late);
    }

    /** For how many nanoseconds nothing is sent, whatever happens; 0 or less if something may be sent. */
    long pauseNanos(long now) {
        // when the buffer fills our backoff is short: a long one would lose events
        boolean hurried = waits.isAny() || !buffer.isAmple();
        return cooldown.closedNanos(now, hurried, waits.lastChanceNanos(now));
    }

    /** In how many nanoseconds to ask again, if nothing happens before. */
    long waitNanos(long now, int inFlight) {
        long closed = pauseNanos(now);
        if (closed > 0) {
            return Math.min(closed, LOOK_NANOS);
        }
        if (!maySend(inFlight)) {
            return LONGEST_WAIT_NANOS; // an answer, or the end of a hold, ends the wait
        }
        long age = buffer.waiting() == 0 || !buffer.isTakeable() ? 0 : now - buffer.oldestNanos();
        long interval = Math.min(settings.flushIntervalNanos - age, schedule.asideNanos(now));
        return isResting(now) ? Math.min(interval, sentNanos + REST_NANOS - now) : interval;
    }

    /** New events may leave as soon as {@link #enough} of them wait. */
    boolean isOpen(long now, int inFlight) {
        return maySend(inFlight) && pauseNanos(now) <= 0 && buffer.isTakeable();
    }

    private boolean isResting(long now) {
        return now - sentNanos < REST_NANOS && buffer.isAmple();
    }

    /** How many events leave at once, without waiting for more. */
    int enough(long now) {
        return isResting(now) ? ApiLimits.MAX_REQUEST_EVENTS : settings.batchSize;
    }

    boolean isDue(long now) {
        int waiting = buffer.waiting();
        return waiting >= enough(now)
                || waiting > 0
                        && (now - buffer.oldestNanos() >= settings.flushIntervalNanos
                                || waits.isAny()
                                || buffer.isFull());
    }

    /**
     * Handles the answer to a request.
     *
     * @param startNanos when it left
     * @param inFlight how many others are in flight
     */
    News answered(PendingBatch batch, Answer answer, long startNanos, long now, int inFlight) {
        Verdict verdict = Verdict.of(answer);
        boolean isLate = late > 0 && startNanos - failureNanos < 0;
        late -= isLate ? 1 : 0;
        News news = News.NONE;
        switch (verdict) {
            case DELIVERED:
                schedule.delivered(batch, !isLate);
                flowing |= !isLate;
                news = isLate ? News.NONE : News.WORKS;
                break;
            case REFUSED:
                if (schedule.refused(batch, now, answer)) {
                    verdict = Verdict.PAUSE;
                    pauses++;
                    news = News.KEPT_BACK;
                }
                slowDown(now, inFlight);
                break;
            default:
                if (isLate) {
                    schedule.putAside(batch);
                } else {
                    news = notTaken(batch, verdict, answer, now);
                    slowDown(now, inFlight);
                }
        }
        pauses = verdict == Verdict.PAUSE || isLate ? pauses : 0;
        return news;
    }

    private News notTaken(PendingBatch batch, Verdict verdict, Answer answer, long now) {
        if (verdict == Verdict.RETRY) {
            schedule.failed(batch, now, answer);
            return News.FAILS;
        }
        // an expired token may have been renewed; tokenFile is read again for every attempt
        boolean atOnce = pauses++ == 0 && (answer.status == 401 || answer.status == 403);
        schedule.paused(batch, now, atOnce, answer);
        return atOnce ? News.NONE : News.KEPT_BACK;
    }

    /** From now on only one request is in flight, besides those that have left already. */
    private void slowDown(long now, int inFlight) {
        flowing = false;
        failureNanos = now;
        late = inFlight;
    }
}
