// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.benchmarks;

import java.util.List;

/** How many forks have run, and about how long the others will take on this machine. Not thread-safe. */
final class Progress {
    /** So long the estimate made beforehand weighs as much as what was seen. */
    private static final double TRUST_SECONDS = 60;

    private final List<Integer> expected;
    private int done;
    private double expectedOfDone;
    private double spent;

    /** @param expected the seconds of each fork, in the order in which they run */
    Progress(List<Integer> expected) {
        this.expected = List.copyOf(expected);
    }

    void add(double seconds) {
        spent += seconds;
        expectedOfDone += expected.get(done++);
    }

    double secondsSpent() {
        return spent;
    }

    /** On a machine that took twice as long as expected until now, twice what is expected of the rest. */
    double secondsLeft() {
        double rest = expected.stream().skip(done).mapToInt(Integer::intValue).sum();
        return rest * (spent + TRUST_SECONDS) / (expectedOfDone + TRUST_SECONDS);
    }

    @Override
    public String toString() {
        String left = about(secondsLeft());
        return done == 0
                ? expected.size() + " forks, " + left
                : done + " of " + expected.size() + ", " + left + " left";
    }

    private static String about(double seconds) {
        return seconds < 90 ? "about " + Math.round(seconds) + " s" : "about " + Math.round(seconds / 60) + " min";
    }
}
