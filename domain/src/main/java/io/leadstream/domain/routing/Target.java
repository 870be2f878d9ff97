// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.routing;

import io.leadstream.schemas.assignment.AssignmentMethod;
import io.leadstream.schemas.state.assignment.Direction;
import org.jspecify.annotations.Nullable;

/**
 * Whom the assignment rules want for a lead.
 *
 * @param teamId the team that decides
 * @param representativeId the person a rule names
 * @param method RULE or DEFAULT_TEAM
 * @param ruleId the rule that matched
 * @param ruleName its name
 * @param note rules that matched but could not be followed, in words
 * @param segment the lead's segment
 * @param only true when nobody but the representative will do
 */
public record Target(
        String teamId,
        @Nullable String representativeId,
        AssignmentMethod method,
        @Nullable String ruleId,
        @Nullable String ruleName,
        @Nullable String note,
        @Nullable String segment,
        boolean only) {

    /** The same lead, but to whom it is directed other than by the rules. */
    Target to(Direction direction, String team) {
        return new Target(
                team,
                direction.getRepresentativeId(),
                direction.getMethod(),
                null,
                null,
                null,
                segment,
                direction.getOnly());
    }
}
