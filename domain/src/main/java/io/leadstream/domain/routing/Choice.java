// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.routing;

import io.leadstream.schemas.assignment.AssignmentMethod;
import io.leadstream.schemas.assignment.Candidate;
import io.leadstream.schemas.assignment.CandidateResult;
import io.leadstream.schemas.rules.Strategy;
import io.leadstream.schemas.rules.Team;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of asking a team for an owner.
 *
 * @param standings everybody who was considered, in roster order
 * @param chosen the owner; absent when the lead has to wait
 * @param method what made the choice
 * @param strategy the team's strategy; absent when a person was named or nobody was there to choose from
 * @param team the team, when the roster has it
 * @param rosterVersion version of the roster; 0 without one
 * @param awaited for whom the lead waits although others could have it; null unless it does
 */
record Choice(
        List<Standing> standings,
        @Nullable Person chosen,
        AssignmentMethod method,
        @Nullable Strategy strategy,
        @Nullable Team team,
        int rosterVersion,
        @Nullable OwnerWait awaited) {

    /** A choice among those who are there. */
    Choice(
            List<Standing> standings,
            @Nullable Person chosen,
            AssignmentMethod method,
            @Nullable Strategy strategy,
            @Nullable Team team,
            int rosterVersion) {
        this(standings, chosen, method, strategy, team, rosterVersion, null);
    }

    /** When somebody will be there, as far as calendars tell. */
    @Nullable
    Instant expectedAt(Instant at) {
        if (awaited != null) {
            return awaited.lookAt(at);
        }
        return standings.stream()
                .flatMap(standing -> standing.expected(at).stream())
                .min(Instant::compareTo)
                .orElse(null);
    }

    /** Why the lead has to wait. */
    String queueReason() {
        if (awaited != null) {
            return "owner_absent";
        }
        if (rosterVersion == 0) {
            return "no_roster";
        }
        if (team == null) {
            return "unknown_team";
        }
        if (standings.isEmpty()) {
            return "nobody_in_team";
        }
        List<Standing> possible =
                standings.stream().filter(Standing::possibleLater).toList();
        if (possible.isEmpty()) {
            return nobodyEver();
        }
        return possible.stream().allMatch(Choice::full) ? "all_at_capacity" : "nobody_available";
    }

    /** True when nobody could ever receive the lead as roster and lead are. */
    boolean impossible() {
        return rosterVersion > 0 && standings.stream().noneMatch(Standing::possibleLater);
    }

    /** Where somebody who was considered stands. */
    Standing standingOf(Person person) {
        for (Standing standing : standings) {
            if (standing.person() == person) {
                return standing;
            }
        }
        throw new IllegalArgumentException(person.id() + " was not considered");
    }

    List<Candidate> candidates() {
        List<Candidate> candidates = new ArrayList<>(standings.size());
        for (Standing standing : standings) {
            candidates.add(candidate(standing));
        }
        return candidates;
    }

    private String nobodyEver() {
        if (any(CandidateResult.SEGMENT_MISMATCH)) {
            return "nobody_for_segment";
        }
        return any(CandidateResult.INACTIVE) ? "nobody_active" : "everybody_excluded";
    }

    private boolean any(CandidateResult result) {
        return standings.stream().anyMatch(standing -> standing.result() == result);
    }

    private static boolean full(Standing standing) {
        return switch (standing.result()) {
            case OPEN_CAPACITY, DAY_CAPACITY, HOUR_CAPACITY -> true;
            default -> false;
        };
    }

    private Candidate candidate(Standing standing) {
        Person person = standing.person();
        return new Candidate(
                person.id(),
                person == chosen ? CandidateResult.CHOSEN : standing.result(),
                standing.load().getOpenLeads(),
                person.weight(),
                standing.load().getLastTurn(),
                standing.load().getAssigned(),
                strategy == Strategy.WEIGHTED
                        ? standing.load().getCalibration()
                        : standing.load().getHandicap());
    }
}
