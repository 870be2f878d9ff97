// SPDX-License-Identifier: Apache-2.0
package io.leadstream.assignment;

import static io.leadstream.assignment.Sales.person;
import static io.leadstream.assignment.Sales.ready;
import static io.leadstream.assignment.Sales.roster;
import static io.leadstream.assignment.Sales.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leadstream.schemas.assignment.AlertKind;
import io.leadstream.schemas.assignment.AssignmentAlert;
import io.leadstream.schemas.assignment.AssignmentKind;
import io.leadstream.schemas.assignment.AssignmentMethod;
import io.leadstream.schemas.assignment.Candidate;
import io.leadstream.schemas.assignment.CandidateResult;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.assignment.RefusalCode;
import io.leadstream.schemas.assignment.StaffChange;
import io.leadstream.schemas.capture.AcceptLead;
import io.leadstream.schemas.capture.DeclineLead;
import io.leadstream.schemas.capture.HandOverLeads;
import io.leadstream.schemas.capture.ReassignLead;
import io.leadstream.schemas.capture.SetAvailability;
import io.leadstream.schemas.rules.Representative;
import io.leadstream.schemas.rules.Roster;
import io.leadstream.schemas.state.assignment.LeadState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Offers through the whole topology: clocks that fire, leads that move, people who go away, leave and hand over. */
class OfferTimersTest {

    private static final String JO = "jo@gmail.com";
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    private final Flow flow = new Flow();

    @AfterEach
    void close() {
        flow.close();
    }

    private void open(Representative.Builder... people) {
        flow.publish(rules(1, "small"));
        flow.publish(managed(roster(1, people)));
        flow.pass(Duration.ofSeconds(2));
    }

    private static Roster managed(Roster roster) {
        roster.getTeams().forEach(team -> team.setManager("mia"));
        return roster;
    }

    private void capture(String email) {
        flow.profile(ready(email).setReceivedAt(flow.clock()));
    }

    private List<AlertKind> alerts() {
        return flow.alerts().stream().map(AssignmentAlert::getKind).toList();
    }

    @Test
    void shouldMoveAnOfferThatNobodyAcceptsUntilTheManagerHasIt() {
        open(
                person("ada", "small"),
                person("bob", "small"),
                person("cy", "small"),
                person("di", "small"),
                person("ed", "small"),
                person("mia", "big"));
        capture(JO);
        assertThat(flow.told()).containsExactly("ASSIGNED ada");
        flow.pass(Duration.ofMinutes(15));
        assertThat(alerts()).containsExactly(AlertKind.ACCEPT_HALFWAY);
        flow.pass(Duration.ofMinutes(9));
        assertThat(alerts()).containsExactly(AlertKind.ACCEPT_LATE);
        assertThat(flow.told()).isEmpty();
        flow.pass(Duration.ofMinutes(6));
        assertThat(flow.told()).containsExactly("EXPIRED ada", "RELEASED ada", "ASSIGNED bob");
        flow.pass(HALF_AN_HOUR);
        flow.pass(HALF_AN_HOUR);
        assertThat(flow.told())
                .containsExactly(
                        "EXPIRED bob", "RELEASED bob", "ASSIGNED cy", "EXPIRED cy", "RELEASED cy", "ASSIGNED di");
        alerts();
        flow.pass(HALF_AN_HOUR);
        List<LeadAssignment> last = flow.decisions();
        assertThat(last.get(2).getRepresentativeId()).isEqualTo("mia");
        assertThat(last.get(2).getMethod()).isEqualTo(AssignmentMethod.ESCALATED);
        assertThat(last.get(2).getOfferNumber()).isEqualTo(5);
        assertThat(alerts()).endsWith(AlertKind.ESCALATED);
        flow.pass(Duration.ofDays(3));
        assertThat(flow.told()).as("after the manager nobody comes").isEmpty();
        assertThat(alerts()).containsExactly(AlertKind.TOUCH_OVERDUE);
        assertThat(armed()).isEmpty();
    }

    @Test
    void shouldFireEachTimerOnceThoughALotIsDueAtOnce() {
        open(person("ada", "small"), person("bob", "small"));
        for (int i = 0; i < 250; i++) {
            capture("p" + i + "@gmail.com");
        }
        flow.decisions();
        flow.pass(Duration.ofHours(3));
        List<LeadAssignment> decisions = flow.decisions();
        assertThat(decisions.stream().filter(d -> d.getKind() == AssignmentKind.EXPIRED))
                .hasSize(250)
                .extracting(LeadAssignment::getLeadId)
                .doesNotHaveDuplicates();
        assertThat(decisions.stream().filter(d -> d.getKind() == AssignmentKind.ASSIGNED))
                .hasSize(250)
                .allMatch(d -> d.getOfferNumber() == 2);
        flow.pass(Duration.ofMinutes(29));
        assertThat(flow.decisions()).isEmpty();
    }

