// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.predictive;

import io.leadstream.domain.evaluation.Calibration;
import io.leadstream.domain.evaluation.RocCurve;
import io.leadstream.domain.evaluation.ScoredOutcomes;
import io.leadstream.schemas.predictive.PredictiveFeature;
import io.leadstream.schemas.predictive.PredictiveModel;
import io.leadstream.schemas.predictive.PredictiveReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Fits a model on the earlier part of a history and tests it on the later part, which it never sees before. How strongly
 * weights are held back is chosen inside the earlier part, again by time: fitted on its first four fifths, compared on
 * its last fifth by log loss. Nothing in it is left to chance: equal histories give equal models.
 */
public final class ModelTraining {

    /** Fewer leads of one kind than this teach nothing. */
    static final int LEAST_OF_A_KIND = 20;

    /** Strongest first: among equals the simpler model is taken. */
    private static final List<Double> PENALTIES = List.of(300.0, 100.0, 30.0, 10.0, 3.0, 1.0, 0.3, 0.1);

    private static final int BINS = 10;

    private final String name;
    private final String outcome;
    private final Set<String> excluded;

    /**
     * A training.
     *
     * @param name what a person calls the model
     * @param outcome what it predicts, in words
     * @param excluded fields, names of custom fields and activity types that were written with or after the outcome
     */
    public ModelTraining(String name, String outcome, Set<String> excluded) {
        this.name = name;
        this.outcome = outcome;
        this.excluded = Set.copyOf(excluded);
    }

    /**
     * What a training gave.
     *
     * @param model not published yet: version 0
     * @param test probabilities and outcomes of the later part
     * @param calibration of the later part
     * @param tried each penalty with its log loss on the last fifth of the earlier part
     */
    public record Result(PredictiveModel model, ScoredOutcomes test, Calibration calibration, List<Tried> tried) {}

    /** A penalty and the log loss it had. */
    public record Tried(double penalty, double logLoss) {}

    /** Examples in the order of time. */
    public static List<Example> inOrder(List<Example> examples) {
        return examples.stream()
                .sorted(Comparator.comparing(Example::at).thenComparing(Example::leadId))
                .toList();
    }

    /**
     * Trains on the first examples and tests on the others.
     *
     * @param examples in the order of time
     * @param trainedOn how many of them belong to the earlier part
     * @throws TrainingRefusedException when a part is too small
     */
    public Result train(List<Example> examples, int trainedOn) {
        List<Example> earlier = examples.subList(0, trainedOn);
        List<Example> later = examples.subList(trainedOn, examples.size());
        requireBothKinds(earlier, "the part to train on");
        if (later.isEmpty()) {
            throw new TrainingRefusedException("nothing is left to test on; train on less");
        }
        List<Tried> tried = new ArrayList<>();
        double penalty = choose(earlier, tried);
        PredictiveModel model = fit(earlier, penalty);
        ScoredOutcomes test = scored(PredictiveScorer.compile(model), later);
        Calibration calibration = Calibration.of(test, BINS);
        RocCurve roc = RocCurve.of(test);
        model.setReport(new PredictiveReport(
                test.size(),
                test.positives(),
                roc == null ? null : roc.auc(),
                calibration.brier(),
                calibration.logLoss(),
                calibration.error()));
        return new Result(model, test, calibration, List.copyOf(tried));
    }

    private double choose(List<Example> earlier, List<Tried> tried) {
        int border = earlier.size() * 4 / 5;
        List<Example> first = earlier.subList(0, border);
        requireBothKinds(first, "the first four fifths of the part to train on");
        List<Example> last = earlier.subList(border, earlier.size());
        var rows = new Rows(first, excluded);
        double best = PENALTIES.get(0);
        double bestLoss = Double.POSITIVE_INFINITY;
        for (double penalty : PENALTIES) {
            var scorer = PredictiveScorer.compile(model(rows, penalty));
            double loss = Calibration.of(scored(scorer, last), BINS).logLoss();
            tried.add(new Tried(penalty, loss));
            if (loss < bestLoss) {
                best = penalty;
                bestLoss = loss;
            }
        }
        return best;
    }

    private PredictiveModel fit(List<Example> examples, double penalty) {
        PredictiveModel model = model(new Rows(examples, excluded), penalty);
        model.setTrainedUntil(examples.get(examples.size() - 1).at());
        model.setTrainedOn(examples.size());
        model.setTrainedWon(examples.stream().filter(Example::won).count());
        return model;
    }

    private PredictiveModel model(Rows rows, double penalty) {
        var fit = LogisticRegression.fit(rows.values, rows.outcomes, penalty);
        var features = new ArrayList<PredictiveFeature>();
        for (int j = 0; j < rows.features.size(); j++) {
            PredictiveFeature feature =
                    PredictiveFeature.newBuilder(rows.features.get(j)).build();
            feature.setWeight(fit.weights().get(j));
            features.add(feature);
        }
        return new PredictiveModel(
                0,
                name,
                "",
                Instant.EPOCH,
                "",
                outcome,
                Instant.EPOCH,
                0L,
                0L,
                penalty,
                new PredictiveReport(0L, 0L, null, 0.0, 0.0, 0.0),
                fit.intercept(),
                features);
    }

    private static ScoredOutcomes scored(PredictiveScorer scorer, List<Example> examples) {
        var outcomes = new ScoredOutcomes();
        for (Example example : examples) {
            outcomes.add(scorer.probability(example.traits()), example.won());
        }
        return outcomes;
    }

    private static void requireBothKinds(List<Example> examples, String part) {
        long won = examples.stream().filter(Example::won).count();
        if (won < LEAST_OF_A_KIND || examples.size() - won < LEAST_OF_A_KIND) {
            throw new TrainingRefusedException(part + " has " + examples.size() + " leads, of which " + won
                    + " were won; a model needs at least " + LEAST_OF_A_KIND + " that were and " + LEAST_OF_A_KIND
                    + " that were not");
        }
    }

    /** Examples as numbers, by features that were chosen for them. */
    private static final class Rows {

        private final List<PredictiveFeature> features;
        private final List<double[]> values = new ArrayList<>();
        private final boolean[] outcomes;

        Rows(List<Example> examples, Set<String> excluded) {
            this.features =
                    FeaturePlan.of(examples.stream().map(Example::traits).toList(), excluded);
            this.outcomes = new boolean[examples.size()];
            var encoder = new FeatureEncoder(features);
            for (int i = 0; i < outcomes.length; i++) {
                values.add(encoder.encode(examples.get(i).traits()));
                outcomes[i] = examples.get(i).won();
            }
        }
    }
}
