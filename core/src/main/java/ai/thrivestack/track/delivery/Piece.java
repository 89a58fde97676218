// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

/** A batch, or a part that was cut from one, with what the API has said of it so far. Used by the worker alone. */
final class Piece {
    private static final long NEVER = -1;

    final Batch batch;
    /** Refusals since any part of the batch was delivered; shared among its parts. */
    final int[] refusals;

    /** How often in a row the API has answered this very piece with 500. */
    int failures;
    /** How many of these answers, and of those to what it was cut from, came although others had got through. */
    int strikes;
    /** The strikes of what it was cut from. */
    final int inheritedStrikes;
    /** How many batches had been delivered when it, or what it was cut from, last failed. */
    long deliveredBefore;

    /** How many batches had been delivered when it, or what it was cut from, first was not taken; see {@link Chance}. */
    private long firstDelivered = NEVER;

    private long firstFlukes;
    /** How often this very piece was not taken. */
    int inVain;
    /** It was cut, or what it was cut from, although no others showed that it was at fault. */
    boolean isSuspect;
    /** How often in a row something else than the API has refused it, and no other. */
    int refusalsAlone;

    final Backoff backoff = new Backoff();
    /** Not to be tried before, by {@link System#nanoTime()}, if it is under suspicion itself. */
    long notBefore;

    boolean isDelayed;

    Piece(Batch batch) {
        this(batch, new int[1], 0, NEVER);
    }

    private Piece(Batch batch, int[] refusals, int strikes, long deliveredBefore) {
        this.batch = batch;
        this.refusals = refusals;
        this.strikes = strikes;
        this.inheritedStrikes = strikes;
        this.deliveredBefore = deliveredBefore;
    }

    Piece firstHalf() {
        return half(batch.firstHalf());
    }

    Piece secondHalf() {
        return half(batch.secondHalf());
    }

    private Piece half(Batch half) {
        Piece piece = new Piece(half, refusals, strikes, deliveredBefore);
        piece.firstDelivered = firstDelivered;
        piece.firstFlukes = firstFlukes;
        piece.isSuspect = isSuspect;
        return piece;
    }

    int events() {
        return batch.events.size();
    }

    /** @return true if others have got through since it last failed: the fault is in the piece, or in chance */
    boolean failed(long delivered) {
        boolean strike = deliveredBefore != NEVER && delivered > deliveredBefore;
        failures++;
        strikes += strike ? 1 : 0;
        deliveredBefore = delivered;
        return strike;
    }

    /** It was not taken. */
    void missed(Chance chance) {
        inVain++;
        if (firstDelivered == NEVER) {
            firstDelivered = chance.delivered;
            firstFlukes = chance.flukes;
        }
    }

    /** Others have got through since it, or what it was cut from, was not taken for the first time. */
    boolean isLeftBehind(Chance chance) {
        return chance.delivered > firstDelivered;
    }

    /** If this number of failures in a row may be chance. */
    boolean isChance(int failures, Chance chance) {
        return chance.allows(failures, firstDelivered, firstFlukes);
    }

    /** An answer of another kind: what it says of the API, it does not say of the piece. */
    void cleared() {
        failures = 0;
        strikes = inheritedStrikes;
        deliveredBefore = NEVER;
    }
}
