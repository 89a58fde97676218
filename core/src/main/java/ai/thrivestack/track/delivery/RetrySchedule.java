// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.ArrayDeque;
import java.util.Iterator;

import ai.thrivestack.track.Loss;
import ai.thrivestack.track.buffer.Batch;
import ai.thrivestack.track.buffer.EventBuffer;
import ai.thrivestack.track.report.LossReporter;
import ai.thrivestack.track.transport.Answer;

/**
 * Decides what is sent next, and what each answer means for its batch. Has no thread and no clock. Used by the worker
 * alone.
 *
 * <p>A batch that the API refuses is halved, until the event at fault is alone, before newer batches leave: so events keep
 * their order, and a source that keeps the events until they are settled can forget the oldest. A batch that the API cannot take now is put
 * aside and tried again for ever, in turn with newer batches, so that one event which always fails does not stop others.
 * Such an event, for which the API answers 500 or breaks the exchange, differs from an outage in what happens to others:
 * only while they are delivered, a failure counts against a batch (a strike). The batch is then tried again at once, in
 * case the server fails now and then, and halved if it fails again. A single event is given up after {@value
 * #MOST_FAILURES} failures in a row and {@value #LEAST_STRIKES} strikes, its own if other batches fail too, and only if
 * the failures cannot be {@link Chance}. Without other batches to compare, a batch that keeps failing is halved on
 * suspicion, as long as few are aside: an outage then costs a few small requests more, and no event.
 *
 * <p>A batch that something else than the API refuses, such as a proxy with its own page, is halved, too. If others are
 * delivered each event is tried alone, and rejected once its refusals cannot be chance; if none is, everything is kept.
 */
final class RetrySchedule {
    /**
     * The most refusals of one batch and its parts in a row. One bad event among 1,000 needs ten. A batch of bad events
     * takes at most this many requests, and then one for each part that is left, ten at most. Batches that are judged one
     * by one know no such number.
     */
    static final int MOST_REFUSALS = 40;
    /**
     * The most refusals by something else than the API since a delivery. One bad event among 1,000 needs ten; after this number
     * nothing is halved any more, and everything is kept.
     */
    static final int MOST_REFUSALS_BY_OTHERS = 12;

    static final int MOST_FAILURES = 12;
    static final int LEAST_STRIKES = 2;
    /** A batch is halved on suspicion after this many failures … */
    private static final int FAILURES_BEFORE_SUSPICION = 3;
    /** … while fewer batches than this are aside. */
    private static final int FEW = 16;
    /** The longest backoff while a single event is on trial, or a batch is halved on suspicion. */
    private static final long LONGEST_TRIAL_NANOS = 1_000_000_000L;

    private final EventBuffer buffer;
    private final Cooldown cooldown;
    private final LossReporter losses;

    /** To be tried again, in this order. */
    private final ArrayDeque<PendingBatch> aside = new ArrayDeque<>();
    /** A new batch is next, if one is due; else one that is aside. */
    private boolean newNext;

    private final Chance chance = new Chance();
    /** The batch that failed last since the last delivery, null if none. */
    private PendingBatch lastFailed;
    /** More than one batch failed since then: that may be an outage. */
    private boolean failsMany;
    /** Refusals by something else than the API since the last delivery. */
    private int refusalsByOthers;
    /** The batch that was refused last by something else than the API since then, null if none. */
    private PendingBatch lastRefused;
    /** More than one batch was refused so since then. */
    private boolean refusesMany;

    RetrySchedule(EventBuffer buffer, Cooldown cooldown, LossReporter losses) {
        this.buffer = buffer;
        this.cooldown = cooldown;
        this.losses = losses;
    }

    /** What to send now, after the cooldown; null if there is nothing. */
    PendingBatch next(long now, boolean newIsDue) {
        PendingBatch waiting = newIsDue && newNext ? null : pollDue(now);
        if (waiting != null) {
            newNext = !waiting.goesFirst;
            return waiting;
        }
        newNext = false;
        Batch batch = newIsDue ? buffer.take() : null;
        return batch == null ? null : new PendingBatch(batch, cooldown.newBackoff());
    }

