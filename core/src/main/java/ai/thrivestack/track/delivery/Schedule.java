// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.ArrayDeque;
import java.util.Iterator;

import ai.thrivestack.track.Loss;

/**
 * What is sent next, and what becomes of it. Has no thread and no clock of its own; the worker drives it.
 *
 * <p>What the API refuses is halved, down to the event at fault. What it cannot take now is put aside and tried again
 * for ever, in turn with newer batches, so that one event which always fails holds up no other. Such an event, to which
 * the API answers 500 or breaks the exchange, is told from an outage by what happens to others: only while they get
 * through, a failure counts against a piece (a strike), is tried again at once in case the server fails now and then, and
 * if it fails again is halved. An event alone is given up after {@value #MOST_FAILURES} failures in a row, {@value
 * #LEAST_STRIKES} strikes, and if they cannot be {@link Chance}. With nothing else to send there is no telling, so a
 * piece that keeps failing is halved on suspicion, as long as few are aside: an outage then costs a few small requests
 * more, and no event.
 *
 * <p>What something else than the API refuses, such as a proxy with a page of its own, is halved, too. If others get
 * through it is tried alone, and rejected once its refusals cannot be chance; if none does, everything is kept.
 */
final class Schedule {
    /**
     * Without a delivery between them. One bad event among 1,000 needs ten; a batch that is wrong throughout takes at
     * most this many requests and one for each part that is left then, ten at most.
     */
    static final int MOST_REFUSALS = 40;
    /**
     * By something else than the API, without a delivery between them. One bad event among 1,000 needs ten; then nothing
     * is cut any more, and everything is kept.
     */
    static final int MOST_REFUSALS_BY_OTHERS = 12;

    static final int MOST_FAILURES = 12;
    static final int LEAST_STRIKES = 2;
    /** A batch that others do not help to judge is halved after that many failures … */
    private static final int FAILURES_BEFORE_SUSPICION = 3;
    /** … while fewer than this are aside. */
    private static final int FEW = 16;
    /** While a single event is on trial, or a suspect is being cut. */
    private static final long LONGEST_TRIAL_NANOS = 1_000_000_000L;

    private final EventBuffer buffer;
    private final Gate gate;
    private final Losses losses;

    private final ArrayDeque<Piece> aside = new ArrayDeque<>();
    private boolean newNext;
    private final Chance chance = new Chance();
    /** By something else than the API, since the last delivery. */
    private int refusalsByOthers;
    /** What it refused last since then, null if nothing. */
    private Piece lastRefused;
    /** It refused others, too. */
    private boolean refusesMany;

    Schedule(EventBuffer buffer, Gate gate, Losses losses) {
        this.buffer = buffer;
        this.gate = gate;
        this.losses = losses;
    }

    /** What to send now, the gate being open; null if there is nothing. */
    Piece next(long now, boolean newIsDue) {
        Piece waiting = newIsDue && newNext ? null : pollDue(now);
        if (waiting != null) {
            newNext = true;
            return waiting;
        }
        newNext = false;
        Batch batch = newIsDue ? buffer.take() : null;
        return batch == null ? null : new Piece(batch);
    }

    private Piece pollDue(long now) {
        for (Iterator<Piece> pieces = aside.iterator(); pieces.hasNext(); ) {
            Piece piece = pieces.next();
            if (!piece.isDelayed || piece.notBefore - now <= 0) {
                pieces.remove();
                return piece;
            }
        }
        return null;
    }

    /** How long until something that is aside may be tried, {@link Long#MAX_VALUE} if nothing is. */
    long asideNanos(long now) {
        long nanos = Long.MAX_VALUE;
        for (Piece piece : aside) {
            nanos = Math.min(nanos, piece.isDelayed ? piece.notBefore - now : 0);
        }
        return nanos;
    }

    /** Nothing is delayed any more: somebody waits, or the settings are new. */
    void hurry() {
        aside.forEach(piece -> piece.isDelayed = false);
    }

    /** @param isNews false if it left before the trouble that holds up delivery now */
    void delivered(Piece piece, boolean isNews) {
        buffer.delivered(piece.batch);
        piece.refusals[0] = 0;
        chance.delivered(piece.inVain);
        refusalsByOthers = 0;
        lastRefused = null;
        refusesMany = false;
        if (isNews) {
            gate.reset();
        }
    }

    /** It was not taken, when another had met trouble already: nothing more is known of it. */
    void putAside(Piece piece) {
        aside.addFirst(piece);
    }

    /**
     * @return true if something that is not the API refuses everything: all is kept, and delivery is paused as it is when
     *     the API refuses us
     */
    boolean refused(Piece piece, long now, Answer answer) {
        if (!answer.isOfTheApi) {
            return refusedByAnother(piece, now, answer);
        }
        gate.reset();
        if (piece.refusals[0]++ < MOST_REFUSALS && piece.events() > 1) {
            halve(piece);
        } else {
            reject(piece, answer);
        }
        return false;
    }

