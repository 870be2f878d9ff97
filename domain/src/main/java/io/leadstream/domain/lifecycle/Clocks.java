// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.lifecycle;

import io.leadstream.domain.routing.Routing;
import io.leadstream.schemas.assignment.AlertKind;
import io.leadstream.schemas.assignment.AssignmentKind;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.state.assignment.LeadState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The clocks of a lead: to accept, with two warnings, to touch first, and in the queue. Each runs out once; what then
 * happens is a record with the instant at which it was due.
 */
final class Clocks {

    private Clocks() {}

    /** Starts the clocks of an offer. The first touch of a lead is due once, however often the lead moves. */
    static void start(LeadState lead, LeadAssignment offer) {
        lead.setAcceptBy(offer.getAcceptBy());
        lead.setHalfwayAt(offer.getHalfwayAt());
        lead.setLateAt(offer.getLateAt());
        lead.setTouchBy(lead.getFirstTouchAt() == null ? offer.getTouchBy() : null);
    }

    /** Stops the clocks of an offer. */
    static void stop(LeadState lead) {
        accepted(lead);
        lead.setTouchBy(null);
    }

    /** Stops the clocks that end with the acceptance. */
    static void accepted(LeadState lead) {
        lead.setAcceptBy(null);
        lead.setHalfwayAt(null);
        lead.setLateAt(null);
    }

    /** When the next clock runs out. */
    static @Nullable Instant next(LeadState lead) {
        Instant next = sooner(lead.getHalfwayAt(), lead.getLateAt());
        next = sooner(next, lead.getAcceptBy());
        next = sooner(next, lead.getTouchBy());
        return sooner(next, lead.getQueueAlertAt());
    }

    private static @Nullable Instant sooner(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.isBefore(one) ? other : one;
    }

    /** Lets every clock run out that is due, the earliest first. */
    static void run(Draft draft, @Nullable Routing routing, Instant now) {
        LeadState lead = draft.state();
        Instant due = next(lead);
        while (due != null && !due.isAfter(now)) {
            runOut(draft, lead, routing, due, now);
            due = next(lead);
        }
    }

    /** Warnings come before what they warn of, also when all are due at the same instant. */
    private static void runOut(Draft draft, LeadState lead, @Nullable Routing routing, Instant due, Instant now) {
        String offer = "Offer " + lead.getOfferNumber() + " to " + lead.getRepresentativeId();
        if (due.equals(lead.getHalfwayAt())) {
            lead.setHalfwayAt(null);
            String detail = offer + ": half of the time to accept is over, it ends at " + lead.getAcceptBy();
            draft.publish(Alerts.of(draft, AlertKind.ACCEPT_HALFWAY, routing, due, now, detail));
        } else if (due.equals(lead.getLateAt())) {
            lead.setLateAt(null);
            String detail = offer + ": 80 % of the time to accept is over, it ends at " + lead.getAcceptBy();
            draft.publish(Alerts.of(draft, AlertKind.ACCEPT_LATE, routing, due, now, detail));
        } else if (due.equals(lead.getAcceptBy())) {
            draft.publish(OfferFacts.of(draft, AssignmentKind.EXPIRED, now, offer + " was not accepted by " + due)
                    .setAcceptBy(due)
                    .build());
            Moves.on(draft, routing, "expired", now);
        } else if (due.equals(lead.getTouchBy())) {
            lead.setTouchBy(null);
            String detail = lead.getRepresentativeId() + " has not touched it yet";
            draft.publish(Alerts.of(draft, AlertKind.TOUCH_OVERDUE, routing, due, now, detail));
        } else {
            lead.setQueueAlertAt(null);
            String detail = "It has been in the queue of team " + lead.getTeamId() + " for too long";
            draft.publish(Alerts.of(draft, AlertKind.QUEUE_AGED, routing, due, now, detail));
        }
    }
}