    private PendingBatch pollDue(long now) {
        for (Iterator<PendingBatch> batches = aside.iterator(); batches.hasNext(); ) {
            PendingBatch batch = batches.next();
            if (!batch.isDelayed || batch.notBefore - now <= 0) {
                batches.remove();
                PendingBatch wanted = wanted(batch);
                if (wanted != null) {
                    return wanted;
                }
            }
        }
        return null;
    }

    /** What is left of it, with a history that begins now, if a source has taken events back; null if that is nothing. */
    private PendingBatch wanted(PendingBatch batch) {
        Batch left = batch.batch.wanted();
        if (left == batch.batch) {
            return batch;
        }
        buffer.cut(batch.batch, left == null ? new Batch[0] : new Batch[] {left});
        if (left == null) {
            return null;
        }
        PendingBatch rest = new PendingBatch(left, cooldown.newBackoff());
        rest.goesFirst = batch.goesFirst;
        return rest;
    }

    /** Nanoseconds until a batch that is aside may be tried, {@link Long#MAX_VALUE} if none is aside. */
    long asideNanos(long now) {
        long nanos = Long.MAX_VALUE;
        for (PendingBatch batch : aside) {
            nanos = Math.min(nanos, batch.isDelayed ? batch.notBefore - now : 0);
        }
        return nanos;
    }

    /** Ends the delays of all batches: a thread waits for delivery, or the settings are new. */
    void hurry() {
        aside.forEach(batch -> batch.isDelayed = false);
    }

    /** @param isNews false if it left before the last failure, and so says nothing about the API now */
    void delivered(PendingBatch batch, boolean isNews) {
        buffer.delivered(batch.batch);
        batch.refusals[0] = 0;
        chance.delivered(batch.timesNotTaken);
        refusalsByOthers = 0;
        lastRefused = null;
        refusesMany = false;
        lastFailed = null;
        failsMany = false;
        if (isNews) {
            cooldown.reset();
        }
    }

    /** It failed, but left before another failure was known: its answer says nothing new. */
    void putAside(PendingBatch batch) {
        aside.addFirst(batch);
    }

    /**
     * @return true if something else than the API refuses everything: all events are kept, and delivery pauses
     */
    boolean refused(PendingBatch batch, long now, Answer answer) {
        if (!answer.isOfTheApi) {
            return refusedByAnother(batch, now, answer);
        }
        cooldown.reset();
        boolean mayBeCut = batch.refusals[0]++ < MOST_REFUSALS || batch.batch.isJudgedOneByOne();
        if (mayBeCut && batch.events() > 1) {
            halve(batch, true);
        } else {
            reject(batch, answer);
        }
        return false;
    }

    /** By a proxy with its own limit, or a web server in the API's place. The answers to other batches show which it is. */
    private boolean refusedByAnother(PendingBatch batch, long now, Answer answer) {
        boolean isNew = batch.timesNotTaken == 0;
        batch.notTaken(chance);
        refusesMany |= lastRefused != null && lastRefused != batch;
        lastRefused = batch;
        if (batch.events() == 1 && batch.isLeftBehind(chance)) {
            cooldown.reset();
            tryAlone(batch, now, answer);
            return false;
        }
        if ((isNew || batch.isLeftBehind(chance)) && refusalsByOthers++ < MOST_REFUSALS_BY_OTHERS) {
            cooldown.reset();
            if (batch.events() > 1) {
                halve(batch, false);
            } else {
                aside.addLast(batch); // others may be delivered
            }
            return false;
        }
        aside.addLast(batch);
        cooldown.close(now, Backoff.LONGEST_PAUSE_NANOS, answer.retryAfterNanos);
        return true;
    }

    /** A single event that was refused while others were delivered: rejected once that cannot be chance. */
    private void tryAlone(PendingBatch batch, long now, Answer answer) {
        batch.refusalsAlone = refusesMany ? 0 : batch.refusalsAlone + 1;
        if (batch.isChance(batch.refusalsAlone, chance)) {
            batch.isDelayed = true;
            batch.notBefore =
                    now + batch.backoff.next(answer.status == 413 ? LONGEST_TRIAL_NANOS : Backoff.LONGEST_NANOS);
            aside.addLast(batch);
        } else {
            reject(batch, answer);
        }
    }

