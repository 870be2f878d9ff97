// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MeasurePlanTest {

    private static final Set<String> NONE = Set.of();

    @Test
    void shouldCountBackWhatIsNew() {
        var plan = MeasurePlan.of(2, Map.of("a", 1), NONE, Set.of("a"), Set.of("a", "b"));
        assertThat(plan).isEqualTo(new MeasurePlan(Map.of("a", 1, "b", 2), Set.of("b"), true));
    }

    @Test
    void shouldHaveNothingToDoForWhatIsCounted() {
        var plan = MeasurePlan.of(3, Map.of("a", 1, "b", 2), NONE, Set.of("a", "b"), Set.of("b"));
        assertThat(plan).isEqualTo(new MeasurePlan(Map.of("a", 1, "b", 2), NONE, false));
        assertThat(MeasurePlan.of(1, Map.of(), NONE, NONE, NONE)).isEqualTo(new MeasurePlan(Map.of(), NONE, false));
    }

    @Test
    void shouldGoOnForAVersionThatNeedsNoMore() {
        var plan = MeasurePlan.of(3, Map.of("a", 1, "b", 2, "c", 2), Set.of("b", "c"), Set.of("a"), Set.of("c"));
        assertThat(plan).isEqualTo(new MeasurePlan(Map.of("a", 1, "c", 2), Set.of("c"), false));
    }

    @Test
    void shouldBeginAnewForAVersionThatNeedsMore() {
        var plan = MeasurePlan.of(3, Map.of("a", 1, "b", 2), Set.of("b"), Set.of("a"), Set.of("b", "c"));
        assertThat(plan).isEqualTo(new MeasurePlan(Map.of("a", 1, "b", 3, "c", 3), Set.of("b", "c"), true));
    }

    @Test
    void shouldGiveUpWhatTheNewestVersionDoesNotNeed() {
        var plan = MeasurePlan.of(3, Map.of("a", 1, "b", 2), Set.of("b"), Set.of("a"), Set.of("a"));
        assertThat(plan).isEqualTo(new MeasurePlan(Map.of("a", 1), NONE, false));
    }
}
