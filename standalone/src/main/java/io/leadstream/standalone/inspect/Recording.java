// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.inspect;

import io.leadstream.domain.scoring.Grades;
import io.leadstream.domain.simulation.RecordedLead;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.assignment.StaffChange;
import io.leadstream.schemas.assignment.StaffChangeKind;
import io.leadstream.schemas.capture.AssessBant;
import io.leadstream.schemas.capture.ConvertLead;
import io.leadstream.schemas.capture.LeadCommand;
import io.leadstream.schemas.capture.LogTouch;
import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.topic.Topics;
import io.leadstream.standalone.stack.Instance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The leads that came up for sales, as the topics have them: when, with which score, who got them first and how long the
 * acceptance took. What rules look at is the lead as it is now, since a profile keeps only its newest version.
 */
public final class Recording {

    private final Map<String, Origin> origins = new HashMap<>();
    private final Map<String, LeadProfile> profiles = new HashMap<>();
    private final Map<String, List<LeadCommand>> commands = new HashMap<>();
    private final List<StaffChange> absences = new ArrayList<>();

    private Recording() {}

    /** Reads what is committed now. */
    public static Recording of(Instance instance) {
        Recording recording = new Recording();
        try (TopicSerdes serdes = TopicSerdes.from(Map.of("schema.registry.url", instance.registryUrl()))) {
            TopicScan scan = new TopicScan(instance.kafka(), serdes);
            scan.read(
                    Topics.LEAD_ASSIGNMENTS,
                    (leadId, decision) -> recording.origin(leadId).learn(decision));
            scan.read(Topics.LEAD_PROFILES, recording.profiles::put);
            scan.read(Topics.LEAD_COMMANDS, recording::learn);
            scan.read(Topics.STAFF_CHANGES, (person, change) -> recording.learn(change));
        }
        return recording;
    }

    /** Leads that came up for sales from the one instant on and before the other, in that order. */
    public List<RecordedLead> leads(@Nullable Instant from, @Nullable Instant to) {
        List<RecordedLead> leads = new ArrayList<>();
        origins.forEach((leadId, origin) -> {
            LeadProfile profile = profiles.get(leadId);
            LeadAssignment first = origin.first;
            if (profile != null && first != null && within(first.getRequestedAt(), from, to)) {
                leads.add(lead(profile, origin, first));
            }
        });
        leads.sort(Comparator.comparing(RecordedLead::arrivedAt)
                .thenComparing(lead -> lead.profile().getLeadId()));
        return leads;
    }

    /** Who was away or back by command, in order. */
    public List<StaffChange> absences() {
        return absences.stream()
                .sorted(Comparator.comparing(StaffChange::getAt).thenComparing(StaffChange::getCommandId))
                .toList();
    }

    /** How long acceptances took on record, the middle one; nothing when there was none. */
    public static Optional<Duration> usualAcceptance(List<RecordedLead> leads) {
        List<Duration> known = leads.stream()
                .flatMap(lead -> Optional.ofNullable(lead.acceptedAfter()).stream())
                .sorted()
                .toList();
        return known.isEmpty() ? Optional.empty() : Optional.of(known.get(known.size() / 2));
    }

    private RecordedLead lead(LeadProfile profile, Origin origin, LeadAssignment first) {
        LeadProfile then = LeadProfile.newBuilder(profile)
                .setScore(first.getScore())
                .setGrade(Grades.of(first.getScore()))
                .build();
        return new RecordedLead(
                then,
                first.getRequestedAt(),
                origin.acceptedAfter(),
                commands.getOrDefault(profile.getLeadId(), List.of()),
                origin.offered == null ? null : origin.offered.getRepresentativeId());
    }

    private Origin origin(String leadId) {
        return origins.computeIfAbsent(leadId, id -> new Origin());
    }

    private void learn(String leadId, LeadCommand command) {
        Object order = command.getOrder();
        if (order instanceof AssessBant || order instanceof LogTouch || order instanceof ConvertLead) {
            commands.computeIfAbsent(leadId, id -> new ArrayList<>()).add(command);
        }
    }

    private void learn(StaffChange change) {
        if (change.getAccepted()
                && (change.getKind() == StaffChangeKind.AWAY || change.getKind() == StaffChangeKind.BACK)) {
            absences.add(change);
        }
    }

    private static boolean within(Instant at, @Nullable Instant from, @Nullable Instant to) {
        return (from == null || !at.isBefore(from)) && (to == null || at.isBefore(to));
    }

    /** How a lead came to sales. */
    private static final class Origin {

        private final Map<Integer, Instant> offeredAt = new HashMap<>();
        private @Nullable LeadAssignment first;
        private @Nullable LeadAssignment offered;
        private @Nullable LeadAssignment accepted;

        void learn(LeadAssignment decision) {
            first = first == null ? decision : first;
            switch (decision.getKind()) {
                case ASSIGNED -> {
                    offered = offered == null ? decision : offered;
                    offeredAt.put(decision.getOfferNumber(), decision.getDecidedAt());
                }
                case ACCEPTED -> accepted = accepted == null ? decision : accepted;
                default -> {
                    // how an offer ended otherwise is for the simulation to find out
                }
            }
        }

        @Nullable
        Duration acceptedAfter() {
            Instant start = accepted == null ? null : offeredAt.get(accepted.getOfferNumber());
            return start == null || accepted == null ? null : Duration.between(start, accepted.getDecidedAt());
        }
    }
}
