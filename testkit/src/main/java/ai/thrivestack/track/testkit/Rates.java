// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What was received in each of the last seconds. Guarded by the journal's lock. */
final class Rates {

    static final int SECONDS = 300;

    /** Second, events accepted, requests refused, requests answered by script; at the second modulo the size. */
    private final long[][] bins = new long[SECONDS][4];

    void accepted(long second, int events) {
        at(second)[1] += events;
    }

    void refused(long second) {
        at(second)[2]++;
    }

    void scripted(long second) {
        at(second)[3]++;
    }

    void clear() {
        for (long[] bin : bins) {
            Arrays.fill(bin, 0);
        }
    }

    /** Those from that second on in which something was received, oldest first. */
    List<Object> since(long second, long now) {
        List<Object> found = new ArrayList<>();
        for (long s = Math.max(second, now - SECONDS + 1); s <= now; s++) {
            long[] bin = bins[(int) (s % SECONDS)];
            if (bin[0] == s) {
                found.add(Arrays.<Object>asList(bin[0], bin[1], bin[2], bin[3]));
            }
        }
        return found;
    }

    private long[] at(long second) {
        long[] bin = bins[(int) (second % SECONDS)];
        if (bin[0] != second) {
            Arrays.fill(bin, 0);
            bin[0] = second;
        }
        return bin;
    }
}