    /** Such as a proxy that has a limit of its own, or a web server in the API's place: whose fault it is others show. */
    private boolean refusedByAnother(Piece piece, long now, Answer answer) {
        boolean isNew = piece.inVain == 0;
        piece.missed(chance);
        refusesMany |= lastRefused != null && lastRefused != piece;
        lastRefused = piece;
        if (piece.events() == 1 && piece.isLeftBehind(chance)) {
            gate.reset();
            tryAlone(piece, now, answer);
            return false;
        }
        if ((isNew || piece.isLeftBehind(chance)) && refusalsByOthers++ < MOST_REFUSALS_BY_OTHERS) {
            gate.reset();
            if (piece.events() > 1) {
                halve(piece);
            } else {
                aside.addLast(piece); // the others may get through
            }
            return false;
        }
        aside.addLast(piece);
        gate.close(now, Backoff.LONGEST_PAUSE_NANOS, answer.retryAfterNanos);
        return true;
    }

    /** A single event that was refused while others got through: rejected once that cannot be chance. */
    private void tryAlone(Piece piece, long now, Answer answer) {
        piece.refusalsAlone = refusesMany ? 0 : piece.refusalsAlone + 1;
        if (piece.isChance(piece.refusalsAlone, chance)) {
            piece.isDelayed = true;
            piece.notBefore =
                    now + piece.backoff.next(answer.status == 413 ? LONGEST_TRIAL_NANOS : Backoff.LONGEST_NANOS);
            aside.addLast(piece);
        } else {
            reject(piece, answer);
        }
    }

    private void reject(Piece piece, Answer answer) {
        boolean tooLarge = answer.status == 413 && piece.events() == 1;
        reject(piece, tooLarge ? answer + ", for " + EventText.of(piece.batch.events.get(0)) : answer.toString());
    }

    private void reject(Piece piece, String why) {
        if (buffer.lost(piece.batch, Loss.REFUSED)) {
            losses.tell(Loss.REFUSED, why, piece.batch.events);
        }
    }

    private void halve(Piece piece) {
        Piece first = piece.firstHalf();
        Piece second = piece.secondHalf();
        buffer.cut(piece.batch, first.batch, second.batch);
        aside.addFirst(second);
        aside.addFirst(first);
        newNext = false;
    }

    /** The API refuses us altogether. The same piece is the next to try. */
    void paused(Piece piece, long now, boolean atOnce, Answer answer) {
        aside.addFirst(piece);
        newNext = false;
        if (!atOnce) {
            gate.close(now, Backoff.LONGEST_PAUSE_NANOS, answer.retryAfterNanos);
        }
    }

    void failed(Piece piece, long now, Answer answer) {
        piece.missed(chance);
        if (answer.status != 500 && !answer.isBroken) {
            piece.cleared();
            gate.close(now, Backoff.LONGEST_NANOS, answer.retryAfterNanos);
            aside.addLast(piece);
        } else if (piece.failed(chance.delivered) && answer.retryAfterNanos == 0) {
            aside.addFirst(piece);
            newNext = false;
        } else {
            gate.close(now, longestWait(piece), answer.retryAfterNanos);
            failedAgain(piece, now, answer);
        }
    }

    /** Halves of a suspect are suspects at once: the first that is small enough shows whether size is at fault. */
    private static boolean isSuspect(Piece piece) {
        return piece.isSuspect || piece.failures >= FAILURES_BEFORE_SUSPICION;
    }

    private long longestWait(Piece piece) {
        boolean isBeingCut = piece.events() > 1 && isSuspect(piece) && aside.size() < FEW;
        boolean onTrial = piece.events() == 1 && piece.strikes >= LEAST_STRIKES && piece.failures < MOST_FAILURES;
        return onTrial || isBeingCut ? LONGEST_TRIAL_NANOS : Backoff.LONGEST_NANOS;
    }

    private void failedAgain(Piece piece, long now, Answer answer) {
        boolean onTrial = piece.strikes > piece.inheritedStrikes;
        if (piece.events() == 1) {
            if (piece.failures >= MOST_FAILURES
                    && piece.strikes >= LEAST_STRIKES
                    && !piece.isChance(piece.failures, chance)) {
                reject(piece, answer + " (" + piece.failures + " times in a row, while others got through)");
                return;
            }
            piece.isDelayed = piece.strikes > 0;
            piece.notBefore = now
                    + piece.backoff.next(piece.failures < MOST_FAILURES ? LONGEST_TRIAL_NANOS : Backoff.LONGEST_NANOS);
            aside.addLast(piece);
        } else if (onTrial || isSuspect(piece) && aside.size() < FEW) {
            piece.isSuspect = !onTrial;
            halve(piece);
        } else {
            aside.addLast(piece);
        }
    }
}
