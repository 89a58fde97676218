// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.ArrayDeque;
import java.util.Iterator;

import ai.thrivestack.track.Loss;

/**
 * What is sent next, and what becomes of it. Has no thread and no clock of its own; the worker drives it.
 *
 * <p>What the API refuses is halved, down to the event at fault. What it cannot take now is put aside and tried again
 * for ever, in turn with newer batches, so that one event which always fails holds up nobody. Such an event is told
 * from an outage by what happens to others: only while they get through, a failure counts against a piece (a strike),
 * is tried again at once in case the server fails now and then, and if it fails again is halved. An event alone is
 * given up after {@value #MOST_FAILURES} answers 500 in a row and {@value #LEAST_STRIKES} strikes. With nothing else to
 * send there is no telling, so a piece that keeps failing is halved on suspicion, as long as few are aside: an outage
 * then costs a few small requests more, and no event.
 */
final class Schedule {
    /**
     * Without a delivery between them. One bad event among 1,000 needs ten; a batch that is wrong throughout takes at
     * most this many requests and one for each part that is left then, ten at most.
     */
    static final int MOST_REFUSALS = 40;

    static final int MOST_FAILURES = 12;
    static final int LEAST_STRIKES = 2;
    /** A batch that others do not help to judge is halved after so many answers 500 … */
    private static final int FAILURES_BEFORE_SUSPICION = 3;
    /** … while fewer than this are aside. */
    private static final int FEW = 16;
    /** While a single event is on trial. */
    private static final long LONGEST_TRIAL_NANOS = 1_000_000_000L;

    private final EventBuffer buffer;
    private final Gate gate;
    private final Losses losses;

    private final ArrayDeque<Piece> aside = new ArrayDeque<>();
    private boolean newNext;
    private long delivered;

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
        delivered++;
        if (isNews) {
            gate.reset();
        }
    }

    /** It was not taken, when another had met trouble already: nothing more is known of it. */
    void putAside(Piece piece) {
        aside.addFirst(piece);
    }

    void refused(Piece piece, Answer answer) {
        gate.reset();
        if (piece.refusals[0]++ < MOST_REFUSALS && piece.events() > 1) {
            halve(piece);
        } else {
            reject(piece, answer.toString());
        }
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
        if (answer.status != 500) {
            piece.cleared();
            gate.close(now, Backoff.LONGEST_NANOS, answer.retryAfterNanos);
            aside.addLast(piece);
        } else if (piece.failed(delivered) && answer.retryAfterNanos == 0) {
            aside.addFirst(piece);
            newNext = false;
        } else {
            gate.close(now, longestWait(piece), answer.retryAfterNanos);
            failedAgain(piece, now, answer);
        }
    }

    private static long longestWait(Piece piece) {
        boolean onTrial = piece.events() == 1 && piece.strikes >= LEAST_STRIKES && piece.failures < MOST_FAILURES;
        return onTrial ? LONGEST_TRIAL_NANOS : Backoff.LONGEST_NANOS;
    }

    private void failedAgain(Piece piece, long now, Answer answer) {
        boolean onTrial = piece.strikes > piece.inheritedStrikes;
        if (piece.events() == 1) {
            if (piece.failures >= MOST_FAILURES && piece.strikes >= LEAST_STRIKES) {
                reject(piece, answer + " (" + piece.failures + " times in a row, while others got through)");
                return;
            }
            piece.isDelayed = piece.strikes > 0;
            piece.notBefore = now
                    + piece.backoff.next(piece.failures < MOST_FAILURES ? LONGEST_TRIAL_NANOS : Backoff.LONGEST_NANOS);
            aside.addLast(piece);
        } else if (onTrial || piece.failures >= FAILURES_BEFORE_SUSPICION && aside.size() < FEW) {
            halve(piece);
        } else {
            aside.addLast(piece);
        }
    }
}
