// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.table;

import io.leadstream.schemas.assignment.LeadAssignment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who owns a lead after a decision.
 *
 * @param position offset of the decision: a later one counts
 * @param keepAssignedAt true when the time of the assignment is to stay as it is stored, because the decision only
 *     accepts or ends what was assigned in an earlier batch
 * @param keepAcceptedAt likewise for the time of the acceptance, when the decision only ends what was accepted
 */
record Ownership(
        long position,
        String state,
        @Nullable String ownerId,
        String teamId,
        int offerNumber,
        @Nullable Instant assignedAt,
        boolean keepAssignedAt,
        @Nullable Instant acceptedAt,
        boolean keepAcceptedAt,
        @Nullable String queueReason) {

    static final Columns<Ownership> COLUMNS = Columns.of(Ownership.class)
            .bigint("ownership_position", Ownership::position)
            .text("ownership", Ownership::state)
            .text("owner_id", Ownership::ownerId)
            .text("team_id", Ownership::teamId)
            .integer("offer_number", Ownership::offerNumber)
            .timestamp("assigned_at", Ownership::assignedAt)
            .flag("keep_assigned_at", Ownership::keepAssignedAt)
            .timestamp("accepted_at", Ownership::acceptedAt)
            .flag("keep_accepted_at", Ownership::keepAcceptedAt)
            .text("queue_reason", Ownership::queueReason)
            .build();

    /** The ownership after the next decision; a kind of decision that is not known yet changes nothing. */
    static @Nullable Ownership after(@Nullable Ownership before, LeadAssignment decision, long position) {
        String state = String.valueOf(Literals.word(decision.getKind()));
        String owner = decision.getRepresentativeId();
        String team = decision.getTeamId();
        int offer = decision.getOfferNumber();
        Instant at = decision.getDecidedAt();
        if (before != null && offer < before.offerNumber) {
            // Two teams write side by side: the end of an offer may come after the next one.
            return before;
        }
        return switch (decision.getKind()) {
            case ASSIGNED -> new Ownership(position, state, owner, team, offer, at, false, null, false, null);
            case ACCEPTED ->
                before == null
                        ? new Ownership(position, state, owner, team, offer, null, true, at, false, null)
                        : new Ownership(
                                position,
                                state,
                                owner,
                                team,
                                offer,
                                before.assignedAt,
                                before.keepAssignedAt,
                                at,
                                false,
                                null);
            case QUEUED ->
                new Ownership(position, state, null, team, offer, null, false, null, false, decision.getQueueReason());
            case DECLINED, EXPIRED, HANDED_BACK ->
                new Ownership(position, state, null, team, offer, null, false, null, false, null);
            // The lead no longer counts as somebody's load, but whose it was stays with it.
            case RELEASED ->
                before == null
                        ? new Ownership(position, state, owner, team, offer, null, true, null, true, null)
                        : new Ownership(
                                position,
                                state,
                                owner,
                                team,
                                offer,
                                before.assignedAt,
                                before.keepAssignedAt,
                                before.acceptedAt,
                                before.keepAcceptedAt,
                                null);
            case UNKNOWN -> before;
        };
    }
}
