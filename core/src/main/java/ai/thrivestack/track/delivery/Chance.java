// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

/**
 * How often the API fails for no fault of the request: at random, or while it is down. A request that failed and was
 * delivered later, as it was, was not at fault; its failures were flukes. So an event that keeps failing is at fault only
 * if that many flukes in a row are next to impossible, as often as they come. Used by the worker alone.
 */
final class Chance {
    /** How seldom a good event may be taken for a bad one. */
    private static final double NEXT_TO_IMPOSSIBLE = 1e-6;

    long delivered;
    long flukes;

    void delivered(int failuresBefore) {
        delivered++;
        flukes += failuresBefore;
    }

    /** @param delivered and flukes, how many there had been when the failures began */
    boolean allows(int failures, long delivered, long flukes) {
        double flukesSince = this.flukes - flukes;
        double attemptsSince = flukesSince + this.delivered - delivered;
        return Math.pow((flukesSince + 1) / (attemptsSince + 2), failures) > NEXT_TO_IMPOSSIBLE;
    }
}
