// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.simulation;

import io.leadstream.domain.lifecycle.Commands;
import io.leadstream.domain.routing.Routing;
import io.leadstream.schemas.assignment.AssignmentKind;
import io.leadstream.schemas.assignment.AssignmentMethod;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.assignment.StaffChange;
import io.leadstream.schemas.capture.AcceptLead;
import io.leadstream.schemas.capture.LeadCommand;
import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.schemas.state.assignment.LeadState;
import io.leadstream.schemas.state.assignment.Ownership;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Replays recorded leads under other rules or another roster and tells what would have come of each. Teams begin without
 * leads. An offer is accepted by whoever has it as long after it was made as it was on record, or else after the assumed
 * time, unless it runs out before. What else sales ordered happens when it did, as if an admin had. For one thread.
 */
public final class WhatIf {

    private final Duration acceptAfter;
    private final SalesFloor floor;
    private final Map<String, Story> stories = new LinkedHashMap<>();
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::at).thenComparing(Event::order));
    private long ordered;

    private WhatIf(Routing routing, Duration acceptAfter) {
        this.acceptAfter = acceptAfter;
        this.floor = new SalesFloor(routing, this::hear);
    }

    /**
     * Runs leads and absences, each at its time, and then the clocks until the end.
     *
     * @param acceptAfter how long owners take to accept leads that nobody accepted on record
     * @return one for each lead, in the given order
     */
    public static List<Fate> run(
            Routing routing, List<RecordedLead> leads, List<StaffChange> absences, Duration acceptAfter, Instant end) {
        WhatIf run = new WhatIf(routing, acceptAfter);
        for (RecordedLead lead : leads) {
            run.stories.put(lead.profile().getLeadId(), new Story(lead));
            run.at(lead.arrivedAt(), () -> run.floor.profile(arriving(lead)));
            for (LeadCommand command : lead.commands()) {
                run.at(command.getReceivedAt(), () -> run.floor.command(byAdmin(command)));
            }
        }
        for (StaffChange change : absences) {
            run.at(change.getAt(), () -> run.floor.absence(change));
        }
        run.until(end);
        return run.stories.values().stream().map(story -> story.end(run.floor)).toList();
    }

    private void until(Instant end) {
        for (Event next = events.peek(); next != null && !next.at().isAfter(end); next = events.peek()) {
            Instant due = floor.nextDue();
            if (due != null && due.isBefore(next.at())) {
                // One at a time: what runs out may be answered by an acceptance that comes before the next event.
                floor.advanceTo(due);
            } else {
                events.remove();
                next.what().run();
            }
        }
        Instant due = floor.nextDue();
        while (due != null && !due.isAfter(end)) {
            floor.advanceTo(due);
            if (!events.isEmpty() && !events.peek().at().isAfter(end)) {
                until(end);
                return;
            }
            due = floor.nextDue();
        }
    }

    private void at(Instant at, Runnable what) {
        events.add(new Event(at, ordered++, what));
    }

    private void hear(SpecificRecord fact) {
        if (fact instanceof LeadAssignment decision) {
            Story story = stories.get(decision.getLeadId());
            if (story != null) {
                story.hear(decision);
                if (decision.getKind() == AssignmentKind.ASSIGNED) {
                    Duration recorded = story.lead.acceptedAfter();
                    Instant at = decision.getDecidedAt().plus(recorded == null ? acceptAfter : recorded);
                    at(at, () -> floor.command(acceptance(decision, at)));
                }
            }
        }
    }

    private static LeadCommand acceptance(LeadAssignment offer, Instant at) {
        return LeadCommand.newBuilder()
                .setCommandId("accept:" + offer.getAssignmentId())
                .setLeadId(offer.getLeadId())
                .setIssuedBy(String.valueOf(offer.getRepresentativeId()))
                .setReceivedAt(at)
                .setOrder(new AcceptLead(offer.getOfferNumber()))
                .build();
    }

    /** The lead as it came: what it became part of, or took in, later must not keep it from an owner. */
    private static LeadProfile arriving(RecordedLead lead) {
        return LeadProfile.newBuilder(lead.profile())
                .setReceivedAt(lead.arrivedAt())
                .setSalesReady(true)
                .setMergedInto(null)
                .setMergedFrom(List.of())
                .build();
    }

    private static LeadCommand byAdmin(LeadCommand command) {
        return LeadCommand.newBuilder(command).setIssuedBy(Commands.ADMIN).build();
    }

    private record Event(Instant at, long order, Runnable what) {}

    /** What is heard of one lead. */
    private static final class Story {

        private final RecordedLead lead;
        private @Nullable LeadAssignment first;
        private @Nullable String owner;
        private @Nullable String queueReason;
        private int offers;
        private int expired;
        private boolean escalated;

        Story(RecordedLead lead) {
            this.lead = lead;
        }

        void hear(LeadAssignment decision) {
            switch (decision.getKind()) {
                case ASSIGNED -> {
                    first = first == null ? decision : first;
                    owner = decision.getRepresentativeId();
                    offers++;
                    escalated |= decision.getMethod() == AssignmentMethod.ESCALATED;
                }
                case QUEUED -> queueReason = decision.getQueueReason();
                case EXPIRED -> expired++;
                default -> {
                    // acceptances and releases are in the lead's state
                }
            }
        }

        Fate end(SalesFloor floor) {
            LeadState state = floor.lead(lead.profile().getLeadId());
            boolean accepted = state != null && state.getAccepted();
            boolean waits = state != null && state.getOwnership() == Ownership.QUEUED;
            return new Fate(lead, first, owner, offers, expired, accepted, escalated, queueReason, waits);
        }
    }
}
