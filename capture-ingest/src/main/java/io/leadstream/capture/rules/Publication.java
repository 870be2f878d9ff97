// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.rules;

import io.leadstream.capture.CaptureSettings;
import io.leadstream.domain.predictive.ModelFiles;
import io.leadstream.domain.routing.RoutingFiles;
import io.leadstream.domain.rules.Mistake;
import io.leadstream.domain.rules.Parsed;
import io.leadstream.domain.rules.RuleAdvice;
import io.leadstream.domain.rules.RuleFiles;
import io.leadstream.schemas.predictive.PredictiveModel;
import io.leadstream.schemas.rules.AssignmentRuleSet;
import io.leadstream.schemas.rules.Roster;
import io.leadstream.schemas.rules.ScoringRuleSet;
import io.leadstream.schemas.topic.Topic;
import io.leadstream.schemas.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A kind of record that is published in versions.
 *
 * @param word how people call it
 * @param fileKey setting that names a file with it
 * @param resource the shipped default
 */
public record Publication<V extends SpecificRecord>(
        String word,
        Topic<V> topic,
        String fileKey,
        String resource,
        Function<@Nullable Object, Parsed<V>> parser,
        Function<V, List<Mistake>> advice,
        ToIntFunction<V> version,
        Function<V, String> hash,
        Stamp<V> stamp) {

    public static final Publication<ScoringRuleSet> SCORING_RULES = new Publication<>(
            "scoring rules",
            Topics.SCORING_RULE_SETS,
            CaptureSettings.SCORING_RULES_FILE,
            RuleFiles.DEFAULT_SCORING_RULES,
            RuleFiles::scoringRules,
            RuleAdvice::of,
            ScoringRuleSet::getVersion,
            ScoringRuleSet::getContentHash,
            (rules, version, at, by) -> {
                rules.setVersion(version);
                rules.setPublishedAt(at);
                rules.setPublishedBy(by);
            });

    public static final Publication<AssignmentRuleSet> ASSIGNMENT_RULES = new Publication<>(
            "assignment rules",
            Topics.ASSIGNMENT_RULE_SETS,
            CaptureSettings.ASSIGNMENT_RULES_FILE,
            RoutingFiles.DEFAULT_ASSIGNMENT_RULES,
            RoutingFiles::assignmentRules,
            rules -> List.of(),
            AssignmentRuleSet::getVersion,
            AssignmentRuleSet::getContentHash,
            (rules, version, at, by) -> {
                rules.setVersion(version);
                rules.setPublishedAt(at);
                rules.setPublishedBy(by);
            });

    public static final Publication<Roster> ROSTER = new Publication<>(
            "roster",
            Topics.ROSTERS,
            CaptureSettings.ROSTER_FILE,
            RoutingFiles.DEFAULT_ROSTER,
            RoutingFiles::roster,
            roster -> List.of(),
            Roster::getVersion,
            Roster::getContentHash,
            (roster, version, at, by) -> {
                roster.setVersion(version);
                roster.setPublishedAt(at);
                roster.setPublishedBy(by);
            });

    /** A model is trained, never shipped or named by a setting. */
    public static final Publication<PredictiveModel> PREDICTIVE_MODEL = new Publication<>(
            "predictive model",
            Topics.PREDICTIVE_MODELS,
            "",
            "",
            ModelFiles::model,
            model -> List.of(),
            PredictiveModel::getVersion,
            PredictiveModel::getContentHash,
            (model, version, at, by) -> {
                model.setVersion(version);
                model.setPublishedAt(at);
                model.setPublishedBy(by);
            });

    /** Writes into a content which version it is, since when, and by whom. */
    public interface Stamp<V> {
        void stamp(V content, int version, Instant at, String by);
    }

    /** Everything that is wrong with a source, or what it says. Needs nothing but the text. */
    public Checked<V> check(RuleSource source) {
        if (source.tree() == null && !source.findings().isEmpty()) {
            return new Checked<>(source.name(), null, source.findings(), List.of());
        }
        Parsed<V> parsed = parser.apply(source.tree());
        List<Finding> mistakes = new ArrayList<>(source.findings());
        mistakes.addAll(source.placed(parsed.mistakes()));
        mistakes.sort(Finding.BY_PLACE);
        V value = mistakes.isEmpty() ? parsed.value() : null;
        return new Checked<>(
                source.name(),
                value,
                List.copyOf(mistakes),
                value == null ? List.of() : source.placed(advice.apply(value)));
    }
}
