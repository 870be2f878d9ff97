// SPDX-License-Identifier: Apache-2.0
package io.leadstream.backtest;

import static io.leadstream.backtest.Samples.did;
import static io.leadstream.backtest.Samples.history;
import static io.leadstream.backtest.Samples.lead;
import static io.leadstream.backtest.Samples.onTitle;
import static io.leadstream.backtest.Samples.perActivity;
import static io.leadstream.backtest.Samples.rules;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadstream.schemas.predictive.PredictiveModel;
import io.leadstream.schemas.predictive.PredictiveReport;
import io.leadstream.schemas.rules.ScoringRuleSet;
import io.leadstream.schemas.scoring.Grade;
import io.leadstream.testkit.Fixtures;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BacktestTest {

    private static final ScoringRuleSet BEFORE = rules("before", perActivity("demo_requested", 20));
    private static final ScoringRuleSet AFTER =
            rules("after", perActivity("demo_requested", 20), onTitle("Director", 40));

    private static final List<LeadHistory> LEADS = List.of(
            history("a@example.com", "Director", 2, true),
            history("b@example.com", "Clerk", 2, false),
            history("c@example.com", "Director", 0, true),
            history("d@example.com", "Clerk", 5, false));

    private static BacktestReport run(List<LeadHistory> leads) {
        return Backtest.run(Samples.of(leads), Span.ALL, BEFORE, AFTER);
    }

    @Test
    void shouldCountWhoWouldChange() {
        BacktestReport report = run(LEADS);
        assertThat(report.leads()).isEqualTo(4);
        assertThat(report.won()).isEqualTo(2);
        assertThat(report.events()).isEqualTo(13);
        assertThat(report.scoreChanges()).isEqualTo(2);
        assertThat(report.gradeChanges()).isEqualTo(1);
        assertThat(report.qualifiedBefore()).isEqualTo(1);
        assertThat(report.newlyQualified()).isEqualTo(1);
        assertThat(report.noLongerQualified()).isZero();
        assertThat(report.qualifiedAfter()).isEqualTo(2);
        assertThat(report.gradesBefore()).containsEntry(Grade.F, 3L).containsEntry(Grade.A_PLUS, 1L);
        assertThat(report.gradesAfter()).containsEntry(Grade.F, 2L).containsEntry(Grade.A, 1L);
        assertThat(report.moved(Grade.F, Grade.A)).isEqualTo(1);
    }

    @Test
    void shouldCountAPredictionWhereTheRulesGiveItAWeight() {
        ScoringRuleSet weighted = rules("weighted", perActivity("demo_requested", 20));
        weighted.setPredictiveWeight(0.4);
        PredictiveModel evenOdds = PredictiveModel.newBuilder()
                .setVersion(1)
                .setName("even odds")
                .setContentHash("")
                .setPublishedAt(Samples.START)
                .setPublishedBy("")
                .setOutcome("won")
                .setTrainedUntil(Samples.START)
                .setTrainedOn(100)
                .setTrainedWon(50)
                .setPenalty(1)
                .setReport(new PredictiveReport(1L, 1L, null, 0.0, 0.0, 0.0))
                .setIntercept(0)
                .setFeatures(List.of())
                .build();
        BacktestReport report = Backtest.run(Samples.of(LEADS), Span.ALL, BEFORE, weighted, evenOdds);
        assertThat(report.scoreChanges()).as("one has 100 already").isEqualTo(3);
        assertThat(report.changes())
                .extracting(change -> change.after().score())
                .contains(60);
        assertThat(Backtest.run(Samples.of(LEADS), Span.ALL, BEFORE, weighted).scoreChanges())
                .isZero();
    }

    @Test
    void shouldSayWhichLeadChangesAndByWhichRule() {
        assertThat(run(LEADS).changes()).singleElement().satisfies(change -> {
            assertThat(change.who()).isEqualTo("a@example.com");
            assertThat(change.before().score()).isEqualTo(40);
            assertThat(change.after().score()).isEqualTo(80);
            assertThat(change.lines()).containsExactly(new LeadChange.Line("title-Director", 0, 40));
        });
    }

    @Test
    void shouldJudgeBothByWhatCameOfTheLeads() {
        BacktestReport report = run(LEADS);
        // Before: won at 40 and 0, lost at 40 and 100. Of four pairs one is a tie.
        assertThat(requireNonNull(report.qualityBefore().roc()).auc()).isEqualTo(0.125);
        // After: won at 80 and 40, lost at 40 and 100: 80 beats 40, and one tie.
        assertThat(requireNonNull(report.qualityAfter().roc()).auc()).isEqualTo(0.375);
        assertThat(report.qualityAfter().byGrade().get(Grade.A)).satisfies(rate -> {
            assertThat(requireNonNull(rate).hits()).isEqualTo(1);
            assertThat(rate.of()).isEqualTo(1);
        });
    }

    @Test
    void shouldKeepTheTwentyWidestChanges() {
        List<LeadHistory> leads = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            leads.add(history("p" + i + "@example.com", i % 2 == 0 ? "Director" : "Clerk", 1 + i % 5, i % 3 == 0));
        }
        Collections.shuffle(leads, new Random(3));
        List<LeadChange> changes = run(leads).changes();
        assertThat(changes).hasSize(20).isSortedAccordingTo(LeadChange.WIDEST);
        assertThat(run(LEADS).changes()).hasSize(1);
    }

    @Test
    void shouldCountARepeatOnceAndInTheOrderOfTime() {
        var capture = HistoryEvent.of(lead("x@example.com", "Director", Samples.START, Map.of()), false);
        var demo = HistoryEvent.of(
                did("x@example.com", "demo_requested", 1, Samples.START.plus(Duration.ofDays(1))), false);
        LeadHistory history = LeadHistory.of("x", List.of(demo, capture, demo), false, null);
        assertThat(history.events()).containsExactly(capture, demo);
        assertThat(history.cameAt()).isEqualTo(Samples.START);
    }

    @Test
    void shouldNotLetWhatCameAfterTheOutcomeSpeakForAScore() {
        LeadHistory whole = history("w@example.com", "Clerk", 4, true);
        Instant wonAt = Samples.START.plus(Duration.ofDays(2));
        LeadHistory won = new LeadHistory(whole.leadId(), whole.events(), true, wonAt, Map.of());
        BacktestReport report = run(List.of(won, history("l@example.com", "Clerk", 2, false)));
        // One demo before the conversion, so 20 against 40; the counts still tell of all four.
        assertThat(requireNonNull(report.qualityBefore().roc()).auc()).isZero();
        assertThat(report.qualifiedBefore()).isEqualTo(1);
    }

    @Test
    void shouldLeaveOutWhatIsBeyondALeadsBounds() {
        List<HistoryEvent> events = new ArrayList<>();
        events.add(HistoryEvent.of(lead("many@example.com", "Director", Samples.START, Map.of()), false));
        for (int i = 0; i < 503; i++) {
            events.add(HistoryEvent.of(
                    did("many@example.com", "type_" + i, i, Samples.START.plusSeconds(60L * i + 1)), false));
        }
        LeadHistory history = LeadHistory.of(Fixtures.leadId("many@example.com"), events, false, null);
        BacktestReport report = run(List.of(history));
        assertThat(report.refused()).isEqualTo(6); // three types too many, by both versions
        assertThat(report.leads()).isEqualTo(1);
    }

    @Test
    void shouldTellTheSameAsJson() throws IOException {
        JsonNode json = new ObjectMapper().readTree(BacktestJson.of(run(LEADS)));
        assertThat(json.path("format").asText()).isEqualTo("leadstream-backtest/1");
        assertThat(json.path("newlyQualified").asLong()).isEqualTo(1);
        assertThat(json.path("changes").get(0).path("why").get(0).path("rule").asText())
                .isEqualTo("title-Director");
        assertThat(json.path("quality").path("after").path("rocAuc").asDouble()).isEqualTo(0.375);
        assertThat(json.path("quality").path("before").path("deciles")).hasSize(4);
    }

    @Test
    void shouldMakeAPageThatNeedsNothingElse() {
        String page = BacktestPage.of(run(List.of(
                history("<script>alert(1)</script>", "Director", 2, true),
                history("b@example.com", "Clerk", 2, false))));
        assertThat(page)
                .contains("<svg", "aria-label", "prefers-color-scheme: dark", "&lt;script&gt;")
                .doesNotContain("<script", "http://", "https://", "NaN", "Infinity");
    }

    @Test
    void shouldSayThatScoresCanNotBeJudgedWhenNobodyWasWon() {
        BacktestReport report = run(List.of(history("b@example.com", "Clerk", 2, false)));
        assertThat(report.judged()).isFalse();
        assertThat(BacktestPage.of(report)).contains("can't be judged");
        assertThat(BacktestJson.tree(report)
                        .path("quality")
                        .path("after")
                        .path("rocAuc")
                        .isNull())
                .isTrue();
    }
}
