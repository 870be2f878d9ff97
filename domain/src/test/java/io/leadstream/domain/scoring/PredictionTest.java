// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import static io.leadstream.domain.lead.Captures.START;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.domain.lead.AvroPersonCodec;
import io.leadstream.domain.predictive.PredictiveScorer;
import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.capture.CapturedLead;
import io.leadstream.schemas.capture.SourceKind;
import io.leadstream.schemas.predictive.FeatureKind;
import io.leadstream.schemas.predictive.PredictiveFeature;
import io.leadstream.schemas.predictive.PredictiveModel;
import io.leadstream.schemas.predictive.PredictiveReport;
import io.leadstream.schemas.rules.ScoringRule;
import io.leadstream.schemas.rules.ScoringRuleSet;
import io.leadstream.schemas.scoring.ScoreCause;
import io.leadstream.schemas.scoring.ScoreChanged;
import io.leadstream.schemas.scoring.ScoreLine;
import io.leadstream.schemas.state.scoring.LeadState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PredictionTest {

    private static final Instant START = Instant.parse("2026-02-01T10:00:00Z");

    private final LeadScoring scoring = new LeadScoring(new AvroPersonCodec());

    private static ScoringModel rules(double weight) {
        return ScoringModel.compile(ScoringRuleSet.newBuilder()
                .setVersion(1)
                .setName("r")
                .setContentHash("")
                .setPublishedAt(START)
                .setPublishedBy("")
                .setPredictiveWeight(weight)
                .setRules(List.of(ScoringRule.newBuilder()
                        .setId("demo-requested")
                        .setName("Demo")
                        .setCategory("behavioural")
                        .setActivityType("demo_requested")
                        .setPoints(20)
                        .build()))
                .build());
    }

    private static PredictiveScorer model(int version, double pageWeight) {
        return PredictiveScorer.compile(PredictiveModel.newBuilder()
                .setVersion(version)
                .setName("m")
                .setContentHash("")
                .setPublishedAt(START)
                .setPublishedBy("")
                .setOutcome("won")
                .setTrainedUntil(START)
                .setTrainedOn(100)
                .setTrainedWon(50)
                .setPenalty(1)
                .setReport(new PredictiveReport(1L, 1L, null, 0.0, 0.0, 0.0))
                .setIntercept(-2)
                .setFeatures(List.of(
                        new PredictiveFeature(FeatureKind.LEVEL, "title", "cto", 0.0, 1.0, 0.1, 1.5),
                        new PredictiveFeature(
                                FeatureKind.COUNT, "activity.page_viewed", null, 0.5, 0.7, 0.0, pageWeight),
                        new PredictiveFeature(FeatureKind.RECENCY, "activity.page_viewed", null, 0.0, 1.0, 0.3, -0.4)))
                .build());
    }

    private static CapturedLead capture() {
        return CapturedLead.newBuilder()
                .setEventId("c")
                .setLeadId("lead")
                .setSourceKind(SourceKind.API)
                .setSource("api")
                .setOccurredAt(START)
                .setReceivedAt(START)
                .setTitle("CTO")
                .build();
    }

    private static Activity page(int number) {
        Instant at = START.plus(Duration.ofHours(7L * number));
        return Activity.newBuilder()
                .setEventId("a" + number)
                .setType(number % 4 == 3 ? "call" : "page_viewed")
                .setOccurredAt(at)
                .setReceivedAt(at)
                .setLeadId("lead")
                .setSource("api")
                .build();
    }

    @Test
    void shouldSayNothingAndCostNothingWithoutAModel() {
        ScoringOutcome outcome = scoring.capture("lead", null, capture(), rules(0.2));
        assertThat(outcome.state().getPredicted()).isEqualTo(-1);
        assertThat(requireNonNull(outcome.profile()).getPrediction()).isNull();
        assertThat(outcome.scores()).isEmpty();
    }

    @Test
    void shouldTellAPredictionBesideTheScoreAndNotInIt() {
        ScoringOutcome outcome = scoring.capture("lead", null, capture(), rules(0).with(model(3, 0.9)));
        assertThat(outcome.scores()).singleElement().satisfies(change -> {
            assertThat(change.getScore()).isZero();
            assertThat(change.getLines()).isEmpty();
            assertThat(change.getPrediction().getModelVersion()).isEqualTo(3);
            assertThat(change.getPrediction().getPercent())
                    .isEqualTo(outcome.state().getPredicted());
            assertThat(change.getPrediction().getReasons().get(0).getField()).isEqualTo("title");
        });
        assertThat(requireNonNull(outcome.profile()).getPrediction())
                .isEqualTo(outcome.scores().get(0).getPrediction());
    }

    @Test
    void shouldAddALineWhenTheRulesGiveItAWeight() {
        ScoringOutcome outcome =
                scoring.capture("lead", null, capture(), rules(0.5).with(model(1, 0.9)));
        ScoreChanged change = outcome.scores().get(0);
        int percent = change.getPrediction().getPercent();
        assertThat(percent).isPositive();
        assertThat(change.getLines())
                .containsExactly(
                        new ScoreLine("predictive", "predictive", 1, 0, (int) Math.round(percent * 0.5), 0, 0));
        assertThat(change.getScore()).isEqualTo(change.getTotal()).isEqualTo(Math.round(percent * 0.5f));
    }

    @Test
    void shouldTellOnlyWhatMovesByAWholePercent() {
        ScoringModel model = rules(0).with(model(1, 1e-7));
        LeadState state = scoring.capture("lead", null, capture(), model).state();
        ScoringOutcome outcome = scoring.activity("lead", state, page(0), model);
        ScoringOutcome again = scoring.activity("lead", outcome.state(), page(0), model);
        assertThat(again.scores()).isEmpty();
    }

    @Test
    void shouldSayTheSameInAnyOrder() {
        ScoringModel model = rules(0.3).with(model(1, 0.9));
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            order.add(i);
        }
        LeadState first = play(order, model);
        assertThat(first.getPredicted()).isPositive();
        for (int round = 0; round < 20; round++) {
            Collections.shuffle(order, new Random(round));
            LeadState other = play(order, model);
            assertThat(other.getPredicted()).isEqualTo(first.getPredicted());
            assertThat(other.getTotal()).isEqualTo(first.getTotal());
            assertThat(scoring.traits("lead", other).daysSince("page_viewed"))
                    .isEqualTo(scoring.traits("lead", first).daysSince("page_viewed"));
        }
    }

    private LeadState play(List<Integer> order, ScoringModel model) {
        LeadState state = scoring.capture("lead", null, capture(), model).state();
        for (int number : order) {
            state = scoring.activity("lead", state, page(number), model).state();
        }
        return state;
    }

    @Test
    void shouldApplyANewModelAsAChangeOfItsOwn() {
        ScoringModel before = rules(0.3).with(model(1, 0.9));
        ScoringModel after = rules(0.3).with(model(2, 2.5));
        LeadState state = play(List.of(0, 1, 2), before);
        ScoringOutcome outcome = scoring.rescore("lead", state, after, START);
        assertThat(after.wasAppliedTo(outcome.state())).isTrue();
        assertThat(outcome.scores()).singleElement().satisfies(change -> {
            assertThat(change.getCause()).isEqualTo(ScoreCause.MODEL);
            assertThat(change.getCauseId()).isEqualTo("model:2");
            assertThat(change.getPrediction().getModelVersion()).isEqualTo(2);
        });
        assertThat(outcome.profile()).isNotNull();
        if (outcome.profile() != null) {
            assertThat(outcome.profile().getCauseId()).isEqualTo("model:2");
        }
        assertThat(scoring.rescore("lead", outcome.state(), after, START).scores())
                .isEmpty();
    }

    @Test
    void shouldTakeThePointsBackWhenTheModelIsGone() {
        LeadState state = play(List.of(0, 1, 2), rules(0.5).with(model(1, 0.9)));
        assertThat(state.getScore()).isPositive();
        ScoringOutcome outcome = scoring.rescore("lead", state, rules(0.5), START);
        assertThat(outcome.state().getScore()).isZero();
        assertThat(outcome.state().getPredicted()).isEqualTo(-1);
        assertThat(outcome.scores().get(outcome.scores().size() - 1).getPrediction())
                .isNull();
    }

    @Test
    void shouldKnowActivitiesAndFieldsAsTheyAre() {
        LeadState state = play(List.of(0, 1, 3), rules(0));
        var traits = scoring.traits("lead", state);
        assertThat(traits.activityTypes()).containsExactlyInAnyOrder("page_viewed", "call");
        assertThat(traits.hits("page_viewed")).isEqualTo(2);
        assertThat(traits.hits("meeting")).isZero();
        assertThat(traits.daysSince("call")).isZero();
        assertThat(traits.daysSince("meeting")).isEqualTo(-1);
        assertThat(traits.value("title")).isEqualTo("CTO");
        assertThat(traits.customFields()).isEmpty();
    }
}
