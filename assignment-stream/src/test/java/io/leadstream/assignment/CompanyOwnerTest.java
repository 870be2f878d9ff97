// SPDX-License-Identifier: Apache-2.0
package io.leadstream.assignment;

import static io.leadstream.assignment.Sales.officeHours;
import static io.leadstream.assignment.Sales.person;
import static io.leadstream.assignment.Sales.ready;
import static io.leadstream.assignment.Sales.roster;
import static io.leadstream.assignment.Sales.rules;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.schemas.assignment.AssignmentKind;
import io.leadstream.schemas.assignment.AssignmentMethod;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.capture.AcceptLead;
import io.leadstream.schemas.capture.ConvertLead;
import io.leadstream.schemas.capture.DeclineLead;
import io.leadstream.schemas.capture.HandOverLeads;
import io.leadstream.schemas.capture.ReassignLead;
import io.leadstream.testkit.Fixtures;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The owner of a company gets its leads, also from the default team of another. */
class CompanyOwnerTest {

    private final Flow flow = new Flow();

    @AfterEach
    void close() {
        flow.close();
    }

    /** Large companies to big, where cy and di are; all others to small, where ada and bob are. */
    private void open() {
        flow.publish(rules(1, "small"));
        flow.publish(
                roster(1, person("ada", "small"), person("bob", "small"), person("cy", "big"), person("di", "big")));
    }

    private void large(String email) {
        flow.profile(ready(email).setEmployeeCount(5_000L));
    }

    private boolean isEmpty(String store) {
        try (KeyValueIterator<String, ?> all =
                flow.harness.<String, Object>store(store).all()) {
            return !all.hasNext();
        }
    }

    @Test
    void shouldFollowTheCompanyIntoAnotherTeam() {
        open();
        large("jo@acme.com");
        flow.profile(ready("al@eu.acme.com"));
        flow.profile(ready("el@else.com"));
        List<LeadAssignment> decisions = flow.decisions();
        assertThat(decisions).extracting(LeadAssignment::getRepresentativeId).containsExactly("cy", "cy", "ada");
        LeadAssignment followed = decisions.get(1);
        assertThat(followed.getTeamId()).isEqualTo("big");
        assertThat(followed.getMethod()).isEqualTo(AssignmentMethod.COMPANY_OWNER);
        assertThat(followed.getExplanation())
                .isEqualTo("No rule matched, so the lead goes to the owner of its company; "
                        + "CY owns the company acme.com (1 open, weight 100)");
        assertThat(flow.order("c1", "al@eu.acme.com", "cy", new AcceptLead(1)).getAccepted())
                .isTrue();
        flow.order("c2", "al@eu.acme.com", "cy", ConvertLead.newBuilder().build());
        assertThat(flow.decisions().get(1).getTeamId())
                .as("given back where it is")
                .isEqualTo("big");
        assertThat(flow.harness.store(StoreNames.ENTRY).approximateNumEntries()).isEqualTo(2);
        assertThat(isEmpty(StoreNames.ACCOUNT_REDIRECTION)).isTrue();
    }

    @Test
    void shouldLetTheRuleDecideAndPreferTheOwnerOnlyWithinItsTeam() {
        open();
        flow.profile(ready("jo@acme.com"));
        large("al@acme.com");
        large("el@acme.com");
        assertThat(flow.told()).containsExactly("ASSIGNED ada", "ASSIGNED cy", "ASSIGNED cy");
        flow.profile(ready("di@acme.com"));
        assertThat(flow.told()).as("the first one owns it").containsExactly("ASSIGNED ada");
    }

    @Test
    void shouldKeepTheCompanyThroughLeaveButNotWhenTheOwnerIsInactiveOrGone() {
        open();
        large("jo@acme.com");
        flow.order("c1", "jo@acme.com", "cy", new AcceptLead(1));
        flow.order("c2", "jo@acme.com", "cy", ConvertLead.newBuilder().build());
        flow.publish(roster(
                2, person("ada", "small"), person("cy", "big").setDaysOff(List.of("2026-01-05")), person("di", "big")));
        flow.told();
        flow.profile(ready("al@acme.com"));
        LeadAssignment covered = flow.decisions().get(0);
        assertThat(covered.getRepresentativeId()).isEqualTo("di");
        assertThat(covered.getExplanation())
                .startsWith(
                        "No rule matched, and the owner of its company is CY, who is on leave, so team big decides; ");
        flow.publish(roster(3, person("ada", "small"), person("cy", "small"), person("di", "big")));
        flow.profile(ready("bo@acme.com"));
        assertThat(flow.told()).as("the owner has changed teams").containsExactly("ASSIGNED cy");
        flow.publish(roster(4, person("ada", "small"), person("cy", "small").setActive(false), person("di", "big")));
        flow.pass(Duration.ofMillis(50));
        flow.told();
        flow.profile(ready("ed@acme.com"));
        flow.profile(ready("fi@acme.com"));
        assertThat(flow.told()).as("and ada took over").containsExactly("ASSIGNED ada", "ASSIGNED ada");
    }

