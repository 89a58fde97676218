// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit.plan;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Compares names as people mistake them. */
public final class Names {
    private static final int SLIPS = 2;
    /** Nobody types longer ones, and a client may send any. */
    private static final int LONGEST = 100;

    private Names() {}

    /** Whether they differ in case and punctuation alone, or in two letters more or one other of long enough names. */
    public static boolean areAlike(String a, String b) {
        int distance = distance(folded(a), folded(b));
        return distance == 0 || distance <= SLIPS && Math.min(a.length(), b.length()) > 2 * SLIPS;
    }

    /** The one of them that the name may have been meant to be. */
    static Optional<String> like(String name, Collection<String> candidates) {
        return candidates.stream()
                .filter(candidate -> areAlike(candidate, name))
                .min(Comparator.comparing(candidate -> distance(folded(candidate), folded(name))));
    }

    private static String folded(String name) {
        String letters = name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
        return letters.isEmpty() ? name : letters;
    }

    /** How many letters must be added or removed, another letter being one of each; the maximum where they are many. */
    private static int distance(String a, String b) {
        if (Math.abs(a.length() - b.length()) > SLIPS || Math.max(a.length(), b.length()) > LONGEST) {
            return a.equals(b) ? 0 : Integer.MAX_VALUE;
        }
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 2);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
