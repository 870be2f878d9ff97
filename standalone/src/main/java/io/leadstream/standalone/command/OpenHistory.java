// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import io.leadstream.backtest.History;
import io.leadstream.backtest.NewestVersion;
import io.leadstream.backtest.TopicHistory;
import io.leadstream.schemas.predictive.PredictiveModel;
import io.leadstream.schemas.rules.ScoringRuleSet;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.topic.Topics;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A history that was found.
 *
 * @param unusable fields and activity types that tell of the outcome
 * @param client settings of a consumer; null for a file
 * @param serdes of the topics; null for a file
 * @param note what a person should know of it; may be empty
 */
record OpenHistory(
        History history,
        Set<String> unusable,
        @Nullable Map<String, Object> client,
        @Nullable TopicSerdes serdes,
        String note)
        implements AutoCloseable {

    /** The rules in force where the history was recorded; null for a file, or when none were published. */
    @Nullable
    ScoringRuleSet rulesInForce() {
        return client == null || serdes == null
                ? null
                : NewestVersion.of(client, serdes, Topics.SCORING_RULE_SETS, ScoringRuleSet::getVersion);
    }

    /** The predictive model in force there; null for a file, or when none was published. */
    @Nullable
    PredictiveModel modelInForce() {
        return client == null || serdes == null
                ? null
                : NewestVersion.of(client, serdes, Topics.PREDICTIVE_MODELS, PredictiveModel::getVersion);
    }

    @Override
    public void close() {
        if (history instanceof TopicHistory topics) {
            topics.close();
        }
        if (serdes != null) {
            serdes.close();
        }
    }
}
