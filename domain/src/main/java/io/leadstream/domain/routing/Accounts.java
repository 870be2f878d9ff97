// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.routing;

import io.leadstream.schemas.assignment.AssignmentMethod;
import io.leadstream.schemas.state.assignment.AccountOrder;
import io.leadstream.schemas.state.assignment.CompanyClaim;
import io.leadstream.schemas.state.assignment.CompanyOwner;
import io.leadstream.schemas.state.assignment.OwnerRelease;
import io.leadstream.schemas.state.assignment.OwnerRequest;
import io.leadstream.schemas.state.assignment.PoolOrder;
import io.leadstream.schemas.state.assignment.Redirection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Knows who owns a company, whatever the team, and takes its leads that no rule claims to that person. Whoever is assigned
 * the first lead of a company owns it, for as long as the person is active; until then somebody else's acceptance
 * outweighs. An offer stays with the team that it went to: what follows it about the same offer goes the same way.
 */
public final class Accounts {

    private final AccountBook book;
    private final @Nullable TeamRoster roster;

    /** Accounts over a book; without a roster nobody is sent anywhere. */
    public Accounts(AccountBook book, @Nullable TeamRoster roster) {
        this.book = book;
        this.roster = roster;
    }

    /**
     * Whether the owner of the lead's company has a say: no rule claimed the lead, and there are other teams. A chat needs
     * somebody now, and only the owner's team could tell whether the owner is there and has room.
     */
    public static boolean mayHaveAnOwner(OwnerRequest request, TeamRoster roster) {
        return request.getMethod() == AssignmentMethod.DEFAULT_TEAM
                && request.getCompanyDomain() != null
                && !request.getChat()
                && roster.hasSeveralTeams();
    }

    /** Takes note of an owner, or hands an order on to the right team. */
    public Optional<PoolOrder> carryOut(AccountOrder order) {
        String domain = order.getCompanyDomain();
        if (order.getOrder() instanceof CompanyClaim claim) {
            learn(domain, claim);
            return Optional.empty();
        }
        if (order.getOrder() instanceof OwnerRelease release) {
            return Optional.of(new PoolOrder(end(release)));
        }
        OwnerRequest request = (OwnerRequest) order.getOrder();
        return Optional.of(new PoolOrder(request.getAgain() ? again(request) : first(domain, request)));
    }

    private void learn(String domain, CompanyClaim claim) {
        String person = claim.getRepresentativeId();
        CompanyOwner owner = inForce(domain);
        switch (claim.getKind()) {
            case ASSIGNED -> {
                if (owner == null) {
                    book.saveOwner(domain, new CompanyOwner(person, claim.getAt(), false));
                }
            }
            case ACCEPTED -> {
                if (owner == null || !owner.getAccepted()) {
                    book.saveOwner(domain, new CompanyOwner(person, claim.getAt(), true));
                }
            }
            case REFUSED -> {
                if (owner != null && owner.getRepresentativeId().equals(person) && !owner.getAccepted()) {
                    book.saveOwner(domain, null);
                }
            }
            case HANDED_OVER -> {
                if (owner != null && owner.getRepresentativeId().equals(person)) {
                    book.saveOwner(domain, null);
                }
            }
            case UNKNOWN -> {
                // a claim of a later release
            }
        }
    }

    private OwnerRequest first(String domain, OwnerRequest request) {
        Person owner = ownerFor(domain, request);
        if (owner == null) {
            if (book.redirection(request.getLeadId()) != null) {
                // Of an earlier offer, which the owner's team took back by itself: nothing more follows about it.
                book.saveRedirection(request.getLeadId(), null);
            }
            return request;
        }
        Redirection redirection =
                new Redirection(request.getOfferNumber(), owner.representative().getTeam(), owner.id());
        book.saveRedirection(request.getLeadId(), redirection);
        return redirected(request, redirection);
    }

    private OwnerRequest again(OwnerRequest request) {
        Redirection redirection = redirection(request.getLeadId(), request.getOfferNumber());
        return redirection == null ? request : redirected(request, redirection);
    }

    private OwnerRelease end(OwnerRelease release) {
        Redirection redirection = redirection(release.getLeadId(), release.getOfferNumber());
        if (redirection == null) {
            return release;
        }
        book.saveRedirection(release.getLeadId(), null);
        return OwnerRelease.newBuilder(release)
                .setTeamId(redirection.getTeamId())
                .build();
    }

    private @Nullable Redirection redirection(String leadId, int offerNumber) {
        Redirection newest = book.redirection(leadId);
        return newest == null || newest.getOfferNumber() != offerNumber ? null : newest;
    }

    private static OwnerRequest redirected(OwnerRequest request, Redirection redirection) {
        return OwnerRequest.newBuilder(request)
                .setTeamId(redirection.getTeamId())
                .setRepresentativeId(redirection.getRepresentativeId())
                .setMethod(AssignmentMethod.COMPANY_OWNER)
                .build();
    }

    /**
     * The company's owner, when this lead may be that person's. Leave and full days are for the owner's team to judge, so
     * a chat does not go there. A roster older than the one in the request may name a team that is gone.
     */
    private @Nullable Person ownerFor(String domain, OwnerRequest request) {
        TeamRoster known = roster;
        if (known == null
                || known.version() < request.getRosterVersion()
                || request.getMethod() != AssignmentMethod.DEFAULT_TEAM
                || request.getChat()) {
            return null;
        }
        CompanyOwner owner = inForce(domain);
        Person person = owner == null ? null : known.person(owner.getRepresentativeId());
        return person == null
                        || !person.serves(request.getSegment())
                        || request.getExcluded().contains(person.id())
                ? null
                : person;
    }

    /** A company keeps its owner through leave and full days, not when the owner is inactive or gone. */
    private @Nullable CompanyOwner inForce(String domain) {
        CompanyOwner owner = book.owner(domain);
        return owner == null || (roster != null && !roster.isActive(owner.getRepresentativeId())) ? null : owner;
    }
}
