// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

import java.util.Collection;
import java.util.Locale;

/** Finds the name that is nearest to a misspelt one. */
public final class Spelling {
    private Spelling() {}

    /** The name with the smallest distance, any case; null if there are no names. */
    public static String nearest(String written, Collection<String> names) {
        String nearest = null;
        for (String candidate : names) {
            if (nearest == null || distance(written, candidate) < distance(written, nearest)) {
                nearest = candidate;
            }
        }
        return nearest;
    }

    /** Levenshtein's distance, any case. */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
