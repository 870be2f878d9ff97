// SPDX-License-Identifier: Apache-2.0
package io.leadstream.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.domain.predictive.ModelTraining;
import io.leadstream.schemas.predictive.PredictiveFeature;
import io.leadstream.testkit.Fixtures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrainingHistoryTest {

    /** One lead an hour; directors are mostly won, and won ones are called afterwards. */
    private static List<LeadHistory> leads(int count) {
        var random = new Random(5);
        List<LeadHistory> leads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean director = random.nextInt(3) == 0;
            boolean won = random.nextInt(10) < (director ? 7 : 1);
            Instant at = Samples.START.plus(Duration.ofHours(i));
            String email = "p" + i + "@example.com";
            List<HistoryEvent> events = new ArrayList<>();
            events.add(HistoryEvent.of(
                    Samples.lead(email, director ? "Director" : "Clerk", at, Map.of("segment", "\"s" + i % 4 + "\"")),
                    false));
            if (won) {
                Instant called = at.plus(Duration.ofMinutes(50));
                events.add(HistoryEvent.of(Samples.did(email, "welcome_call", 1, called), false));
            }
            leads.add(
                    LeadHistory.of(Fixtures.leadId(email), events, won, won ? at.plus(Duration.ofMinutes(30)) : null));
        }
        return leads;
    }

    @Test
    void shouldNotLearnFromWhatCameAfterTheOutcome() {
        ModelTraining.Result result =
                TrainingHistory.share(Samples.of(leads(900)), 0.7).train("m", "won", Set.of());
        assertThat(result.model().getFeatures())
                .extracting(PredictiveFeature::getField)
                .contains("title")
                .doesNotContain("activity.welcome_call");
        assertThat(result.model().getReport().getAuc()).isBetween(0.65, 0.95);
    }

    @Test
    void shouldSplitAtADate() {
        Instant end = Samples.START.plus(Duration.ofHours(500));
        TrainingHistory training = TrainingHistory.until(Samples.of(leads(900)), end);
        assertThat(training.leads()).isEqualTo(900);
        assertThat(training.earlier()).isEqualTo(500);
        assertThat(training.train("m", "won", Set.of()).model().getTrainedUntil())
                .isBefore(end);
    }

    @Test
    void shouldReadOutcomesInWords() {
        assertThat(OutcomeField.told(" Won ")).isTrue();
        assertThat(OutcomeField.told("0")).isFalse();
        assertThat(OutcomeField.told("perhaps")).isNull();
        var field = new OutcomeField("converted");
        assertThat(field).hasToString("custom.converted");
        List<HistoryEvent> events = List.of(
                HistoryEvent.of(Samples.lead("a@example.com", "x", Samples.START, Map.of("converted", "0")), false),
                HistoryEvent.of(
                        Samples.lead("a@example.com", "x", Samples.START.plusSeconds(1), Map.of("converted", "1")),
                        false),
                HistoryEvent.of(Samples.lead("a@example.com", "x", Samples.START.plusSeconds(2), Map.of()), false));
        assertThat(field.won(events)).isTrue();
        assertThat(field.won(events.subList(0, 1))).isFalse();
    }
}
