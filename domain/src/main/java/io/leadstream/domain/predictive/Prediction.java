// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.predictive;

import io.leadstream.schemas.scoring.PredictionReason;
import java.util.List;

/**
 * What a model says of a lead.
 *
 * @param probability that it will be won, 0 to 1
 * @param reasons what moved it most from the average lead, strongest first
 */
public record Prediction(double probability, List<Reason> reasons) {

    /**
     * What one field does to a prediction.
     *
     * @param field such as {@code custom.country} or {@code activity.page_viewed}
     * @param value what it is for this lead, in words
     * @param effect what it adds to the logarithm of the odds, compared with the average lead of the training
     */
    public record Reason(String field, String value, double effect) {}

    /** The same as others are told it. */
    public io.leadstream.schemas.scoring.Prediction toRecord(int modelVersion) {
        return new io.leadstream.schemas.scoring.Prediction(
                probability,
                percent(),
                modelVersion,
                reasons.stream()
                        .map(reason -> new PredictionReason(reason.field(), reason.value(), reason.effect()))
                        .toList());
    }

    /** The probability as a whole number of percent, 0 to 100. */
    public int percent() {
        return (int) Math.round(100 * probability);
    }
}
