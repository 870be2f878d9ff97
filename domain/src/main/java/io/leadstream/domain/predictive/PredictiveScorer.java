// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.predictive;

import io.leadstream.schemas.predictive.PredictiveFeature;
import io.leadstream.schemas.predictive.PredictiveModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A version of the predictive model, ready to be applied. Immutable. */
public final class PredictiveScorer {

    /** Reasons that a prediction carries at most. */
    public static final int MOST_REASONS = 5;

    /** What changes the odds by less than a hundredth is no reason. */
    private static final double LEAST_EFFECT = 0.01;

    private final PredictiveModel model;
    private final FeatureEncoder encoder;
    private final double[] weights;
    private final double[] averages;

    private PredictiveScorer(PredictiveModel model) {
        this.model = model;
        List<PredictiveFeature> features = model.getFeatures();
        this.encoder = new FeatureEncoder(features);
        this.weights =
                features.stream().mapToDouble(PredictiveFeature::getWeight).toArray();
        this.averages =
                features.stream().mapToDouble(PredictiveFeature::getAverage).toArray();
    }

    /**
     * Prepares a model.
     *
     * @throws IllegalArgumentException when it can't be used
     */
    public static PredictiveScorer compile(PredictiveModel model) {
        if (model.getFeatures().size() > FeaturePlan.MOST_FEATURES) {
            throw new IllegalArgumentException("a model has at most " + FeaturePlan.MOST_FEATURES + " features");
        }
        return new PredictiveScorer(model);
    }

    /** The model that was compiled. */
    public PredictiveModel model() {
        return model;
    }

    /** Version of the model. */
    public int version() {
        return model.getVersion();
    }

    /** What the model says of a lead. */
    public Prediction predict(Traits traits) {
        double[] row = encoder.encode(traits);
        return new Prediction(probability(row), reasons(traits, row));
    }

    /** The probability alone. */
    double probability(Traits traits) {
        return probability(encoder.encode(traits));
    }

    private double probability(double[] row) {
        double odds = model.getIntercept();
        for (int j = 0; j < row.length; j++) {
            odds += weights[j] * row[j];
        }
        return LogisticRegression.sigmoid(odds);
    }

    private List<Prediction.Reason> reasons(Traits traits, double[] row) {
        var reasons = new ArrayList<Prediction.Reason>();
        for (FeatureEncoder.Field field : encoder.fields()) {
            double effect = 0;
            for (int place : field.places()) {
                effect += weights[place] * (row[place] - averages[place]);
            }
            if (Math.abs(effect) >= LEAST_EFFECT) {
                reasons.add(new Prediction.Reason(field.name(), field.words(traits), effect));
            }
        }
        reasons.sort(Comparator.comparingDouble((Prediction.Reason reason) -> -Math.abs(reason.effect()))
                .thenComparing(Prediction.Reason::field));
        return List.copyOf(reasons.subList(0, Math.min(MOST_REASONS, reasons.size())));
    }
}
