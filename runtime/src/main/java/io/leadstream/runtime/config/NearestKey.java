// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.config;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The known name that a mistyped one most resembles. */
public final class NearestKey {

    private NearestKey() {}

    /** The known name with the fewest edits to the given one; null when even that has nothing to do with it. */
    public static @Nullable String of(String given, Collection<String> known) {
        String nearest = null;
        int fewest = Integer.MAX_VALUE;
        for (String candidate : known) {
            int edits = edits(given, candidate);
            if (edits < fewest) {
                fewest = edits;
                nearest = candidate;
            }
        }
        return fewest <= Math.max(given.length() / 2, 3) ? nearest : null;
    }

    /** Levenshtein distance. */
    static int edits(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
