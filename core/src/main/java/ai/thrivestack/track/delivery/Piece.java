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
        return new Piece(batch.firstHalf(), refusals, strikes, deliveredBefore);
    }

    Piece secondHalf() {
        return new Piece(batch.secondHalf(), refusals, strikes, deliveredBefore);
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

    /** An answer of another kind: what it says of the API, it does not say of the piece. */
    void cleared() {
        failures = 0;
        strikes = inheritedStrikes;
        deliveredBefore = NEVER;
    }
}
