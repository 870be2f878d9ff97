// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.routing;

import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.assignment.StaffChange;
import io.leadstream.schemas.state.assignment.OwnerRelease;
import io.leadstream.schemas.state.assignment.OwnerRequest;
import io.leadstream.schemas.state.assignment.PoolEntry;
import io.leadstream.schemas.state.assignment.StaffAbsence;
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
        // What is asked again had a place: when it is gone, the pool took the lead back, which the pipeline is to learn
        // yet.
        if (known == null ? request.getAgain() : !mayGetAPlace(known, request)) {
            return List.of();
        }
        TeamSession team = new TeamSession(book, roster, teamId);
        if (known != null) {
            team.dequeue(known.getRequest());
        }
        List<LeadAssignment> decisions = team.serve(request.getDecideAt(), request);
        if (known != null) {
            decisions = decisions.stream()
                    .filter(decision -> tellsMore(decision, known))
                    .map(decision -> decision.getRepresentativeId() == null ? Decisions.again(decision) : decision)
                    .toList();
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

    /** Learns of a command about a person: an absence, its end, or leads to be handed over. */
    public void learn(StaffChange change) {
        String person = change.getRepresentativeId();
        switch (change.getKind()) {
            case AWAY -> {
                book.saveAbsence(person, new StaffAbsence(change.getUntil()));
                // It may end sooner than one that it replaces, and for the end of that one the queue waits.
                armAll(change.getAt());
            }
            case BACK -> {
                book.saveAbsence(person, null);
                armAll(change.getAt());
            }
            case HAND_OVER -> LeadSweep.handOver(book, roster, change);
            case UNKNOWN -> {
                // a change of a later release
            }
        }
    }

    /** A roster came into force: whoever left has the leads taken, and whoever waits is looked at. */
    public void learnRoster(Instant at) {
        for (String teamId : book.teamIds()) {
            arm(teamId, at);
            LeadSweep.afterRoster(book, roster, teamId);
        }
    }

    /** Takes leads from people who left or hand over, among the next {@code most} leads of the team. */
    public List<LeadAssignment> sweep(String teamId, Instant now, int most) {
        return LeadSweep.go(book, roster, teamId, now, most);
    }

    /** Has a team with a queue be looked at from the given instant on. */
    public void arm(String teamId, Instant at) {
        TeamSession team = new TeamSession(book, roster, teamId);
        if (team.arm(at)) {
            team.save();
        }
    }

    private void armAll(Instant at) {
        book.teamIds().forEach(teamId -> arm(teamId, at));
    }

    /** A repeated request says nothing when the lead waits on for the same reason. */
    private static boolean tellsMore(LeadAssignment decision, PoolEntry known) {
        return decision.getRepresentativeId() != null
                || !String.valueOf(decision.getQueueReason()).equals(known.getQueueReason());
    }

    private static boolean mayGetAPlace(PoolEntry known, OwnerRequest request) {
        return known.getRepresentativeId() == null && sameOffer(known, request.getOfferNumber());
    }

    private static boolean sameOffer(PoolEntry entry, int offerNumber) {
        return entry.getRequest().getOfferNumber() == offerNumber;
    }
}
