// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.routing;

import io.leadstream.schemas.state.assignment.HandOver;
import io.leadstream.schemas.state.assignment.OwnerRelease;
import io.leadstream.schemas.state.assignment.OwnerRequest;
import io.leadstream.schemas.state.assignment.PoolEntry;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom a team prefers for a company: who first got a lead of it, until that person is inactive or leaves the team, refuses a
 * lead of the company, or hands over. A lead that is meant for one person alone, by order or escalated, says nothing of it.
 */
final class TeamMemory {

    /** Reasons of a release for which the owner did not take the lead; the pipeline's words. */
    private static final Set<String> REFUSALS = Set.of("declined", "expired");

    private TeamMemory() {}

    static void given(PoolBook book, @Nullable TeamRoster roster, String teamId, OwnerRequest request, Person owner) {
        String domain = request.getCompanyDomain();
        if (domain != null && !request.getOnly() && !keeps(roster, teamId, book.companyOwner(teamId, domain))) {
            book.saveCompanyOwner(teamId, domain, owner.id());
        }
    }

    /** An owned lead leaves its owner; with a hand-over to one of the team the company goes along. */
    static void released(
            PoolBook book,
            @Nullable TeamRoster roster,
            String teamId,
            PoolEntry entry,
            OwnerRelease release,
            @Nullable HandOver handOver) {
        String domain = entry.getRequest().getCompanyDomain();
        boolean refused =
                REFUSALS.contains(release.getReason()) && !entry.getRequest().getOnly();
        if (domain == null || (handOver == null && !refused)) {
            return;
        }
        String owner = book.companyOwner(teamId, domain);
        if (owner != null && owner.equals(entry.getRepresentativeId())) {
            String next = handOver == null ? null : handOver.getToRepresentativeId();
            book.saveCompanyOwner(teamId, domain, keeps(roster, teamId, next) ? next : null);
        }
    }

    /** A company keeps its owner through leave and full days, not when the owner left the team or is inactive. */
    private static boolean keeps(@Nullable TeamRoster roster, String teamId, @Nullable String owner) {
        Person person = owner == null || roster == null ? null : roster.person(owner);
        return person != null
                && person.belongsTo(teamId)
                && person.representative().getActive();
    }
}
