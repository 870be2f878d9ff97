// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.predictive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.leadstream.schemas.predictive.FeatureKind;
import io.leadstream.schemas.predictive.PredictiveFeature;
import io.leadstream.schemas.predictive.PredictiveModel;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModelTrainingTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** Leads whose outcome hangs on their source and page views, and a field that tells it. */
    private static List<Example> examples(int count, long seed) {
        var random = new Random(seed);
        var examples = new ArrayList<Example>();
        for (int i = 0; i < count; i++) {
            boolean referral = random.nextInt(4) == 0;
            int pages = random.nextInt(30);
            double odds = -2.5 + (referral ? 2 : 0) + 0.12 * pages;
            boolean won = random.nextDouble() < LogisticRegression.sigmoid(odds);
            Lead lead = Lead.of(
                    Map.of("source", referral ? "referral" : "ads", "custom.closed", BigDecimal.valueOf(won ? 1 : 0)));
            examples.add(new Example(
                    String.format(Locale.ROOT, "lead-%05d", i),
                    START.plusSeconds(i * 60L),
                    pages == 0 ? lead : lead.did("page_viewed", pages, 0),
                    won));
        }
        return examples;
    }

    private static ModelTraining training() {
        return new ModelTraining("test", "won", Set.of("closed"));
    }

    @Test
    void shouldFindWhatMattersAndSaySoOfLaterLeads() {
        var result = training().train(examples(3000, 1), 2000);
        PredictiveModel model = result.model();
        assertThat(model.getTrainedOn()).isEqualTo(2000);
        assertThat(model.getReport().getLeads()).isEqualTo(1000);
        assertThat(model.getReport().getAuc()).isBetween(0.75, 0.9);
        assertThat(model.getReport().getCalibrationError()).isLessThan(0.1);
        assertThat(model.getTrainedUntil()).isEqualTo(START.plusSeconds(1999 * 60L));
        assertThat(model.getFeatures())
                .extracting(PredictiveFeature::getField)
                .contains("source", "activity.page_viewed")
                .doesNotContain("custom.closed");
        assertThat(result.tried()).hasSizeGreaterThan(3);
        assertThat(result.tried().stream()
                        .filter(tried -> tried.penalty() == model.getPenalty())
                        .findFirst())
                .hasValueSatisfying(taken -> assertThat(result.tried())
                        .allSatisfy(other -> assertThat(other.logLoss()).isGreaterThanOrEqualTo(taken.logLoss())));
    }

    @Test
    void shouldLeakWhenTheOutcomesFieldIsNotExcluded() {
        var leaked = new ModelTraining("leaky", "won", Set.of()).train(examples(3000, 1), 2000);
        assertThat(leaked.model().getReport().getAuc()).isGreaterThan(0.99);
    }

    @Test
    void shouldNotLookAtTheLaterPartWhenFitting() {
        List<Example> examples = examples(1200, 3);
        List<Example> other = new ArrayList<>(examples.subList(0, 800));
        for (Example later : examples.subList(800, 1200)) {
            other.add(new Example(later.leadId(), later.at(), Lead.of(Map.of("title", "Chief")), !later.won()));
        }
        PredictiveModel one = training().train(examples, 800).model();
        PredictiveModel two = training().train(other, 800).model();
        two.setReport(one.getReport());
        assertThat(two).isEqualTo(one);
    }

    @Test
    void shouldGiveEqualModelsForEqualHistoriesInAnyOrder() {
        List<Example> examples = examples(600, 5);
        List<Example> shuffled = new ArrayList<>(examples);
        Collections.shuffle(shuffled, new Random(9));
        assertThat(training().train(ModelTraining.inOrder(shuffled), 400).model())
                .isEqualTo(training().train(examples, 400).model());
    }

    @Test
    void shouldRefuseWhenThereIsTooLittleToLearnFrom() {
        assertThatThrownBy(() -> training().train(examples(60, 1), 30))
                .isInstanceOf(TrainingRefusedException.class)
                .hasMessageContaining("at least 20");
        List<Example> examples = examples(600, 1);
        assertThatThrownBy(() -> training().train(examples, 600))
                .isInstanceOf(TrainingRefusedException.class)
                .hasMessageContaining("test");
        List<Example> lost = examples(600, 1).stream()
                .map(example -> new Example(example.leadId(), example.at(), example.traits(), false))
                .toList();
        assertThatThrownBy(() -> training().train(lost, 400)).isInstanceOf(TrainingRefusedException.class);
        List<Example> won = examples(600, 1).stream()
                .map(example -> new Example(example.leadId(), example.at(), example.traits(), true))
                .toList();
        assertThatThrownBy(() -> training().train(won, 400)).isInstanceOf(TrainingRefusedException.class);
    }

    @Test
    void shouldReportNoCurveWhenTheLaterPartIsOfOneKind() {
        List<Example> examples = new ArrayList<>(examples(600, 1));
        examples.subList(500, 600).replaceAll(e -> new Example(e.leadId(), e.at(), e.traits(), false));
        assertThat(training().train(examples, 500).model().getReport().getAuc()).isNull();
    }

    @Test
    void shouldGiveReasonsThatAddUpToThePrediction() {
        PredictiveModel model = training().train(examples(3000, 1), 2000).model();
        var scorer = PredictiveScorer.compile(model);
        Lead lead = Lead.of(Map.of("source", "Referral")).did("page_viewed", 25, 3);
        Prediction prediction = scorer.predict(lead);
        double average = model.getIntercept();
        for (PredictiveFeature feature : model.getFeatures()) {
            average += feature.getWeight() * feature.getAverage();
        }
        double odds = average
                + prediction.reasons().stream()
                        .mapToDouble(Prediction.Reason::effect)
                        .sum();
        assertThat(prediction.probability()).isCloseTo(LogisticRegression.sigmoid(odds), within(0.01));
        assertThat(prediction.percent()).isEqualTo((int) Math.round(100 * prediction.probability()));
        assertThat(prediction.reasons())
                .extracting(Prediction.Reason::value)
                .contains("referral", "25 times, last 3 days before the newest event");
        assertThat(prediction.reasons().get(0).effect()).isGreaterThan(0.5);
        assertThat(scorer.predict(Lead.of(Map.of()).did("page_viewed", 1, 1)).reasons())
                .extracting(Prediction.Reason::value)
                .contains("1 time, last 1 day before the newest event");
        assertThat(scorer.predict(Lead.of(Map.of())).reasons())
                .extracting(Prediction.Reason::value)
                .contains("never");
    }

    @Test
    void shouldComeBackFromAFileBitForBit() {
        PredictiveModel model = training().train(examples(1000, 2), 700).model();
        PredictiveModel read = ModelFiles.model(ModelFiles.tree(model)).orThrow();
        assertThat(read.getContentHash()).hasSize(64);
        read.setContentHash("");
        assertThat(read).isEqualTo(model);
    }

    @Test
    void shouldNameEveryMistakeOfAFile() {
        PredictiveModel model = training().train(examples(1000, 2), 700).model();
        Map<String, Object> tree = new LinkedHashMap<>(ModelFiles.tree(model));
        tree.put("intercept", "much");
        tree.put("trainedUntil", "yesterday");
        tree.put("report", Map.of("leads", 1, "won", 1, "brier", 1e300, "logLoss", 0, "calibrationError", 0));
        tree.put(
                "features",
                List.of(
                        Map.of("field", "source", "kind", "level", "average", 0, "weight", 1),
                        Map.of("field", "source", "kind", "count", "average", 0, "weight", 1),
                        Map.of("field", "x", "kind", "guess", "average", 0, "weight", 1),
                        Map.of("field", "x", "kind", "number", "scale", 0, "average", 0, "weight", 1)));
        assertThat(ModelFiles.model(tree).mistakes())
                .extracting(mistake -> mistake.path())
                .contains(
                        "intercept",
                        "trainedUntil",
                        "report.brier",
                        "features[0].level",
                        "features[1].kind",
                        "features[2].kind",
                        "features[3].scale");
        assertThat(ModelFiles.model(Map.of("name", "x")).mistakes())
                .extracting(mistake -> mistake.path())
                .contains("outcome", "report", "features", "intercept");
        assertThat(ModelFiles.model(Map.of("features", Collections.nCopies(600, Map.of())))
                        .mistakes())
                .hasSizeLessThan(100);
    }

    @Test
    void shouldRefuseAModelWithTooManyFeatures() {
        PredictiveModel model = training().train(examples(1000, 2), 700).model();
        model.setFeatures(Collections.nCopies(
                501, new PredictiveFeature(FeatureKind.MISSING, "title", null, 0.0, 1.0, 0.0, 0.0)));
        assertThatThrownBy(() -> PredictiveScorer.compile(model)).isInstanceOf(IllegalArgumentException.class);
    }
}
