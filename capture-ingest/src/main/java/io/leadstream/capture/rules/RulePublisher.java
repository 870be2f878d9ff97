// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.rules;

import io.leadstream.capture.CaptureSettings;
import io.leadstream.capture.YamlTree;
import io.leadstream.capture.kafka.Outgoing;
import io.leadstream.capture.kafka.ProducerSettings;
import io.leadstream.capture.kafka.RecordEncoder;
import io.leadstream.domain.routing.RoutingFiles;
import io.leadstream.domain.rules.Mistake;
import io.leadstream.domain.rules.Parsed;
import io.leadstream.domain.rules.RuleFiles;
import io.leadstream.runtime.config.Settings;
import io.leadstream.schemas.rules.AssignmentRuleSet;
import io.leadstream.schemas.rules.Roster;
import io.leadstream.schemas.rules.ScoringRuleSet;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes rule sets and roster at start: a configured file when its content differs from the newest version, the
 * shipped default only when nothing was ever published.
 */
public final class RulePublisher {

    private static final Logger log = LoggerFactory.getLogger(RulePublisher.class);
    private static final String PUBLISHER = "capture-ingest";

    private static final Publication<ScoringRuleSet> SCORING_RULES = new Publication<>(
            Topics.SCORING_RULE_SETS,
            CaptureSettings.SCORING_RULES_FILE,
            RuleFiles.DEFAULT_SCORING_RULES,
            RuleFiles::scoringRules,
            ScoringRuleSet::getVersion,
            ScoringRuleSet::getContentHash,
            (rules, version, at) -> {
                rules.setVersion(version);
                rules.setPublishedAt(at);
                rules.setPublishedBy(PUBLISHER);
            });

    private static final Publication<AssignmentRuleSet> ASSIGNMENT_RULES = new Publication<>(
            Topics.ASSIGNMENT_RULE_SETS,
            CaptureSettings.ASSIGNMENT_RULES_FILE,
            RoutingFiles.DEFAULT_ASSIGNMENT_RULES,
            RoutingFiles::assignmentRules,
            AssignmentRuleSet::getVersion,
            AssignmentRuleSet::getContentHash,
            (rules, version, at) -> {
                rules.setVersion(version);
                rules.setPublishedAt(at);
                rules.setPublishedBy(PUBLISHER);
            });

    private static final Publication<Roster> ROSTER = new Publication<>(
            Topics.ROSTERS,
            CaptureSettings.ROSTER_FILE,
            RoutingFiles.DEFAULT_ROSTER,
            RoutingFiles::roster,
            Roster::getVersion,
            Roster::getContentHash,
            (roster, version, at) -> {
                roster.setVersion(version);
                roster.setPublishedAt(at);
                roster.setPublishedBy(PUBLISHER);
            });

    private final Settings settings;
    private final TopicSerdes serdes;

    public RulePublisher(Settings settings, TopicSerdes serdes) {
        this.settings = settings;
        this.serdes = serdes;
    }

    /**
     * Publishes what is due; nothing when any of it is wrong.
     *
     * @throws IllegalArgumentException naming every mistake
     */
    public void publishWhatIsDue() {
        try (VersionLog versions = VersionLog.open(settings, serdes)) {
            Due<ScoringRuleSet> scoring = due(SCORING_RULES, versions);
            Due<AssignmentRuleSet> assignment = due(ASSIGNMENT_RULES, versions);
            Due<Roster> roster = due(ROSTER, versions);
            requireAgreement(assignment.inForce(), roster.inForce());
            publish(List.of(scoring, assignment, roster));
        }
    }

    /** What will be in force; {@code fresh} when it is yet to be published. */
    private record Due<V extends SpecificRecord>(Publication<V> publication, V inForce, boolean fresh, String from) {

        void send(Producer<String, byte[]> producer, TopicSerdes serdes) {
            String topic = publication.topic().name();
            int version = publication.version().applyAsInt(inForce);
            Outgoing<V> record = new Outgoing<>(publication.topic(), Integer.toString(version), inForce);
            Confirmation.await(producer.send(new RecordEncoder(serdes).encode(record)));
            log.info("published version {} to {} from {}", version, topic, from);
        }
    }

    private void publish(List<Due<?>> all) {
        List<Due<?>> fresh = all.stream().filter(Due::fresh).toList();
        if (fresh.isEmpty()) {
            return;
        }
        try (Producer<String, byte[]> producer = new KafkaProducer<>(ProducerSettings.thorough(settings))) {
            fresh.forEach(due -> due.send(producer, serdes));
        }
    }

    private <V extends SpecificRecord> Due<V> due(Publication<V> publication, VersionLog versions) {
        Optional<String> file = settings.optional(publication.fileKey());
        V newest = versions.newest(publication.topic(), publication.version());
        if (newest != null && file.isEmpty()) {
            return new Due<>(publication, newest, false, "the log");
        }
        String from = file.orElse("the shipped default");
        V content = parse(
                publication,
                file.isPresent() ? YamlTree.ofFile(Path.of(from)) : YamlTree.ofResource(publication.resource()),
                from);
        if (newest != null
                && publication.hash().apply(newest).equals(publication.hash().apply(content))) {
            return new Due<>(publication, newest, false, "the log");
        }
        int version = newest == null ? 1 : publication.version().applyAsInt(newest) + 1;
        publication.stamp().stamp(content, version, Instant.now());
        return new Due<>(publication, content, true, from);
    }

    private static void requireAgreement(AssignmentRuleSet rules, Roster roster) {
        List<Mistake> mistakes = RoutingFiles.disagreements(rules, roster);
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException("assignment rules and roster don't fit one another" + listed(mistakes));
        }
    }

    private static <V extends SpecificRecord> V parse(Publication<V> publication, @Nullable Object tree, String name) {
        Parsed<V> parsed = publication.parser().apply(tree);
        V content = parsed.value();
        if (content == null) {
            throw new IllegalArgumentException(name + listed(parsed.mistakes()));
        }
        return content;
    }

    private static String listed(List<Mistake> mistakes) {
        return mistakes.stream().map(mistake -> "\n  " + mistake).collect(Collectors.joining());
    }
}