    private void reject(PendingBatch batch, Answer answer) {
        boolean tooLarge = answer.isTooLarge() && batch.events() == 1;
        reject(batch, tooLarge ? answer + ", for " + EventText.of(batch.batch.event(0)) : answer.toString());
    }

    private void reject(PendingBatch batch, String why) {
        batch.batch.refused(why);
        if (buffer.lost(batch.batch, Loss.REFUSED)) {
            losses.tell(Loss.REFUSED, why, batch.batch.copies());
        }
    }

    private void halve(PendingBatch batch, boolean goesFirst) {
        PendingBatch first = batch.firstHalf();
        PendingBatch second = batch.secondHalf();
        first.goesFirst = goesFirst;
        second.goesFirst = goesFirst;
        buffer.cut(batch.batch, first.batch, second.batch);
        aside.addFirst(second);
        aside.addFirst(first);
        newNext = false;
    }

    /** The API refuses every request. The same batch is tried next. */
    void paused(PendingBatch batch, long now, boolean atOnce, Answer answer) {
        aside.addFirst(batch);
        newNext = false;
        if (!atOnce) {
            cooldown.close(now, Backoff.LONGEST_PAUSE_NANOS, answer.retryAfterNanos);
        }
    }

    void failed(PendingBatch batch, long now, Answer answer) {
        batch.notTaken(chance);
        batch.refusals[0] = 0; // the API does not refuse all of it
        batch.goesFirst = false;
        failsMany |= lastFailed != null && lastFailed != batch;
        lastFailed = batch;
        if (answer.status != 500 && !answer.isBroken) {
            batch.cleared();
            cooldown.close(now, Backoff.LONGEST_NANOS, answer.retryAfterNanos);
            if (answer.status == Answer.NOT_REACHED) {
                aside.addFirst(
                        batch); // the same batch next keeps the order, and nothing is held up that could get through
                newNext = false;
            } else {
                aside.addLast(batch);
            }
        } else if (batch.failed(chance.delivered) && answer.retryAfterNanos == 0) {
            aside.addFirst(batch);
            newNext = false;
        } else {
            cooldown.close(now, longestWait(batch), answer.retryAfterNanos);
            failedAgain(batch, now, answer);
        }
    }

    /** Halves of a suspect are suspects at once: the first that is small enough shows if the size is at fault. */
    private static boolean isSuspect(PendingBatch batch) {
        return batch.isSuspect || batch.failures >= FAILURES_BEFORE_SUSPICION;
    }

    private long longestWait(PendingBatch batch) {
        boolean isBeingCut = batch.events() > 1 && isSuspect(batch) && aside.size() < FEW;
        boolean onTrial = batch.events() == 1 && batch.strikes >= LEAST_STRIKES && batch.trials < MOST_FAILURES;
        return onTrial || isBeingCut ? LONGEST_TRIAL_NANOS : Backoff.LONGEST_NANOS;
    }

    private void failedAgain(PendingBatch batch, long now, Answer answer) {
        boolean onTrial = batch.strikes > batch.inheritedStrikes;
        if (batch.events() == 1) {
            if (batch.trials >= MOST_FAILURES
                    && batch.strikes >= LEAST_STRIKES
                    && (!failsMany || batch.strikes - batch.inheritedStrikes >= LEAST_STRIKES)
                    && !batch.isChance(batch.trials, chance)) {
                reject(batch, answer + " (" + batch.trials + " times in a row, while others got through)");
                return;
            }
            batch.isDelayed = batch.strikes > 0;
            batch.notBefore = now
                    + batch.backoff.next(batch.trials < MOST_FAILURES ? LONGEST_TRIAL_NANOS : Backoff.LONGEST_NANOS);
            aside.addLast(batch);
        } else if (onTrial || isSuspect(batch) && aside.size() < FEW) {
            batch.isSuspect = !onTrial;
            halve(batch, false);
        } else {
            aside.addLast(batch);
        }
    }
}
