// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import io.leadstream.domain.scoring.ScoringModel;
import io.leadstream.schemas.rules.ScoringRuleSet;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The version of the rules in force in one task, and the newer one that waits to come into force, if there is one: stored
 * as published, compiled on the heap.
 */
final class RulesInForce {

    private static final String KEY = "in-force";
    private static final String PENDING = "pending";

    private final KeyValueStore<String, ScoringRuleSet> store;
    private @Nullable ScoringModel model;
    private @Nullable ScoringRuleSet pending;

    RulesInForce(KeyValueStore<String, ScoringRuleSet> store) {
        this.store = store;
        ScoringRuleSet stored = store.get(KEY);
        this.model = stored == null ? null : ScoringModel.compile(stored);
        this.pending = store.get(PENDING);
    }

    /** The compiled rules; null before the first version. */
    @Nullable
    ScoringModel model() {
        return model;
    }

    /** The version in force; 0 before the first. */
    int version() {
        ScoringModel known = model;
        return known == null ? 0 : known.version();
    }

    /** What waits to come into force; null when nothing does. */
    @Nullable
    ScoringRuleSet pending() {
        return pending;
    }

    /** Whether a version is newer than all that came before it. */
    boolean isNewer(ScoringRuleSet published) {
        ScoringRuleSet waiting = pending;
        return published.getVersion() > (waiting == null ? version() : waiting.getVersion());
    }

    /** Keeps a newer version until it can come into force; it takes the place of another that waits. */
    void hold(ScoringRuleSet published) {
        store.put(PENDING, published);
        pending = published;
    }

    /**
     * Brings a version into force; none waits any more.
     *
     * @throws IllegalArgumentException when the rules can't be used; the version before stays in force
     */
    void adopt(ScoringRuleSet published) {
        ScoringModel next = ScoringModel.compile(published);
        store.put(KEY, published);
        if (pending != null) {
            store.delete(PENDING);
            pending = null;
        }
        model = next;
    }
}
