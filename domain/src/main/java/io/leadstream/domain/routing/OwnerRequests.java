// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.routing;

import io.leadstream.domain.identity.CompanyDomain;
import io.leadstream.domain.rules.LeadFacts;
import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.schemas.state.assignment.LeadState;
import io.leadstream.schemas.state.assignment.OwnerRequest;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the question that is put to a team. */
public final class OwnerRequests {

    private OwnerRequests() {}

    /**
     * Asks for an owner of the lead.
     *
     * @param state the lead, with the number of the offer, when it came up for sales, and whom to pass over
     * @param decideAt the instant to judge presence by
     */
    public static OwnerRequest of(LeadState state, Target target, Routing routing, Instant decideAt) {
        LeadProfile lead = state.getProfile();
        return OwnerRequest.newBuilder()
                .setLeadId(lead.getLeadId())
                .setOfferNumber(state.getOfferNumber())
                .setExcluded(state.getExcluded())
                .setMoves(state.getMoves())
                .setOnly(target.only())
                .setTeamId(target.teamId())
                .setRepresentativeId(target.representativeId())
                .setMethod(target.method())
                .setRuleId(target.ruleId())
                .setRuleName(target.ruleName())
                .setNote(target.note())
                .setSegment(target.segment())
                .setCompanyDomain(companyDomain(lead.getEmail()))
                .setRulesVersion(routing.rules().version())
                .setRosterVersion(routing.roster().version())
                .setChat(lead.getChat())
                .setScore(lead.getScore())
                .setGrade(LeadFacts.textOf(lead.getGrade()))
                .setRequestedAt(Objects.requireNonNullElse(state.getRequestedAt(), decideAt))
                .setDecideAt(decideAt)
                .setLeadName(nameOf(lead))
                .setLeadEmail(lead.getEmail())
                .setLeadPhone(lead.getPhone())
                .setLeadCompany(lead.getCompany())
                .setLeadSource(lead.getSource())
                .build();
    }

    /** The company that an address belongs to, by its registrable mail domain; null without one, and for free mail. */
    public static @Nullable String companyDomain(@Nullable String email) {
        if (email == null) {
            return null;
        }
        return CompanyDomain.ofDomain(email.substring(email.lastIndexOf('@') + 1))
                .map(CompanyDomain::value)
                .orElse(null);
    }

    /** What a person calls the lead; null while nobody knows. */
    public static @Nullable String nameOf(LeadProfile lead) {
        String name = Stream.of(text(lead.getFirstName()), text(lead.getLastName()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
        return name.isEmpty() ? null : name;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
