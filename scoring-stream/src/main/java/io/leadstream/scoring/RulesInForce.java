// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import io.leadstream.domain.scoring.ScoringModel;
import io.leadstream.schemas.rules.ScoringRuleSet;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The version of the rules in force in one task: stored as published, compiled on the heap. */
final class RulesInForce {

    private static final String KEY = "in-force";

    private final KeyValueStore<String, ScoringRuleSet> store;
    private @Nullable ScoringModel model;

    RulesInForce(KeyValueStore<String, ScoringRuleSet> store) {
        this.store = store;
        ScoringRuleSet stored = store.get(KEY);
        this.model = stored == null ? null : ScoringModel.compile(stored);
    }

    /** The compiled rules; null before the first version. */
    @Nullable
    ScoringModel model() {
        return model;
    }

    /**
     * Takes a version over when it is newer; else returns false.
     *
     * @throws IllegalArgumentException when the rules can't be used; the version before stays in force
     */
    boolean adopt(ScoringRuleSet published) {
        ScoringModel known = model;
        if (known != null && published.getVersion() <= known.version()) {
            return false;
        }
        ScoringModel next = ScoringModel.compile(published);
        store.put(KEY, published);
        model = next;
        return true;
    }
}
