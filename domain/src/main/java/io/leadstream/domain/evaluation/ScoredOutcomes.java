// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** Scores beside what really came of the leads. Leads of one score are one group: nothing tells them apart. */
public final class ScoredOutcomes {

    private final TreeMap<Double, long[]> groups = new TreeMap<>(Comparator.reverseOrder());
    private long size;
    private long positives;

    /**
     * Leads of one score.
     *
     * @param score the score
     * @param size how many have it, at least 1
     * @param positives how many of these were won
     */
    public record Group(double score, long size, long positives) {}

    /**
     * Adds a lead.
     *
     * @throws IllegalArgumentException when the score is no number
     */
    public void add(double score, boolean positive) {
        if (Double.isNaN(score)) {
            throw new IllegalArgumentException("a score has to be a number");
        }
        // 0.0 and -0.0 are one score.
        long[] group = groups.computeIfAbsent(score + 0.0, unseen -> new long[2]);
        group[0]++;
        size++;
        if (positive) {
            group[1]++;
            positives++;
        }
    }

    /** The groups, highest score first. */
    public List<Group> groups() {
        var list = new ArrayList<Group>(groups.size());
        groups.forEach((score, counts) -> list.add(new Group(score, counts[0], counts[1])));
        return list;
    }

    /** All leads. */
    public long size() {
        return size;
    }

    /** Those that were won. */
    public long positives() {
        return positives;
    }

    /** Those that were not. */
    public long negatives() {
        return size - positives;
    }

    /** Whether there are leads of both kinds, without which there is nothing to tell apart. */
    public boolean comparable() {
        return positives > 0 && positives < size;
    }
}
