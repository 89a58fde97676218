// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

/**
 * How often the API fails although the request is good: at random, or while it is down. A request that failed and was
 * delivered later unchanged was good, so its failures were random. An event that keeps failing is at fault only if that
 * many random failures in a row are almost impossible at their present rate. Used by the worker alone.
 */
final class Chance {
    /** The highest probability that a good event is taken for a bad one. */
    private static final double ALMOST_IMPOSSIBLE = 1e-6;

    long delivered;
    long randomFailures;

    void delivered(int failuresBefore) {
        delivered++;
        randomFailures += failuresBefore;
    }

    /** @param delivered and randomFailures, the counts when the failures began */
    boolean allows(int failures, long delivered, long randomFailures) {
        double failuresSince = this.randomFailures - randomFailures;
        double attemptsSince = failuresSince + this.delivered - delivered;
        return Math.pow((failuresSince + 1) / (attemptsSince + 2), failures) > ALMOST_IMPOSSIBLE;
    }
}
