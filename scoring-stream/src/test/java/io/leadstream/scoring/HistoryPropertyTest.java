// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Random histories against a plain reading: the real topology, with events in any order, late and repeated, leads that
 * turn out to be one, points by hand, recyclings, rules published and days passing in between; and the domain's model by
 * itself in another order, of one lead that had all events. More of them by {@code -Dleadstream.histories=20000}; one seed
 * again by {@code -Dleadstream.seed=...}.
 */
class HistoryPropertyTest {

    private static final int HISTORIES = Integer.getInteger("leadstream.histories", 200);

    @TestFactory
    List<DynamicTest> shouldEndAsAPlainReadingDoes() {
        Long only = Long.getLong("leadstream.seed");
        List<DynamicTest> rounds = new ArrayList<>();
        for (long i = 0;
                i < (only == null ? (HISTORIES + HistoryRound.TOGETHER - 1) / HistoryRound.TOGETHER : 1);
                i++) {
            long seed = only == null ? 1_000 + i : only;
            rounds.add(DynamicTest.dynamicTest("seed " + seed, () -> new HistoryRound(seed).playOrTellSeed()));
        }
        return rounds;
    }
}
