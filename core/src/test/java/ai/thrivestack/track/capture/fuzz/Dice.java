// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.fuzz;

import java.util.List;
import java.util.SplittableRandom;

/** The choices of one input: the same for the same seed and number. Not thread-safe. */
final class Dice {
    private final SplittableRandom random;

    Dice(long seed, long number) {
        // Scattered, so that seeds that are neighbours do not share inputs.
        random = new SplittableRandom(new SplittableRandom(seed).nextLong() + number);
    }

    /** From 0 to one less than this. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** From 0 on, mostly small, at most this. */
    int few(int most) {
        return below(below(most + 1) + 1);
    }

    boolean percent(int chance) {
        return below(100) < chance;
    }

    /** Once in so many times. */
    boolean oneIn(int times) {
        return below(times) == 0;
    }

    long anyLong() {
        return random.nextLong();
    }

    @SafeVarargs
    final <T> T pick(T... choices) {
        return choices[below(choices.length)];
    }

    <T> T pick(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    char charOf(String choices) {
        return choices.charAt(below(choices.length()));
    }
}