    /** An acceptance that arrived in time must not meet an expired offer because nobody was there to read it. */
    @Test
    void shouldTakeAnAcceptanceThatArrivedInTimeWhileEverythingWasDown() {
        open(person("ada", "small"), person("bob", "small"));
        capture(JO);
        capture("late@gmail.com");
        flow.decisions();
        Instant inTime = flow.clock().plus(Duration.ofMinutes(29));
        flow.advance(Duration.ofHours(3));
        assertThat(flow.told()).as("the task may have more to read").isEmpty();
        assertThat(flow.order("c1", JO, "ada", new AcceptLead(1), inTime).getAccepted())
                .isTrue();
        assertThat(flow.order("c2", "late@gmail.com", "bob", new AcceptLead(1), flow.clock())
                        .getRefusal())
                .isEqualTo(RefusalCode.STALE_OFFER);
        flow.pass(Duration.ofSeconds(2));
        assertThat(flow.told()).containsExactly("ACCEPTED ada", "EXPIRED bob", "RELEASED bob", "ASSIGNED ada");
    }

    @Test
    void shouldServeSomebodyElseWhenDeclined() {
        open(person("ada", "small"), person("bob", "small"));
        capture(JO);
        flow.decisions();
        assertThat(flow.order("c1", JO, "ada", new DeclineLead(1, "holiday")).getAccepted())
                .isTrue();
        assertThat(flow.order("c2", JO, "ada", new AcceptLead(1)).getRefusal()).isEqualTo(RefusalCode.STALE_OFFER);
        assertThat(flow.order("c3", JO, "ada", new AcceptLead(2)).getRefusal()).isEqualTo(RefusalCode.NOT_OWNER);
        assertThat(flow.told()).containsExactly("DECLINED ada", "RELEASED ada", "ASSIGNED bob");
        assertThat(flow.order("c4", JO, "bob", new AcceptLead(2)).getAccepted()).isTrue();
        flow.pass(Duration.ofHours(3));
        assertThat(flow.told()).containsExactly("ACCEPTED bob");
    }

    @Test
    void shouldEscalateWhenEverybodyDeclined() {
        open(person("ada", "small"), person("mia", "big"));
        capture(JO);
        flow.order("c1", JO, "ada", new DeclineLead(1, "no"));
        assertThat(flow.told())
                .containsExactly(
                        "ASSIGNED ada",
                        "DECLINED ada",
                        "RELEASED ada",
                        "QUEUED small",
                        "RELEASED small",
                        "ASSIGNED mia");
        assertThat(alerts()).containsExactly(AlertKind.NO_POSSIBLE_OWNER, AlertKind.ESCALATED);
    }

    @Test
    void shouldGiveToWhomTheAdminNamesAlsoOutOfTeamAndHours() {
        open(person("ada", "small"), person("cy", "big").setCapacityOpen(0));
        capture(JO);
        flow.order("c1", JO, "admin", new ReassignLead("cy", null, "asked for"));
        List<LeadAssignment> decisions = flow.decisions();
        assertThat(decisions)
                .extracting(LeadAssignment::getKind, LeadAssignment::getRepresentativeId, LeadAssignment::getMethod)
                .endsWith(tuple(AssignmentKind.ASSIGNED, "cy", AssignmentMethod.ADMIN));
        assertThat(decisions.get(2).getExplanation())
                .isEqualTo("An admin named CY, who may receive it (0 open, weight 100)");
        flow.pass(HALF_AN_HOUR);
        assertThat(flow.told()).as("nobody else is in the team").startsWith("EXPIRED cy", "RELEASED cy", "QUEUED big");
    }

    @Test
    void shouldPassOverWhoIsAwayUntilBack() {
        open(person("ada", "small"), person("bob", "small"));
        Instant until = flow.clock().plus(Duration.ofHours(2));
        assertThat(staff("s1", "ada", "ada", new SetAvailability(false, until, "dentist"))
                        .getAccepted())
                .isTrue();
        assertThat(staff("s2", "bob", "ada", new SetAvailability(false, null, null))
                        .getRefusal())
                .isEqualTo(RefusalCode.NOT_OWNER);
        capture(JO);
        LeadAssignment toBob = flow.decisions().get(0);
        assertThat(toBob.getCandidates())
                .extracting(Candidate::getResult)
                .containsExactly(CandidateResult.AWAY, CandidateResult.CHOSEN);
        assertThat(staff("s3", "bob", "admin", new SetAvailability(false, null, null))
                        .getAccepted())
                .isTrue();
        capture("al@gmail.com");
        LeadAssignment waits = flow.decisions().get(0);
        assertThat(waits.getKind()).isEqualTo(AssignmentKind.QUEUED);
        assertThat(waits.getExpectedAt()).isEqualTo(until);
        staff("s4", "bob", "bob", new SetAvailability(true, null, null));
        flow.tick();
        assertThat(flow.told()).containsExactly("ASSIGNED bob");
        assertThat(staff("s5", "zoe", "admin", new SetAvailability(true, null, null))
                        .getRefusal())
                .isEqualTo(RefusalCode.UNKNOWN_PERSON);
    }

