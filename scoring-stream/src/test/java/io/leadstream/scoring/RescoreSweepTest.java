// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import static io.leadstream.testkit.Fixtures.activity;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leadstream.schemas.scoring.RescoreState;
import io.leadstream.schemas.scoring.ScoringProgress;
import io.leadstream.schemas.state.scoring.LeadState;
import io.leadstream.schemas.state.scoring.RescoreCursor;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RescoreSweepTest {

    private final ScoringHarness scoring = new ScoringHarness();

    @AfterEach
    void close() {
        scoring.close();
    }

    @Test
    void shouldReachEveryLeadAlsoWhenEachSliceStartsTooLate() {
        for (int i = 0; i < 3; i++) {
            scoring.send(activity("e", "p" + i + "@example.org", "email_opened").build());
        }
        KeyValueStore<String, LeadState> leads = scoring.harness.store(StoreNames.LEAD);
        KeyValueStore<String, RescoreCursor> cursor = scoring.harness.store(StoreNames.RESCORE_CURSOR);
        List<ScoringProgress> told = new ArrayList<>();
        var sweep = new RescoreSweep(leads, cursor, new RescoreProgress(3, told::add), 500);
        List<String> visited = new ArrayList<>();
        sweep.start(1, 5_000);
        for (int slice = 0; slice < 3; slice++) {
            sweep.slice(5_400L * (slice + 1), System.nanoTime() - 1, (leadId, state) -> visited.add(leadId));
        }
        assertThat(visited).containsExactlyElementsOf(scoring.states().keySet());
        assertThat(sweep.slice(20_000, Long.MAX_VALUE, (leadId, state) -> visited.add(leadId)))
                .as("done")
                .isZero();
        assertThat(told)
                .as("the start, one a second, the end")
                .extracting(ScoringProgress::getState, ScoringProgress::getVisited)
                .containsExactly(
                        tuple(RescoreState.RESCORING, 0L),
                        tuple(RescoreState.RESCORING, 2L),
                        tuple(RescoreState.DONE, 3L));
        assertThat(told).allSatisfy(progress -> {
            assertThat(progress.getPartition()).isEqualTo(3);
            assertThat(progress.getVersion()).isEqualTo(1);
            assertThat(progress.getStartedAt().toEpochMilli()).isEqualTo(5_000);
        });
    }
}