    @Test
    void shouldGoOnByTheRulesWhenTheOwnerRefuses() {
        open();
        large("jo@acme.com");
        flow.profile(ready("al@acme.com"));
        flow.told();
        flow.order("c1", "al@acme.com", "cy", new DeclineLead(1, "no"));
        assertThat(flow.told()).containsExactly("DECLINED cy", "RELEASED cy", "ASSIGNED ada");
        flow.profile(ready("el@acme.com"));
        assertThat(flow.told()).as("who refused does not own the company").containsExactly("ASSIGNED ada");
    }

    @Test
    void shouldPassTheCompanyOnWithAHandOverButNotWhenAnAdminMovesALead() {
        open();
        large("jo@acme.com");
        flow.told();
        flow.order("c1", "jo@acme.com", "admin", new ReassignLead("bob", null, null));
        flow.order("c2", "jo@acme.com", "bob", new AcceptLead(2));
        assertThat(flow.told()).containsExactly("RELEASED cy", "ASSIGNED bob", "ACCEPTED bob");
        flow.profile(ready("al@acme.com"));
        assertThat(flow.told()).containsExactly("ASSIGNED cy");
        flow.staff("s1", "cy", "admin", new HandOverLeads("bob", null, null));
        flow.pass(Duration.ofMillis(50));
        assertThat(flow.told()).containsExactly("RELEASED cy", "ASSIGNED bob");
        flow.profile(ready("el@acme.com"));
        assertThat(flow.told()).containsExactly("ASSIGNED bob");
    }

    @Test
    void shouldMoveOnWhenTheTeamInWhoseQueueItWaitsIsGone() {
        flow.publish(rules(1, "small"));
        flow.publish(roster(1, person("ada", "small"), person("cy", "big")));
        large("jo@acme.com");
        flow.publish(roster(2, person("ada", "small"), person("cy", "big").setCapacityOpen(1)));
        flow.profile(ready("al@acme.com"));
        assertThat(flow.told()).containsExactly("ASSIGNED cy", "QUEUED big");
        flow.profile(ready("al@acme.com").setVersion(2).setScore(99));
        assertThat(flow.told()).as("asked again, in the same queue").isEmpty();
        flow.publish(roster(3, person("ada", "small"), person("oz", "other")));
        flow.pass(Duration.ofMillis(50));
        assertThat(flow.told())
                .containsExactlyInAnyOrder("RELEASED big", "ASSIGNED ada", "RELEASED cy", "ASSIGNED ada");
    }

    /** A chat needs somebody now: it does not wait for who owns its company, in whose team nobody may be free. */
    @Test
    void shouldLeaveAChatWithTheTeamOfTheRules() {
        open();
        large("jo@acme.com");
        flow.publish(roster(
                2,
                person("ada", "small"),
                person("cy", "big").setHours(officeHours()).setZone("Asia/Tokyo")));
        flow.told();
        flow.profile(ready("bo@acme.com").setChat(true));
        flow.profile(ready("ed@acme.com"));
        assertThat(flow.told()).containsExactly("ASSIGNED ada", "QUEUED big");
        flow.publish(roster(3, person("ada", "small"), person("cy", "big").setCapacityOpen(1)));
        flow.pass(Duration.ofMillis(50));
        flow.told();
        flow.profile(ready("fi@acme.com").setChat(true));
        flow.profile(ready("gi@acme.com"));
        assertThat(flow.told()).as("full").containsExactly("ASSIGNED ada", "QUEUED big");
    }

    @Test
    void shouldForgetWhereAnOfferWentWhenTheNextGoesByTheRules() {
        open();
        large("jo@acme.com");
        flow.profile(ready("al@acme.com"));
        assertThat(flow.told()).containsExactly("ASSIGNED cy", "ASSIGNED cy");
        flow.publish(roster(2, person("ada", "small"), person("cy", "big").setActive(false), person("di", "big")));
        flow.pass(Duration.ofMillis(50));
        assertThat(flow.told()).contains("RELEASED cy", "ASSIGNED ada", "ASSIGNED di");
        assertThat(isEmpty(StoreNames.ACCOUNT_REDIRECTION)).isTrue();
    }

    @Test
    void shouldKnowWhoAcceptedWhenASecondTeamComes() {
        flow.publish(rules(1, "small"));
        flow.publish(roster(1, person("ada", "small"), person("bob", "small")));
        flow.profile(ready("jo@acme.com"));
        assertThat(isEmpty(StoreNames.ACCOUNT_OWNER))
                .as("one team needs no account")
                .isTrue();
        flow.order("c1", "jo@acme.com", "ada", new AcceptLead(1));
        flow.publish(roster(2, person("ada", "small"), person("bob", "small"), person("cy", "big")));
        flow.publish(rules(2, "big"));
        flow.told();
        flow.profile(ready("al@acme.com"));
        LeadAssignment decision = flow.decisions().get(0);
        assertThat(decision.getRepresentativeId()).isEqualTo("ada");
        assertThat(decision.getKind()).isEqualTo(AssignmentKind.ASSIGNED);
        assertThat(decision.getLeadId()).isEqualTo(Fixtures.leadId("al@acme.com"));
    }
}
