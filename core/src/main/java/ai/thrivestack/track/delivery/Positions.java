// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.ArrayDeque;

/** The positions of waiting events, oldest first. They mostly follow each other, so they are kept as runs. */
final class Positions {
    /** Of an event that an earlier process left: nobody waits for it. Halves may still be added to it. */
    static final long NONE = Long.MAX_VALUE / 2;

    /** Each: the first position, and how many. */
    private final ArrayDeque<long[]> runs = new ArrayDeque<>();

    void add(long position) {
        long[] last = runs.peekLast();
        if (last != null && last[0] + last[1] == position) {
            last[1]++;
        } else {
            runs.addLast(new long[] {position, 1});
        }
    }

    long oldest() {
        return runs.isEmpty() ? NONE : runs.peekFirst()[0];
    }

    /** Takes the oldest of them away. */
    void remove(int positions) {
        long left = positions;
        while (left > 0 && !runs.isEmpty()) {
            long[] run = runs.peekFirst();
            long taken = Math.min(left, run[1]);
            run[0] += taken;
            run[1] -= taken;
            left -= taken;
            if (run[1] == 0) {
                runs.removeFirst();
            }
        }
    }
}
