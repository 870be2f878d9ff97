// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import io.leadstream.domain.predictive.Prediction;
import io.leadstream.domain.predictive.PredictiveScorer;
import io.leadstream.domain.predictive.Traits;
import io.leadstream.schemas.state.scoring.LeadState;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the predictive model says of a lead, if there is a model. */
final class Foresight {

    private final LeadState state;
    private final @Nullable PredictiveScorer predictive;
    private final Supplier<Traits> traits;

    private @Nullable Prediction prediction;
    private boolean moved;

    Foresight(LeadState state, @Nullable PredictiveScorer predictive, Supplier<Traits> traits) {
        this.state = state;
        this.predictive = predictive;
        this.traits = traits;
    }

    /**
     * Asks the model: any event may change what it looks at.
     *
     * @return whether the profile tells it; within a tenth it is told by score changes alone, as the score is within a grade
     */
    boolean look() {
        int before = state.getPredicted();
        int after = -1;
        if (predictive == null) {
            prediction = null;
        } else {
            Prediction said = predictive.predict(traits.get());
            prediction = said;
            after = said.percent();
        }
        moved |= after != before;
        state.setPredicted(after);
        state.setPredictiveVersion(predictive == null ? 0 : predictive.version());
        return Math.floorDiv(after, 10) != Math.floorDiv(before, 10);
    }

    /** Whether it says something else than what was told last. */
    boolean moved() {
        return moved;
    }

    /** It is told now. */
    void told() {
        moved = false;
    }

    io.leadstream.schemas.scoring.@Nullable Prediction toRecord() {
        Prediction said = prediction;
        if (said == null && predictive != null && state.getPredicted() >= 0) {
            // Time alone is told, or what it did before the event; it changes nothing that the model looks at.
            said = predictive.predict(traits.get());
        }
        return said == null ? null : said.toRecord(state.getPredictiveVersion());
    }
}
