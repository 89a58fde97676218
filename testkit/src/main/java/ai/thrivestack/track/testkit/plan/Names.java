// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit.plan;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Compares names as people mistake them. */
public final class Names {
    private static final int SLIPS = 2;

    private Names() {}

    /** Whether they differ in case and punctuation alone, or in at most two letters of long enough names. */
    public static boolean areAlike(String a, String b) {
        String one = folded(a);
        String other = folded(b);
        return one.equals(other) || Math.min(one.length(), other.length()) > 2 * SLIPS && distance(one, other) <= SLIPS;
    }

    /** The first of them that the name may have been meant to be. */
    static Optional<String> like(String name, Collection<String> candidates) {
        return candidates.stream()
                .filter(candidate -> areAlike(candidate, name))
                .findFirst();
    }

    private static String folded(String name) {
        String letters = name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
        return letters.isEmpty() ? name : letters;
    }

    /** Levenshtein's. */
    private static int distance(String a, String b) {
        int[] above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
