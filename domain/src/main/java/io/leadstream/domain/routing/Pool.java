// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.routing;

import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.state.assignment.OwnerRelease;
import io.leadstream.schemas.state.assignment.OwnerRequest;
import io.leadstream.schemas.state.assignment.PoolEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides who owns what within a team: exact loads and turns, one queue, one record for each decision. Everything that
 * makes room or brings a lead first serves the queue in its order, so that nobody overtakes. One call gives out a bounded
 * number of leads; what could still be given is taken up by {@link #wake}.
 */
public final class Pool {

    private final PoolBook book;
    private final @Nullable TeamRoster roster;

    /** A pool over a book; without a roster everybody waits. */
    public Pool(PoolBook book, @Nullable TeamRoster roster) {
        this.book = book;
        this.roster = roster;
    }

    /** Gives the lead an owner or a place in the queue. A repeat changes at most the place. */
    public List<LeadAssignment> request(OwnerRequest request) {
        String teamId = request.getTeamId();
        PoolEntry known = book.entry(teamId, request.getLeadId());
        if (known != null && (known.getRepresentativeId() != null || !sameOffer(known, request.getOfferNumber()))) {
            return List.of();
        }
        TeamSession team = new TeamSession(book, roster, teamId);
        if (known != null) {
            team.dequeue(known.getRequest());
        }
        List<LeadAssignment> decisions = team.serve(request.getDecideAt(), request);
        if (known != null) {
            decisions.removeIf(decision -> decision.getRepresentativeId() == null);
        }
        team.save();
        return decisions;
    }

    /** Takes the lead out of loads or queue, and serves who waits. A release of another offer changes nothing. */
    public List<LeadAssignment> release(OwnerRelease release) {
        String teamId = release.getTeamId();
        PoolEntry entry = book.entry(teamId, release.getLeadId());
        if (entry == null || !sameOffer(entry, release.getOfferNumber())) {
            return List.of();
        }
        TeamSession team = new TeamSession(book, roster, teamId);
        List<LeadAssignment> decisions = new ArrayList<>();
        decisions.add(team.release(entry, release));
        decisions.addAll(team.serve(release.getDecideAt(), null));
        team.save();
        return decisions;
    }

    /** Serves who waits in a team. */
    public List<LeadAssignment> wake(String teamId, Instant now) {
        TeamSession team = new TeamSession(book, roster, teamId);
        List<LeadAssignment> decisions = team.serve(now, null);
        team.save();
        return decisions;
    }

    /** Has a team with a queue be looked at from the given instant on. */
    public void arm(String teamId, Instant at) {
        TeamSession team = new TeamSession(book, roster, teamId);
        if (team.arm(at)) {
            team.save();
        }
    }

    private static boolean sameOffer(PoolEntry entry, int offerNumber) {
        return entry.getRequest().getOfferNumber() == offerNumber;
    }
}
