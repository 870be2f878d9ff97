// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.routing;

import io.leadstream.domain.rules.LeadFacts;
import io.leadstream.schemas.assignment.AssignmentMethod;
import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.schemas.state.assignment.Direction;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The rules and the roster in force.
 *
 * @param rules assignment rules
 * @param roster teams and people
 */
public record Routing(RoutingRules rules, TeamRoster roster) {

    /** Whom the rules want for the lead; ages count to the day on which the profile's cause arrived. */
    public Target targetOf(LeadProfile lead) {
        long today = LocalDate.ofInstant(lead.getReceivedAt(), ZoneOffset.UTC).toEpochDay();
        return rules.route(new LeadFacts(lead, today), roster);
    }

    /**
     * Whom the lead is directed to, else whom the rules want. A direction to somebody or to a team that the roster no
     * longer has is passed over.
     */
    public Target targetOf(LeadProfile lead, @Nullable Direction direction) {
        Target byRules = targetOf(lead);
        if (direction == null) {
            return byRules;
        }
        String person = direction.getRepresentativeId();
        String team = direction.getTeamId();
        if (person != null && direction.getMethod() == AssignmentMethod.RETURNING_OWNER) {
            // A former owner is asked in the team of today.
            team = roster.teamOf(person).orElse(team);
        }
        boolean there = roster.hasTeam(team) && (person == null || roster.isActive(person));
        return there ? byRules.to(direction, team) : byRules;
    }
}
