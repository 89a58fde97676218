// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import ai.thrivestack.track.buffer.Batch;

/** A batch, or a half that was cut from one, with the API's answers to it so far. Used by the worker alone. */
final class PendingBatch {
    private static final long NEVER = -1;

    final Batch batch;
    /** Refusals since a part of the whole batch was last not refused. One element, shared by all its parts. */
    final int[] refusals;

    /** How many times in a row this batch itself failed with 500 or a broken exchange. */
    int failures;
    /** The same from the first strike on: a failure while nothing is delivered says nothing. */
    int trials;
    /** Failures, also of the batches it was cut from, with a delivery of others since the failure before. */
    int strikes;
    /** The strikes of the batch that it was cut from. */
    final int inheritedStrikes;
    /** How many batches had been delivered when it, or the batch it was cut from, last failed. */
    long deliveredBefore;

    /** How many batches had been delivered when it, or the batch it was cut from, first failed or was refused; see {@link Chance}. */
    private long firstDelivered = NEVER;

    private long firstRandomFailures;
    /** How many times this batch itself failed, or was refused by something else than the API. */
    int timesNotTaken;
    /** It was cut on suspicion: no delivery of others had shown that it was at fault. */
    boolean isSuspect;
    /** A part of a batch that the API has refused: it goes before new events, as the whole batch did. */
    boolean goesFirst;
    /** How many times in a row something else than the API has refused it, and no other batch. */
    int refusalsAlone;

    final Backoff backoff;
    /** Not sent before this time, by {@link System#nanoTime()}, while {@link #isDelayed}. */
    long notBefore;

    boolean isDelayed;

    PendingBatch(Batch batch, Backoff backoff) {
        this(batch, new int[1], 0, NEVER, backoff);
    }

    private PendingBatch(Batch batch, int[] refusals, int strikes, long deliveredBefore, Backoff backoff) {
        this.backoff = backoff;
        this.batch = batch;
        this.refusals = refusals;
        this.strikes = strikes;
        this.inheritedStrikes = strikes;
        this.deliveredBefore = deliveredBefore;
    }

    PendingBatch firstHalf() {
        return half(0, events() / 2);
    }

    PendingBatch secondHalf() {
        return half(events() / 2, events());
    }

    private PendingBatch half(int from, int to) {
        PendingBatch half = new PendingBatch(batch.part(from, to), refusals, strikes, deliveredBefore, backoff.fresh());
        half.firstDelivered = firstDelivered;
        half.firstRandomFailures = firstRandomFailures;
        half.isSuspect = isSuspect;
        return half;
    }

    int events() {
        return batch.events();
    }

    /** @return true if others were delivered since it last failed: this batch is at fault, or it is chance */
    boolean failed(long delivered) {
        boolean strike = deliveredBefore != NEVER && delivered > deliveredBefore;
        failures++;
        strikes += strike ? 1 : 0;
        trials += strikes > 0 ? 1 : 0;
        deliveredBefore = delivered;
        return strike;
    }

    /** It failed, or something else than the API refused it. */
    void notTaken(Chance chance) {
        timesNotTaken++;
        if (firstDelivered == NEVER) {
            firstDelivered = chance.delivered;
            firstRandomFailures = chance.randomFailures;
        }
    }

    /** Others were delivered since it, or the batch it was cut from, first failed or was refused. */
    boolean isLeftBehind(Chance chance) {
        return chance.delivered > firstDelivered;
    }

    /** If this many failures in a row may be chance. */
    boolean isChance(int failures, Chance chance) {
        return chance.allows(failures, firstDelivered, firstRandomFailures);
    }

    /** It failed in a way that says something about the API, but nothing about this batch. */
    void cleared() {
        failures = 0;
        trials = 0;
        strikes = inheritedStrikes;
        deliveredBefore = NEVER;
    }
}
