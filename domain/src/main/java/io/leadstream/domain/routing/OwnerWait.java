// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.routing;

import io.leadstream.schemas.rules.Team;
import io.leadstream.schemas.state.assignment.OwnerRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lead waits for its former owner, or the owner of its company, who is absent for so short a time that the team would
 * rather wait. A chat never does.
 *
 * @param owner where the owner stands
 * @param until when somebody else gets the lead
 */
record OwnerWait(Standing owner, Instant until) {

    /** The request with whom it would wait for, when the team waits at all and the time for it is not over. */
    static OwnerRequest prepared(OwnerRequest request, Team team, @Nullable String companyOwner, Instant at) {
        String owner = ownerOf(request, companyOwner);
        return owner == null || request.getChat() || !at.isBefore(end(request, team))
                ? request
                : OwnerRequest.newBuilder(request).setWaitsFor(owner).build();
    }

    /** The wait that is on; null when the owner is there, full, or away for longer than the team waits. */
    static @Nullable OwnerWait of(OwnerRequest request, Team team, List<Standing> standings, Instant at) {
        Instant end = end(request, team);
        if (request.getWaitsFor() == null || !at.isBefore(end)) {
            return null;
        }
        for (Standing standing : standings) {
            if (standing.person().id().equals(request.getWaitsFor())) {
                return standing.isAbsent() && standing.mayBeBackBy(end, at) ? new OwnerWait(standing, end) : null;
            }
        }
        return null;
    }

    /** When the lead is looked at again. */
    Instant lookAt(Instant at) {
        return owner.expected(at).filter(back -> back.isBefore(until)).orElse(until);
    }

    /** Counts from when the lead came up for sales, however often it was offered since. */
    private static Instant end(OwnerRequest request, Team team) {
        return request.getRequestedAt().plusSeconds(team.getOwnerWaitSeconds());
    }

    private static @Nullable String ownerOf(OwnerRequest request, @Nullable String companyOwner) {
        String named = request.getRepresentativeId();
        if (request.getOnly() || named == null) {
            return request.getOnly() ? null : companyOwner;
        }
        return switch (request.getMethod()) {
            case RETURNING_OWNER, COMPANY_OWNER -> named;
            default -> null;
        };
    }
}
