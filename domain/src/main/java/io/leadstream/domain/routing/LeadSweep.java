// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.routing;

import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.assignment.StaffChange;
import io.leadstream.schemas.state.assignment.HandOver;
import io.leadstream.schemas.state.assignment.OwnerRelease;
import io.leadstream.schemas.state.assignment.PoolEntry;
import io.leadstream.schemas.state.assignment.PoolSweep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Walks through a team's leads, some at a time, and takes them from people who left the team or hand over. Each goes
 * back to the pipeline, which makes a new offer of it.
 */
final class LeadSweep {

    private static final String LEFT = "the owner left the team";

    private LeadSweep() {}

    /** Begins a walk when somebody with leads may no longer keep them. */
    static void afterRoster(PoolBook book, @Nullable TeamRoster roster, String teamId) {
        if (roster == null) {
            return;
        }
        List<String> owners = new TeamSession(book, roster, teamId).owners();
        if (owners.stream().anyMatch(owner -> !roster.keeps(owner, teamId))) {
            PoolSweep running = book.sweep(teamId);
            book.saveSweep(new PoolSweep(teamId, "", running == null ? List.of() : running.getHandOvers()));
        }
    }

    /** Begins a walk through every team in which the person has leads; a walk that is under way begins anew. */
    static void handOver(PoolBook book, @Nullable TeamRoster roster, StaffChange change) {
        String giver = change.getRepresentativeId();
        for (String teamId : book.teamIds()) {
            TeamSession team = new TeamSession(book, roster, teamId);
            if (team.owners().contains(giver)) {
                PoolSweep running = book.sweep(teamId);
                List<HandOver> handOvers = new ArrayList<>(running == null ? List.of() : running.getHandOvers());
                handOvers.add(new HandOver(
                        giver,
                        team.turns(),
                        change.getToRepresentativeId(),
                        change.getToTeamId(),
                        "handed over by " + change.getIssuedBy()
                                + (change.getReason() == null ? "" : ": " + change.getReason())));
                book.saveSweep(new PoolSweep(teamId, "", handOvers));
            }
        }
    }

    static List<LeadAssignment> go(PoolBook book, @Nullable TeamRoster roster, String teamId, Instant now, int most) {
        PoolSweep sweep = book.sweep(teamId);
        if (sweep == null) {
            return List.of();
        }
        List<PoolEntry> slice = book.entriesAfter(teamId, sweep.getAfter(), most);
        List<LeadAssignment> decisions = new ArrayList<>();
        TeamSession team = new TeamSession(book, roster, teamId);
        for (PoolEntry entry : slice) {
            HandOver handOver = handOverOf(sweep, entry);
            if (handOver != null || hasLeft(roster, teamId, entry)) {
                String reason = handOver == null ? LEFT : handOver.getReason();
                OwnerRelease release = new OwnerRelease(
                        entry.getRequest().getLeadId(), entry.getRequest().getOfferNumber(), teamId, reason, now);
                decisions.add(team.release(entry, release, handOver));
            }
        }
        team.arm(now);
        team.save();
        if (slice.size() < most) {
            book.removeSweep(teamId);
        } else {
            String last = slice.get(slice.size() - 1).getRequest().getLeadId();
            book.saveSweep(new PoolSweep(teamId, last, sweep.getHandOvers()));
        }
        return decisions;
    }

    private static @Nullable HandOver handOverOf(PoolSweep sweep, PoolEntry entry) {
        for (HandOver handOver : sweep.getHandOvers()) {
            if (Objects.equals(handOver.getRepresentativeId(), entry.getRepresentativeId())
                    && entry.getTurn() <= handOver.getUpToTurn()) {
                return handOver;
            }
        }
        return null;
    }

    private static boolean hasLeft(@Nullable TeamRoster roster, String teamId, PoolEntry entry) {
        String owner = entry.getRepresentativeId();
        return owner != null && roster != null && !roster.keeps(owner, teamId);
    }
}
