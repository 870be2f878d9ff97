// SPDX-License-Identifier: Apache-2.0
package io.leadstream.assignment;

import static io.leadstream.assignment.Sales.officeHours;
import static io.leadstream.assignment.Sales.person;
import static io.leadstream.assignment.Sales.ready;
import static io.leadstream.assignment.Sales.roster;
import static io.leadstream.assignment.Sales.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leadstream.schemas.assignment.AssignmentKind;
import io.leadstream.schemas.assignment.AssignmentMethod;
import io.leadstream.schemas.assignment.CommandOutcome;
import io.leadstream.schemas.assignment.LeadAssessment;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.assignment.LeadConverted;
import io.leadstream.schemas.assignment.LeadTask;
import io.leadstream.schemas.assignment.LeadTransition;
import io.leadstream.schemas.assignment.RefusalCode;
import io.leadstream.schemas.capture.AcceptLead;
import io.leadstream.schemas.capture.AssessBant;
import io.leadstream.schemas.capture.ConvertLead;
import io.leadstream.schemas.rules.AssignmentRuleSet;
import io.leadstream.schemas.topic.Topics;
import io.leadstream.testkit.Fixtures;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.streams.TestOutputTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AssignmentTopologyTest {

    private static final AssessBant GOOD = new AssessBant(true, true, true, true, null);
    private static final AssessBant BAD = new AssessBant(true, true, false, true, null);

    private final Flow flow = new Flow();

    @AfterEach
    void close() {
        flow.close();
    }

    private void open() {
        flow.publish(rules(1, "small"));
        flow.publish(roster(1, person("ada", "small"), person("bob", "small"), person("cy", "big")));
    }

    private List<String> moves() {
        return flow.transitions.readValuesToList().stream()
                .map(LeadTransition::getToState)
                .toList();
    }

    @Test
    void shouldAssignAReadyLeadWithTheDecisionsRecord() {
        open();
        flow.profile(ready("jo@acme.com").setEmployeeCount(5_000L));
        flow.profile(ready("al@else.com"));
        List<LeadAssignment> decisions = flow.decisions();
        assertThat(decisions).extracting(LeadAssignment::getRepresentativeId).containsExactly("cy", "ada");
        LeadAssignment byRule = decisions.get(0);
        assertThat(byRule.getLeadId()).isEqualTo(Fixtures.leadId("jo@acme.com"));
        assertThat(byRule.getMethod()).isEqualTo(AssignmentMethod.RULE);
        assertThat(byRule.getRuleId()).isEqualTo("large");
        assertThat(byRule.getRulesVersion()).isEqualTo(1);
        assertThat(byRule.getRosterVersion()).isEqualTo(1);
        assertThat(byRule.getLeadName()).isEqualTo("Ann Example");
        assertThat(byRule.getDecidedAt()).isEqualTo(Fixtures.NOW);
        assertThat(byRule.getExplanation())
                .isEqualTo(
                        "Rule 'Large to big' chose team big; CY had the lowest load (0 open, weight 100) of 1 available");
        assertThat(decisions.get(1).getCandidates()).hasSize(2);
        assertThat(moves()).containsExactly("lead", "new", "sales", "lead", "new", "sales");
    }

    @Test
    void shouldKeepTheOwnerWhenALeadReturns() {
        open();
        flow.profile(ready("jo@acme.com"));
        flow.decisions();
        flow.profile(
                ready("jo@acme.com").setVersion(2).setScore(95).setChat(true).setEmployeeCount(9_000L));
        assertThat(flow.decisions()).isEmpty();
    }

    @Test
    void shouldKeepTheOwnerWhenALeadBecomesPartOfAnother() {
        open();
        flow.profile(ready("other@gmail.com"));
        flow.profile(ready("phone"));
        assertThat(flow.told()).containsExactly("ASSIGNED ada", "ASSIGNED bob");
        flow.profile(ready("jo@gmail.com").setSalesReady(false));
        moves();
        flow.profile(ready("jo@gmail.com").setVersion(2).setMergedFrom(List.of(Fixtures.leadId("phone"))));
        assertThat(flow.told()).isEmpty();
        flow.profile(ready("phone").setVersion(2).setMergedInto(Fixtures.leadId("jo@gmail.com")));
        List<LeadAssignment> decisions = flow.decisions();
        assertThat(decisions)
                .extracting(d -> d.getLeadId(), d -> d.getKind(), d -> d.getRepresentativeId())
                .containsExactly(
                        tuple(Fixtures.leadId("phone"), AssignmentKind.RELEASED, "bob"),
                        tuple(Fixtures.leadId("jo@gmail.com"), AssignmentKind.ASSIGNED, "bob"));
        assertThat(decisions.get(1).getMethod()).isEqualTo(AssignmentMethod.RETURNING_OWNER);
        assertThat(moves()).contains("merged");
        CommandOutcome outcome = flow.order("c1", "phone", "bob", new AcceptLead(1));
        assertThat(outcome.getAccepted()).isTrue();
        assertThat(outcome.getLeadId()).isEqualTo(Fixtures.leadId("jo@gmail.com"));
    }

    @Test
    void shouldKeepACompanysLeadsWithOnePerson() {
        open();
        flow.profile(ready("jo@acme.com"));
        flow.profile(ready("al@eu.acme.com"));
        flow.profile(ready("one@gmail.com"));
        flow.profile(ready("two@gmail.com"));
        assertThat(flow.told()).containsExactly("ASSIGNED ada", "ASSIGNED ada", "ASSIGNED bob", "ASSIGNED bob");
    }

    @Test
    void shouldWaitForRulesAndRosterWhicheverComesFirst() {
        flow.profile(ready("jo@acme.com"));
        flow.tick();
        flow.publish(roster(1, person("ada", "small")));
        flow.tick();
        assertThat(flow.decisions()).isEmpty();
        flow.publish(rules(1, "small"));
        flow.tick();
        LeadAssignment decision = flow.decisions().get(0);
        assertThat(decision.getRepresentativeId()).isEqualTo("ada");
        assertThat(decision.getRequestedAt()).isEqualTo(Fixtures.NOW);
        assertThat(decision.getDecidedAt()).isAfter(Fixtures.NOW);
        assertThat(flow.harness.store(StoreNames.WAITING).all().hasNext()).isFalse();
    }

    @Test
    void shouldServeMoreWaitingLeadsThanOneTickTakes() {
        int leads = Flow.CONFIG.leadsPerTick() * 2 + 10;
        for (int i = 0; i < leads; i++) {
            flow.profile(ready("p" + i + "@gmail.com"));
        }
        flow.publish(roster(1, person("ada", "small")));
        flow.publish(rules(1, "small"));
        flow.tick();
        assertThat(flow.decisions()).hasSizeLessThan(leads);
        flow.tick();
        flow.tick();
        assertThat(flow.harness.store(StoreNames.ENTRY).approximateNumEntries()).isEqualTo(leads);
    }

    @Test
    void shouldQueueVisiblyAndAssignTheMomentSomebodyIsThere() {
        flow.publish(rules(1, "small"));
        flow.publish(roster(1, person("ada", "small").setHours(officeHours())));
        Instant night = Instant.parse("2026-01-05T03:00:00Z");
        flow.profile(ready("jo@acme.com").setReceivedAt(night));
        LeadAssignment queued = flow.decisions().get(0);
        assertThat(queued.getKind()).isEqualTo(AssignmentKind.QUEUED);
        assertThat(queued.getQueueReason()).isEqualTo("nobody_available");
        assertThat(queued.getExpectedAt()).isEqualTo(Instant.parse("2026-01-05T09:00:00Z"));
        flow.tick();
        LeadAssignment assigned = flow.decisions().get(0);
        assertThat(assigned.getRepresentativeId()).isEqualTo("ada");
        assertThat(assigned.getDecidedAt()).isEqualTo(flow.clock());
        assertThat(assigned.getRequestedAt()).isEqualTo(night);
        assertThat(assigned.getOfferNumber()).isEqualTo(1);
    }

    @Test
    void shouldNotAssignBeforeTheExpectedTime() {
        flow.publish(rules(1, "small"));
        flow.publish(roster(1, person("ada", "small").setHours(officeHours()).setZone("America/New_York")));
        flow.profile(ready("jo@acme.com"));
        assertThat(flow.told()).containsExactly("QUEUED small");
        flow.advance(Duration.ofHours(5).minusSeconds(3));
        flow.advance(Duration.ofSeconds(2));
        assertThat(flow.told()).as("a task that has nothing left to read").isEmpty();
        flow.advance(Duration.ofSeconds(1));
        assertThat(flow.told()).containsExactly("ASSIGNED ada");
    }

    @Test
    void shouldServeTheQueueWhenALeadIsReleased() {
        flow.publish(rules(1, "small"));
        flow.publish(roster(1, person("ada", "small").setCapacityOpen(1)));
        flow.profile(ready("one@gmail.com"));
        flow.profile(ready("two@gmail.com"));
        flow.profile(ready("chat@gmail.com").setChat(true).setReceivedAt(Fixtures.NOW.plusSeconds(9)));
        assertThat(flow.told()).containsExactly("ASSIGNED ada", "QUEUED small", "QUEUED small");
        flow.order("c1", "one@gmail.com", "ada", BAD);
        List<LeadAssignment> decisions = flow.decisions();
        assertThat(decisions).extracting(d -> d.getKind().name()).containsExactly("RELEASED", "ASSIGNED");
        assertThat(decisions.get(1).getLeadId()).isEqualTo(Fixtures.leadId("chat@gmail.com"));
        flow.order("c2", "chat@gmail.com", "ada", ConvertLead.newBuilder().build());
        assertThat(flow.told()).containsExactly("RELEASED ada", "ASSIGNED ada");
    }

    @Test
    void shouldServeTheQueueWhenTheRosterChanges() {
        flow.publish(rules(1, "small"));
        flow.publish(roster(1, person("ada", "small").setActive(false)));
        flow.profile(ready("jo@acme.com"));
        flow.tick();
        assertThat(flow.told()).containsExactly("QUEUED small");
        flow.publish(roster(1, person("old", "small")));
        flow.tick();
        assertThat(flow.told()).as("the version is in force already").isEmpty();
        flow.publish(roster(2, person("ada", "small").setActive(false), person("new", "small")));
        flow.tick();
        assertThat(flow.told()).containsExactly("ASSIGNED new");
    }

    @Test
    void shouldMoveWaitingLeadsWhereNewRulesSendThem() {
        flow.publish(rules(1, "nowhere"));
        flow.publish(roster(1, person("ada", "small")));
        flow.profile(ready("jo@acme.com"));
        LeadAssignment queued = flow.decisions().get(0);
        assertThat(queued.getQueueReason()).isEqualTo("unknown_team");
        flow.publish(rules(2, "small"));
        flow.tick();
        List<LeadAssignment> decisions = flow.decisions();
        assertThat(decisions).extracting(d -> d.getKind().name()).containsExactly("RELEASED", "ASSIGNED");
        assertThat(decisions.get(1).getOfferNumber()).isEqualTo(2);
        assertThat(decisions.get(1).getRulesVersion()).isEqualTo(2);
    }

    @Test
    void shouldSetAnUnusableVersionAsideAndKeepTheOldOne() {
        open();
        AssignmentRuleSet broken = rules(2, "big");
        broken.getRules().get(0).setTeam(null);
        flow.publish(broken);
        assertThat(flow.harness.deadLetters().getQueueSize()).isEqualTo(1);
        flow.profile(ready("jo@acme.com"));
        LeadAssignment decision = flow.decisions().get(0);
        assertThat(decision.getRepresentativeId()).isEqualTo("ada");
        assertThat(decision.getRulesVersion()).isEqualTo(1);
    }

    @Test
    void shouldSetUndecodableRecordsAside() {
        open();
        flow.harness.rawInput(Topics.LEAD_PROFILES).pipeInput("x", "no record".getBytes(StandardCharsets.UTF_8));
        assertThat(flow.harness.deadLetters().readValue())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("no record");
        flow.profile(ready("jo@acme.com"));
        assertThat(flow.decisions()).hasSize(1);
    }

    @Test
    void shouldCarryALeadToItsConversion() {
        TestOutputTopic<String, LeadTask> tasks = flow.harness.output(Topics.LEAD_TASKS);
        TestOutputTopic<String, LeadAssessment> assessments = flow.harness.output(Topics.LEAD_ASSESSMENTS);
        TestOutputTopic<String, LeadConverted> conversions = flow.harness.output(Topics.LEAD_CONVERSIONS);
        open();
        flow.profile(ready("jo@acme.com").setCompany("Acme"));
        assertThat(flow.order("c1", "jo@acme.com", "bob", new AcceptLead(1)).getRefusal())
                .isEqualTo(RefusalCode.NOT_OWNER);
        assertThat(flow.order("c2", "jo@acme.com", "ada", new AcceptLead(2)).getRefusal())
                .isEqualTo(RefusalCode.STALE_OFFER);
        assertThat(flow.order("c3", "jo@acme.com", "ada", new AcceptLead(1)).getAccepted())
                .isTrue();
        CommandOutcome bant = flow.order("c4", "jo@acme.com", "ada", GOOD);
        CommandOutcome converted =
                flow.order("c5", "jo@acme.com", "ada", ConvertLead.newBuilder().build());
        CommandOutcome again =
                flow.order("c6", "jo@acme.com", "ada", ConvertLead.newBuilder().build());
        assertThat(again.getResultId()).isEqualTo(converted.getResultId());
        assertThat(tasks.readKeyValue().value.getTaskId()).isEqualTo(bant.getResultId());
        assertThat(assessments.readValuesToList()).hasSize(1);
        assertThat(conversions.readValuesToList())
                .singleElement()
                .satisfies(made -> assertThat(made.getOpportunity().getName()).isEqualTo("Acme - Opportunity"));
        assertThat(flow.told()).containsExactly("ASSIGNED ada", "ACCEPTED ada", "RELEASED ada");
        assertThat(moves()).containsExactly("lead", "new", "sales", "sal", "qualified", "opportunity", "converted");
    }

    @Test
    void shouldRefuseCommandsAboutUnknownLeads() {
        CommandOutcome outcome = flow.order("c1", "nobody@acme.com", "admin", GOOD);
        assertThat(outcome.getRefusal()).isEqualTo(RefusalCode.UNKNOWN_LEAD);
        assertThat(flow.harness.store(StoreNames.LEAD).approximateNumEntries()).isZero();
    }

    @Test
    void shouldNameEveryNodeAndStoreByHand() {
        assertThat(flow.harness.generatedNames()).isEmpty();
        Set<String> names = new TreeSet<>();
        Matcher node = Pattern.compile("(?:Source|Processor|Sink): (\\S+)|stores: \\[([^\\]]+)\\]")
                .matcher(flow.harness.topology().describe().toString());
        while (node.find()) {
            names.addAll(List.of((node.group(1) == null ? node.group(2) : node.group(1)).split(", ")));
        }
        assertThat(names)
                .containsExactlyInAnyOrder(
                        "assignment-rule-sets-source",
                        "rosters-source",
                        "lead-profiles-source",
                        "lead-commands-source",
                        "lead-assignments-source",
                        "rules-to-pipeline-repartition-filter",
                        "rules-to-pipeline-repartition-sink",
                        "rules-to-pipeline-repartition-source",
                        "roster-to-pipeline-repartition-filter",
                        "roster-to-pipeline-repartition-sink",
                        "roster-to-pipeline-repartition-source",
                        "roster-to-pool-repartition-filter",
                        "roster-to-pool-repartition-sink",
                        "roster-to-pool-repartition-source",
                        "pool-orders-repartition-filter",
                        "pool-orders-repartition-sink",
                        "pool-orders-repartition-source",
                        "merge-commands",
                        "merge-decisions",
                        "declare-merged-leads",
                        "merged-leads-repartition-filter",
                        "merged-leads-repartition-sink",
                        "merged-leads-repartition-source",
                        "merged-parts-sink",
                        "declare-account-orders",
                        "account-orders-repartition-filter",
                        "account-orders-repartition-sink",
                        "account-orders-repartition-source",
                        "company-orders-sink",
                        "find-company-owner",
                        "merge-account-roster",
                        "merge-account-orders",
                        "merge-merged-leads",
                        "merge-rules",
                        "merge-roster",
                        "merge-pool-roster",
                        "advance-lead",
                        "address-team",
                        "choose-owner",
                        "lead-assignments-sink",
                        "offer-facts-sink",
                        "assignment-alerts-sink",
                        "staff-commands-source",
                        "staff-changes-sink",
                        "decide-staff-command",
                        "merge-staff",
                        "merge-staff-roster",
                        "roster-to-staff-repartition-filter",
                        "roster-to-staff-repartition-sink",
                        "roster-to-staff-repartition-source",
                        "staff-to-pool-repartition-filter",
                        "staff-to-pool-repartition-sink",
                        "staff-to-pool-repartition-source",
                        "lead-transitions-sink",
                        "lead-tasks-sink",
                        "lead-assessments-sink",
                        "lead-conversions-sink",
                        "command-outcomes-sink",
                        StoreNames.LEAD,
                        StoreNames.WAITING,
                        StoreNames.PIPELINE_RULES,
                        StoreNames.PIPELINE_ROSTER,
                        StoreNames.POOL_ROSTER,
                        StoreNames.TEAM,
                        StoreNames.ENTRY,
                        StoreNames.QUEUE,
                        StoreNames.COMPANY_OWNER,
                        StoreNames.WAKE,
                        StoreNames.TIMER,
                        StoreNames.TIMER_CURSOR,
                        StoreNames.SWEEP,
                        StoreNames.ABSENCE,
                        StoreNames.STAFF,
                        StoreNames.STAFF_ROSTER,
                        StoreNames.ACCOUNT_OWNER,
                        StoreNames.ACCOUNT_REDIRECTION,
                        StoreNames.ACCOUNT_ROSTER);
    }
}