    @Test
    void shouldDecideARefusedCommandAnewWhenItIsSentAgain() {
        SetAvailability away = new SetAvailability(false, null, null);
        assertThat(staff("s1", "ada", "ada", away).getRefusal()).isEqualTo(RefusalCode.GATE_MISSING);
        open(person("ada", "small"));
        assertThat(staff("s1", "ada", "ada", away).getAccepted()).isTrue();
    }

    /** Who is away for longer than was known before a stop must not get a lead because nobody was there to read it. */
    @Test
    void shouldServeTheQueueAfterAStopOnlyWhenWhatCameMeanwhileIsRead() {
        open(person("ada", "small"));
        staff("s1", "ada", "ada", new SetAvailability(false, flow.clock().plus(Duration.ofHours(1)), null));
        capture(JO);
        assertThat(flow.told()).containsExactly("QUEUED small");
        flow.advance(Duration.ofHours(3));
        assertThat(flow.told()).as("the task may have more to read").isEmpty();
        staff("s2", "ada", "ada", new SetAvailability(false, flow.clock().plus(Duration.ofHours(2)), null));
        flow.pass(Duration.ofHours(1));
        assertThat(flow.told()).isEmpty();
        flow.pass(Duration.ofHours(1));
        assertThat(flow.told()).containsExactly("ASSIGNED ada");
    }

    @Test
    void shouldSpreadTheLeadsOfWhoLeaves() {
        open(person("ada", "small"), person("bob", "small"), person("cy", "small"));
        for (int i = 0; i < 303; i++) {
            capture("p" + i + "@gmail.com");
        }
        flow.decisions();
        flow.publish(managed(roster(
                2,
                person("ada", "small").setActive(false),
                person("bob", "small"),
                person("cy", "small"),
                person("new", "small"))));
        flow.pass(Duration.ofSeconds(1));
        List<LeadAssignment> decisions = flow.decisions();
        assertThat(decisions.stream().filter(d -> d.getKind() == AssignmentKind.RELEASED))
                .hasSize(101)
                .allMatch(d -> "ada".equals(d.getRepresentativeId()))
                .allMatch(d -> "the owner left the team".equals(d.getReason()));
        List<String> owners = decisions.stream()
                .filter(d -> d.getKind() == AssignmentKind.ASSIGNED)
                .map(d -> String.valueOf(d.getRepresentativeId()))
                .toList();
        assertThat(owners).hasSize(101).doesNotContain("ada");
        assertThat(owners.stream().filter("new"::equals).count())
                .as("who joins is not flooded")
                .isBetween(30L, 36L);
    }

    @Test
    void shouldHandOverWhatSomebodyHadAtTheTime() {
        open(person("ada", "small"), person("bob", "small"), person("cy", "big"));
        for (int i = 0; i < 10; i++) {
            capture("p" + i + "@gmail.com");
        }
        flow.decisions();
        assertThat(staff("s1", "ada", "ada", new HandOverLeads("cy", null, null))
                        .getRefusal())
                .isEqualTo(RefusalCode.NOT_OWNER);
        staff("s2", "ada", "admin", new HandOverLeads("cy", null, "parental leave"));
        capture("later@gmail.com");
        flow.pass(Duration.ofSeconds(1));
        assertThat(flow.told())
                .containsOnlyOnce("ASSIGNED ada")
                .filteredOn("ASSIGNED cy"::equals)
                .hasSize(5);
        staff("s3", "bob", "admin", new HandOverLeads(null, null, null));
        flow.pass(Duration.ofSeconds(1));
        assertThat(flow.told()).filteredOn("ASSIGNED ada"::equals).hasSize(5);
    }

    private StaffChange staff(String id, String person, String by, Object order) {
        return flow.staff(id, person, by, order);
    }

    /** Leads that are in the index of what is due. */
    private List<String> armed() {
        List<String> armed = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> all =
                flow.harness.<String, byte[]>store(StoreNames.TIMER).all()) {
            all.forEachRemaining(entry -> armed.add(entry.key));
        }
        try (KeyValueIterator<String, LeadState> leads =
                flow.harness.<String, LeadState>store(StoreNames.LEAD).all()) {
            leads.forEachRemaining(lead -> {
                if (lead.value.getArmedAt() != null) {
                    armed.add(lead.key);
                }
            });
        }
        return armed;
    }
}
