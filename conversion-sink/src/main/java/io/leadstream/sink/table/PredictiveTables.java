// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.table;

import io.leadstream.schemas.predictive.PredictiveModel;
import io.leadstream.schemas.scoring.Prediction;
import java.util.Locale;

/** Tables and columns of what models predict. */
final class PredictiveTables {

    /** What a model says of a lead; all null where none says anything. */
    static final Columns<Prediction> PREDICTION = Columns.of(Prediction.class)
            .decimal("predicted_probability", Prediction::getProbability)
            .integer("predicted_percent", Prediction::getPercent)
            .integer("predicted_by", Prediction::getModelVersion)
            .json("predicted_reasons", PredictiveTables::reasons)
            .build();

    static final Table<PredictiveModel> MODELS = Table.ofFacts(
            "predictive_models",
            model -> String.format(Locale.ROOT, "%010d", model.getVersion()),
            Columns.of(PredictiveModel.class)
                    .integer("version", PredictiveModel::getVersion)
                    .text("name", PredictiveModel::getName)
                    .text("outcome", PredictiveModel::getOutcome)
                    .text("content_hash", PredictiveModel::getContentHash)
                    .timestamp("published_at", PredictiveModel::getPublishedAt)
                    .text("published_by", PredictiveModel::getPublishedBy)
                    .timestamp("trained_until", PredictiveModel::getTrainedUntil)
                    .bigint("trained_on", PredictiveModel::getTrainedOn)
                    .bigint("trained_won", PredictiveModel::getTrainedWon)
                    .decimal("penalty", PredictiveModel::getPenalty)
                    .bigint("tested_on", model -> model.getReport().getLeads())
                    .bigint("tested_won", model -> model.getReport().getWon())
                    .decimal("auc", model -> model.getReport().getAuc())
                    .decimal("brier", model -> model.getReport().getBrier())
                    .decimal("log_loss", model -> model.getReport().getLogLoss())
                    .decimal("calibration_error", model -> model.getReport().getCalibrationError())
                    .decimal("intercept", PredictiveModel::getIntercept)
                    .json("features", PredictiveTables::features)
                    .build());

    private PredictiveTables() {}

    private static String reasons(Prediction prediction) {
        return Json.objects(prediction.getReasons(), (json, reason) -> json.put("field", reason.getField())
                .put("value", reason.getValue())
                .put("effect", reason.getEffect()));
    }

    private static String features(PredictiveModel model) {
        return Json.objects(model.getFeatures(), (json, feature) -> json.put("field", feature.getField())
                .put("kind", feature.getKind())
                .put("level", feature.getLevel())
                .put("mean", feature.getMean())
                .put("scale", feature.getScale())
                .put("average", feature.getAverage())
                .put("weight", feature.getWeight()));
    }
}
