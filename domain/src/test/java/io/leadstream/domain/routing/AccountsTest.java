// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.routing;

import static io.leadstream.domain.routing.Samples.NOW;
import static io.leadstream.domain.routing.Samples.person;
import static io.leadstream.domain.routing.Samples.ready;
import static io.leadstream.domain.routing.Samples.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.schemas.assignment.AssignmentMethod;
import io.leadstream.schemas.rules.Representative;
import io.leadstream.schemas.rules.Strategy;
import io.leadstream.schemas.state.assignment.AccountOrder;
import io.leadstream.schemas.state.assignment.ClaimKind;
import io.leadstream.schemas.state.assignment.CompanyClaim;
import io.leadstream.schemas.state.assignment.CompanyOwner;
import io.leadstream.schemas.state.assignment.OwnerRelease;
import io.leadstream.schemas.state.assignment.OwnerRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccountsTest {

    private static final String ACME = "acme.com";

    private final MemoryAccountBook book = new MemoryAccountBook();
    private Accounts accounts = new Accounts(book, null);

    AccountsTest() {
        roster(person("ada", "inbound"), person("cy", "big"), person("di", "big"));
    }

    private void roster(Representative.Builder... people) {
        accounts = new Accounts(book, ready(Strategy.LEAST_LOADED, people));
    }

    private void claim(String person, ClaimKind kind) {
        assertThat(accounts.carryOut(new AccountOrder(ACME, new CompanyClaim(person, kind, NOW))))
                .isEmpty();
    }

    private @Nullable String owner() {
        CompanyOwner owner = book.owners.get(ACME);
        return owner == null ? null : owner.getRepresentativeId();
    }

    private static OwnerRequest.Builder asked() {
        return request("l1", "inbound").setCompanyDomain(ACME);
    }

    private OwnerRequest passed(OwnerRequest.Builder request) {
        return (OwnerRequest) accounts.carryOut(new AccountOrder(ACME, request.build()))
                .orElseThrow()
                .getOrder();
    }

    /** "team person" that the account sends a lead to. */
    private String sent(OwnerRequest.Builder request) {
        OwnerRequest passed = passed(request);
        return passed.getTeamId() + " " + passed.getRepresentativeId();
    }

    private String released(String team, int offer) {
        return ((OwnerRelease)
                        accounts.carryOut(new AccountOrder(ACME, new OwnerRelease("l1", offer, team, "converted", NOW)))
                                .orElseThrow()
                                .getOrder())
                .getTeamId();
    }

    @Test
    void shouldSendALeadToTheOwnerOfItsCompanyInWhateverTeam() {
        assertThat(sent(asked())).isEqualTo("inbound null");
        claim("cy", ClaimKind.ASSIGNED);
        OwnerRequest passed = passed(asked());
        assertThat(passed.getTeamId()).isEqualTo("big");
        assertThat(passed.getRepresentativeId()).isEqualTo("cy");
        assertThat(passed.getMethod()).isEqualTo(AssignmentMethod.COMPANY_OWNER);
        assertThat(passed.getOnly()).isFalse();
        assertThat(accounts.carryOut(new AccountOrder("else.com", asked().build()))
                        .orElseThrow()
                        .getOrder())
                .isEqualTo(asked().build());
    }

    @Test
    void shouldNameTheOwnerAlsoWhenTheTeamIsTheSame() {
        claim("ada", ClaimKind.ASSIGNED);
        assertThat(sent(asked())).isEqualTo("inbound ada");
    }

    @Test
    void shouldLeaveAloneWhatARuleOrAnAdminDecided() {
        claim("cy", ClaimKind.ACCEPTED);
        for (AssignmentMethod method : List.of(
                AssignmentMethod.RULE,
                AssignmentMethod.ADMIN,
                AssignmentMethod.RETURNING_OWNER,
                AssignmentMethod.ESCALATED)) {
            assertThat(passed(asked().setMethod(method)))
                    .isEqualTo(asked().setMethod(method).build());
        }
    }

    @Test
    void shouldHaveTheFirstAssignmentOwnUntilSomebodyElseAccepts() {
        claim("ada", ClaimKind.ASSIGNED);
        claim("cy", ClaimKind.ASSIGNED);
        assertThat(owner()).isEqualTo("ada");
        claim("cy", ClaimKind.ACCEPTED);
        assertThat(owner()).isEqualTo("cy");
        claim("ada", ClaimKind.ACCEPTED);
        claim("cy", ClaimKind.REFUSED);
        assertThat(owner()).as("who accepted once stays").isEqualTo("cy");
    }

    @Test
    void shouldHaveNoOwnerAfterTheOnlyOneRefusedOrHandedOver() {
        claim("ada", ClaimKind.ASSIGNED);
        claim("cy", ClaimKind.REFUSED);
        claim("cy", ClaimKind.HANDED_OVER);
        claim("cy", ClaimKind.UNKNOWN);
        assertThat(owner()).as("whoever else refuses").isEqualTo("ada");
        claim("ada", ClaimKind.REFUSED);
        claim("ada", ClaimKind.REFUSED);
        claim("ada", ClaimKind.HANDED_OVER);
        assertThat(owner()).isNull();
        claim("di", ClaimKind.ACCEPTED);
        claim("di", ClaimKind.HANDED_OVER);
        assertThat(owner()).isNull();
    }

    @Test
    void shouldKeepTheOwnerThroughLeaveAndFullDaysButNotWhenInactiveOrGone() {
        claim("cy", ClaimKind.ACCEPTED);
        roster(
                person("ada", "inbound"),
                person("cy", "big").setDaysOff(List.of("2026-11-20")).setCapacityOpen(0));
        assertThat(sent(asked())).isEqualTo("big cy");
        roster(person("ada", "inbound"), person("cy", "inbound"));
        assertThat(sent(asked())).as("in the team of today").isEqualTo("inbound cy");
        roster(person("ada", "inbound"), person("cy", "big").setActive(false));
        assertThat(sent(asked())).isEqualTo("inbound null");
        claim("cy", ClaimKind.REFUSED);
        claim("cy", ClaimKind.HANDED_OVER);
        roster(person("ada", "inbound"), person("di", "big"));
        assertThat(sent(asked())).isEqualTo("inbound null");
        claim("di", ClaimKind.ASSIGNED);
        assertThat(sent(asked())).as("the next owner takes over").isEqualTo("big di");
    }

    @Test
    void shouldNotSendALeadThatTheOwnerCanNotServe() {
        claim("cy", ClaimKind.ACCEPTED);
        assertThat(sent(asked().setExcluded(List.of("cy")))).isEqualTo("inbound null");
        roster(person("ada", "inbound"), person("cy", "big").setSegments(List.of("large")));
        assertThat(sent(asked())).isEqualTo("inbound null");
        assertThat(sent(asked().setSegment("large"))).isEqualTo("big cy");
    }

    /** It needs somebody now; whether the owner is away or full, only the owner's team knows. */
    @Test
    void shouldNotSendAChatToAnotherTeam() {
        claim("cy", ClaimKind.ACCEPTED);
        assertThat(sent(asked().setChat(true))).isEqualTo("inbound null");
        assertThat(sent(asked())).isEqualTo("big cy");
        assertThat(sent(asked().setChat(true).setAgain(true)))
                .as("an offer never changes its team")
                .isEqualTo("big cy");
    }

    @Test
    void shouldForgetWhereAnOfferWentWhenTheNextOneStays() {
        claim("cy", ClaimKind.ACCEPTED);
        assertThat(sent(asked())).isEqualTo("big cy");
        roster(person("ada", "inbound"), person("di", "big"));
        assertThat(sent(asked().setOfferNumber(2))).isEqualTo("inbound null");
        assertThat(book.redirections).isEmpty();
    }

    @Test
    void shouldNotTrustARosterOlderThanTheOneInTheRequest() {
        claim("cy", ClaimKind.ACCEPTED);
        assertThat(sent(asked().setRosterVersion(2))).isEqualTo("inbound null");
        accounts = new Accounts(book, null);
        assertThat(sent(asked())).isEqualTo("inbound null");
        claim("ada", ClaimKind.ASSIGNED);
        assertThat(owner()).isEqualTo("cy");
    }

    @Test
    void shouldSendWhatFollowsTheSameWay() {
        claim("cy", ClaimKind.ASSIGNED);
        assertThat(sent(asked())).isEqualTo("big cy");
        claim("cy", ClaimKind.REFUSED);
        claim("ada", ClaimKind.ASSIGNED);
        assertThat(sent(asked().setAgain(true).setScore(90))).isEqualTo("big cy");
        assertThat(sent(asked().setAgain(true).setOfferNumber(2)))
                .as("another offer")
                .isEqualTo("inbound null");
        assertThat(released("inbound", 2)).isEqualTo("inbound");
        assertThat(released("inbound", 1)).isEqualTo("big");
        assertThat(book.redirections).isEmpty();
        assertThat(released("inbound", 1)).isEqualTo("inbound");
    }

    @Test
    void shouldLeaveAnOfferWithItsTeamWhenTheOwnerIsFoundLater() {
        assertThat(sent(asked())).isEqualTo("inbound null");
        claim("cy", ClaimKind.ASSIGNED);
        assertThat(sent(asked().setAgain(true))).isEqualTo("inbound null");
        assertThat(released("inbound", 1)).isEqualTo("inbound");
    }

    @Test
    void shouldAskOnlyWhereSomebodyElseMayOwnTheCompany() {
        TeamRoster two = ready(Strategy.LEAST_LOADED, person("ada", "inbound"), person("cy", "big"));
        TeamRoster one = ready(Strategy.LEAST_LOADED, person("ada", "inbound"));
        assertThat(Accounts.mayHaveAnOwner(asked().build(), two)).isTrue();
        assertThat(Accounts.mayHaveAnOwner(asked().build(), one)).isFalse();
        assertThat(Accounts.mayHaveAnOwner(request("l1", "inbound").build(), two))
                .isFalse();
        assertThat(Accounts.mayHaveAnOwner(
                        asked().setMethod(AssignmentMethod.RULE).build(), two))
                .isFalse();
        assertThat(Accounts.mayHaveAnOwner(asked().setChat(true).build(), two)).isFalse();
    }
}
