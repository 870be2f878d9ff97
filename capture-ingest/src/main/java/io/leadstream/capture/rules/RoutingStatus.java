// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.rules;

import io.leadstream.runtime.config.Settings;
import io.leadstream.schemas.assignment.AssignmentKind;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.rules.AssignmentRuleSet;
import io.leadstream.schemas.rules.Roster;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.topic.Topics;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The newest assignment rules and roster, and by which decisions go, read from the topics: it doesn't matter where
 * assignment runs.
 *
 * @param rules null when none were published yet
 * @param roster null when none was published yet
 * @param decision the newest choice of an owner or a queue; null when there is none among the newest records
 */
public record RoutingStatus(
        @Nullable AssignmentRuleSet rules,
        @Nullable Roster roster,
        @Nullable LeadAssignment decision) {

    /** How far to look back in each partition for a decision: other facts of leads lie between them. */
    private static final int OFFSETS = 200;

    static RoutingStatus read(Settings settings, TopicSerdes serdes) {
        try (VersionLog versions = VersionLog.open(settings, serdes)) {
            AtomicReference<@Nullable LeadAssignment> newest = new AtomicReference<>();
            versions.tail(Topics.LEAD_ASSIGNMENTS, OFFSETS, decision -> {
                LeadAssignment known = newest.get();
                if (isChoice(decision)
                        && (known == null || decision.getDecidedAt().isAfter(known.getDecidedAt()))) {
                    newest.set(decision);
                }
            });
            return new RoutingStatus(
                    versions.newest(Publication.ASSIGNMENT_RULES), versions.newest(Publication.ROSTER), newest.get());
        }
    }

    /** Whether the newest decision went by older rules or an older roster than the newest. */
    public boolean isBehind() {
        return decision != null
                && rules != null
                && roster != null
                && (decision.getRulesVersion() < rules.getVersion()
                        || decision.getRosterVersion() < roster.getVersion());
    }

    private static boolean isChoice(LeadAssignment decision) {
        return decision.getKind() == AssignmentKind.ASSIGNED || decision.getKind() == AssignmentKind.QUEUED;
    }
}
