// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.buffer;

import java.util.ArrayDeque;

/** The positions of waiting events, oldest first. Most are consecutive, so they are kept as runs. Not thread-safe. */
public final class SequenceRuns {
    /** Each run: its first position, and the number of positions. */
    private final ArrayDeque<long[]> runs = new ArrayDeque<>();

    /** Adds consecutive positions. */
    public void add(long first, int positions) {
        long[] last = runs.peekLast();
        if (last != null && last[0] + last[1] == first) {
            last[1] += positions;
        } else {
            runs.addLast(new long[] {first, positions});
        }
    }

    /** The oldest position, {@link Store#NO_POSITION} if there is none. */
    public long oldest() {
        return runs.isEmpty() ? Store.NO_POSITION : runs.peekFirst()[0];
    }

    /** Removes the oldest positions. */
    public void remove(int positions) {
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
