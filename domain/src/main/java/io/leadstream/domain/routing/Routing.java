// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.routing;

import io.leadstream.domain.rules.LeadFacts;
import io.leadstream.schemas.scoring.LeadProfile;
import java.time.LocalDate;
import java.time.ZoneOffset;

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
}
