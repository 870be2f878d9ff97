// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import io.leadstream.domain.predictive.PredictiveScorer;
import io.leadstream.domain.scoring.ScoringModel;
import io.leadstream.schemas.predictive.PredictiveModel;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The version of the predictive model in force in one task, if there is one: stored as published, compiled on the heap. */
final class ModelInForce {

    private static final String KEY = "in-force";

    private final KeyValueStore<String, PredictiveModel> store;
    private @Nullable PredictiveScorer scorer;
    private @Nullable ScoringModel joined;
    private @Nullable ScoringModel joinedTo;

    ModelInForce(KeyValueStore<String, PredictiveModel> store) {
        this.store = store;
        PredictiveModel stored = store.get(KEY);
        this.scorer = stored == null ? null : PredictiveScorer.compile(stored);
    }

    /** The rules beside the model; null before the first rules. */
    @Nullable
    ScoringModel beside(@Nullable ScoringModel rules) {
        PredictiveScorer known = scorer;
        if (rules == null || known == null) {
            return rules;
        }
        ScoringModel last = joined;
        if (last == null || joinedTo != rules) {
            last = rules.with(known);
            joined = last;
            joinedTo = rules;
        }
        return last;
    }

    /**
     * Takes a version over when it is newer; else returns false.
     *
     * @throws IllegalArgumentException when the model can't be used; the version before stays in force
     */
    boolean adopt(PredictiveModel published) {
        PredictiveScorer known = scorer;
        if (known != null && published.getVersion() <= known.version()) {
            return false;
        }
        PredictiveScorer next = PredictiveScorer.compile(published);
        store.put(KEY, published);
        scorer = next;
        joined = null;
        return true;
    }
}
