// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink;

import io.leadstream.schemas.assignment.AlertKind;
import io.leadstream.schemas.assignment.AssignmentAlert;
import io.leadstream.schemas.assignment.AssignmentKind;
import io.leadstream.schemas.assignment.AssignmentMethod;
import io.leadstream.schemas.assignment.Candidate;
import io.leadstream.schemas.assignment.CandidateResult;
import io.leadstream.schemas.assignment.CommandOutcome;
import io.leadstream.schemas.assignment.Company;
import io.leadstream.schemas.assignment.Contact;
import io.leadstream.schemas.assignment.LeadAssessment;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.assignment.LeadConverted;
import io.leadstream.schemas.assignment.LeadTask;
import io.leadstream.schemas.assignment.LeadTransition;
import io.leadstream.schemas.assignment.Machine;
import io.leadstream.schemas.assignment.Opportunity;
import io.leadstream.schemas.assignment.RefusalCode;
import io.leadstream.schemas.assignment.StaffChange;
import io.leadstream.schemas.assignment.StaffChangeKind;
import io.leadstream.schemas.capture.ImportRun;
import io.leadstream.schemas.capture.ImportStatus;
import io.leadstream.schemas.capture.LeadLink;
import io.leadstream.schemas.capture.RejectedInput;
import io.leadstream.schemas.capture.SetAvailability;
import io.leadstream.schemas.capture.StaffCommand;
import io.leadstream.schemas.notification.Channel;
import io.leadstream.schemas.notification.UndeliveredNotification;
import io.leadstream.schemas.notification.UndeliveredReason;
import io.leadstream.schemas.predictive.FeatureKind;
import io.leadstream.schemas.predictive.PredictiveFeature;
import io.leadstream.schemas.predictive.PredictiveModel;
import io.leadstream.schemas.predictive.PredictiveReport;
import io.leadstream.schemas.rules.AssignmentRule;
import io.leadstream.schemas.rules.AssignmentRuleSet;
import io.leadstream.schemas.rules.Condition;
import io.leadstream.schemas.rules.ConditionKind;
import io.leadstream.schemas.rules.Operator;
import io.leadstream.schemas.rules.Representative;
import io.leadstream.schemas.rules.Roster;
import io.leadstream.schemas.rules.ScoringRule;
import io.leadstream.schemas.rules.ScoringRuleSet;
import io.leadstream.schemas.rules.Segment;
import io.leadstream.schemas.rules.Strategy;
import io.leadstream.schemas.rules.Team;
import io.leadstream.schemas.rules.WorkingHours;
import io.leadstream.schemas.scoring.Grade;
import io.leadstream.schemas.scoring.Prediction;
import io.leadstream.schemas.scoring.PredictionReason;
import io.leadstream.schemas.scoring.RescoreState;
import io.leadstream.schemas.scoring.ScoreCause;
import io.leadstream.schemas.scoring.ScoreChanged;
import io.leadstream.schemas.scoring.ScoreLine;
import io.leadstream.schemas.scoring.ScoringProgress;
import io.leadstream.testkit.Fixtures;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Complete records of what the streams write; a test changes only what it is about. */
public final class SinkRecords {

    private SinkRecords() {}

    /** A UUID made of a name. */
    public static String id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    public static ScoreChanged.Builder score(String email, long sequence, int score) {
        return ScoreChanged.newBuilder()
                .setLeadId(Fixtures.leadId(email))
                .setSequence(sequence)
                .setScore(score)
                .setPreviousScore(0)
                .setGrade(score >= 80 ? Grade.A : Grade.F)
                .setPreviousGrade(Grade.F)
                .setTotal(score)
                .setRulesVersion(1)
                .setCause(ScoreCause.ACTIVITY)
                .setCauseId("event-" + sequence)
                .setCauseType("page_viewed")
                .setOccurredAt(Fixtures.NOW)
                .setReceivedAt(Fixtures.NOW)
                .setLines(List.of(
                        new ScoreLine("title-director", "demographic", 1, 0, 10, 0, 0),
                        new ScoreLine("page-viewed", "behavioural", 25, 5, score - 10, 0, 0)));
    }

    public static PredictiveModel model(int version) {
        return PredictiveModel.newBuilder()
                .setVersion(version)
                .setName("model")
                .setContentHash("hash-" + version)
                .setPublishedAt(Fixtures.NOW)
                .setPublishedBy("admin")
                .setOutcome("converted")
                .setTrainedUntil(Fixtures.NOW)
                .setTrainedOn(700)
                .setTrainedWon(200)
                .setPenalty(3.0)
                .setReport(new PredictiveReport(300L, 90L, 0.84, 0.15, 0.45, 0.03))
                .setIntercept(-1.25)
                .setFeatures(
                        List.of(new PredictiveFeature(FeatureKind.LEVEL, "title", "director", 0.0, 1.0, 0.25, 1.5)))
                .build();
    }

    public static Prediction prediction(double probability) {
        return new Prediction(
                probability,
                (int) Math.round(100 * probability),
                1,
                List.of(new PredictionReason("title", "director", 0.75)));
    }

    public static ScoringProgress progress(int version, RescoreState state, long visited) {
        return ScoringProgress.newBuilder()
                .setPartition(0)
                .setVersion(version)
                .setActiveVersion(version)
                .setState(state)
                .setVisited(visited)
                .setLeads(8)
                .setStartedAt(Fixtures.NOW)
                .setUpdatedAt(Fixtures.NOW.plusSeconds(visited))
                .build();
    }

    public static LeadTransition transition(String email, long sequence, Machine machine, String from, String to) {
        return LeadTransition.newBuilder()
                .setTransitionId(id(email + sequence))
                .setLeadId(Fixtures.leadId(email))
                .setSequence(sequence)
                .setMachine(machine)
                .setFromState(from)
                .setToState(to)
                .setCause("captured")
                .setCauseId("event-1")
                .setActor("system")
                .setAt(Fixtures.NOW.plusSeconds(sequence))
                .build();
    }

    public static LeadAssignment assignment(
            String email, int offer, AssignmentKind kind, @Nullable String representative, Instant at) {
        return LeadAssignment.newBuilder()
                .setAssignmentId(id(email + offer + kind))
                .setLeadId(Fixtures.leadId(email))
                .setKind(kind)
                .setOfferNumber(offer)
                .setTeamId("inbound")
                .setRepresentativeId(representative)
                .setMethod(AssignmentMethod.DEFAULT_TEAM)
                .setStrategy("least_loaded")
                .setRulesVersion(1)
                .setRosterVersion(1)
                .setExplanation("fewest open leads in inbound")
                .setCandidates(List.of(
                        new Candidate("alice", CandidateResult.CHOSEN, 3, 100, 7L, 9L, 0L),
                        new Candidate("bob", CandidateResult.ON_LEAVE, 1, 50, 2L, 4L, 1500L)))
                .setScore(85)
                .setGrade("A")
                .setRequestedAt(Fixtures.NOW)
                .setDecidedAt(at)
                .setQueueReason(kind == AssignmentKind.QUEUED ? "nobody_available" : null)
                .setLeadSource("website_form")
                .build();
    }

    public static LeadTask task(String email) {
        return LeadTask.newBuilder()
                .setTaskId(id("task" + email))
                .setLeadId(Fixtures.leadId(email))
                .setType("discovery_call")
                .setTitle("Schedule discovery call")
                .setPriority("high")
                .setDueAt(Fixtures.NOW.plusSeconds(86_400))
                .setOwnerId("alice")
                .setCreatedAt(Fixtures.NOW)
                .setCauseId("command-1")
                .build();
    }

    public static AssignmentAlert alert(String email, AlertKind kind) {
        return AssignmentAlert.newBuilder()
                .setAlertId(id("alert" + email + kind))
                .setLeadId(Fixtures.leadId(email))
                .setKind(kind)
                .setOfferNumber(1)
                .setTeamId("team-a")
                .setRepresentativeId("alice")
                .setManagerId("bob")
                .setDetail("half of the time to accept is over")
                .setDueAt(Fixtures.NOW)
                .setAt(Fixtures.NOW.plusMillis(40))
                .setScore(90)
                .setGrade("A+")
                .build();
    }

    public static UndeliveredNotification undelivered(String email) {
        return UndeliveredNotification.newBuilder()
                .setUndeliveredId(id("undelivered" + email))
                .setLeadId(Fixtures.leadId(email))
                .setChannel(Channel.WEBHOOK)
                .setReceiver("crm.example.com")
                .setReceiverName("webhook-0a1b2c3d")
                .setNotificationId(id("alert" + email))
                .setKind("accept_halfway")
                .setReason(UndeliveredReason.REFUSED)
                .setAttempts(1)
                .setStatus(400)
                .setDetail("answered 400")
                .setTopic("assignment-alerts")
                .setPartition(0)
                .setOffset(7)
                .setAt(Fixtures.NOW)
                .build();
    }

    public static LeadLink link(String email, String into) {
        return LeadLink.newBuilder()
                .setLeadId(Fixtures.leadId(email))
                .setIntoLeadId(Fixtures.leadId(into))
                .setEventId("link-1")
                .setOccurredAt(Fixtures.NOW)
                .setReceivedAt(Fixtures.NOW)
                .build();
    }

    public static StaffCommand away(String commandId, String representative) {
        return StaffCommand.newBuilder()
                .setCommandId(commandId)
                .setRepresentativeId(representative)
                .setIssuedBy("admin")
                .setReceivedAt(Fixtures.NOW)
                .setOrder(SetAvailability.newBuilder()
                        .setAvailable(false)
                        .setUntil(Fixtures.NOW.plusSeconds(3_600))
                        .setReason("dentist")
                        .build())
                .build();
    }

    public static StaffChange gone(String commandId, String representative) {
        return StaffChange.newBuilder()
                .setCommandId(commandId)
                .setRepresentativeId(representative)
                .setKind(StaffChangeKind.AWAY)
                .setAccepted(true)
                .setIssuedBy("admin")
                .setAt(Fixtures.NOW)
                .setUntil(Fixtures.NOW.plusSeconds(3_600))
                .setReason("dentist")
                .build();
    }

    public static LeadAssessment assessment(String email) {
        return LeadAssessment.newBuilder()
                .setAssessmentId("command-1")
                .setLeadId(Fixtures.leadId(email))
                .setBudget(true)
                .setAuthority(true)
                .setNeed(true)
                .setTimeline(true)
                .setQualified(true)
                .setAssessedBy("alice")
                .setAt(Fixtures.NOW)
                .build();
    }

    public static CommandOutcome outcome(
            String email, String commandId, String command, @Nullable RefusalCode refusal, Instant at) {
        return CommandOutcome.newBuilder()
                .setCommandId(commandId)
                .setLeadId(Fixtures.leadId(email))
                .setCommand(command)
                .setIssuedBy("alice")
                .setAccepted(refusal == null)
                .setRefusal(refusal)
                .setDetail(refusal == null ? null : "the open offer is number 2")
                .setAt(at)
                .build();
    }

    /** A conversion into a company named by its domain. */
    public static LeadConverted converted(String email, String domain, @Nullable String website, Instant at) {
        String contact = id("contact" + email);
        String company = id(domain);
        String opportunity = id("opportunity" + email);
        return LeadConverted.newBuilder()
                .setConversionId(id("conversion" + email))
                .setLeadId(Fixtures.leadId(email))
                .setContact(Contact.newBuilder()
                        .setContactId(contact)
                        .setLastName("Example")
                        .setEmail(email)
                        .setCompanyId(company)
                        .setOwnerId("alice")
                        .build())
                .setCompany(Company.newBuilder()
                        .setCompanyId(company)
                        .setName("Company of " + email)
                        .setDomain(domain)
                        .setWebsite(website)
                        .setEmployeeCount(120L)
                        .build())
                .setOpportunity(Opportunity.newBuilder()
                        .setOpportunityId(opportunity)
                        .setName(domain + " - Opportunity")
                        .setStage("qualification")
                        .setContactId(contact)
                        .setCompanyId(company)
                        .setOwnerId("alice")
                        .setAmountMinor(1_250_000L)
                        .setCurrency("EUR")
                        .setExpectedCloseDate("2026-03-31")
                        .build())
                .setOwnerId("alice")
                .setConvertedBy("alice")
                .setConvertedAt(at)
                .build();
    }

    public static RejectedInput rejected(String importId, long line) {
        return RejectedInput.newBuilder()
                .setRejectionId(id(importId + line))
                .setSource("csv_import")
                .setImportId(importId)
                .setLine(line)
                .setField("email")
                .setCode("email_invalid")
                .setReason("'nobody' is no e-mail address: write name@example.com")
                .setRaw("nobody,Acme")
                .setRejectedAt(Fixtures.NOW)
                .build();
    }

    public static ImportRun importRun(String importId, ImportStatus status, long lines, long refused) {
        return ImportRun.newBuilder()
                .setImportId(importId)
                .setFileName("people.csv")
                .setMapping("people")
                .setStatus(status)
                .setLines(lines)
                .setAccepted(lines - refused)
                .setRefused(refused)
                .setActivities(0)
                .setStartedAt(Fixtures.NOW)
                .setFinishedAt(status == ImportStatus.FINISHED ? Fixtures.NOW.plusSeconds(9) : null)
                .build();
    }

    public static ScoringRuleSet scoringRules(int version) {
        return ScoringRuleSet.newBuilder()
                .setVersion(version)
                .setName("default")
                .setContentHash("hash-" + version)
                .setPublishedAt(Fixtures.NOW)
                .setPublishedBy("admin")
                .setRules(List.of(
                        ScoringRule.newBuilder()
                                .setId("title-director")
                                .setName("Director")
                                .setCategory("demographic")
                                .setCondition(Condition.newBuilder()
                                        .setKind(ConditionKind.ANY)
                                        .setChildren(List.of(test("title", "director"), test("title", "head")))
                                        .build())
                                .setPoints(10)
                                .build(),
                        ScoringRule.newBuilder()
                                .setId("page-viewed")
                                .setName("Page viewed")
                                .setCategory("behavioural")
                                .setActivityType("page_viewed")
                                .setWhere(test("page", "pricing"))
                                .setPoints(1)
                                .setCap(40)
                                .build()))
                .build();
    }

    public static AssignmentRuleSet assignmentRules(int version) {
        return AssignmentRuleSet.newBuilder()
                .setVersion(version)
                .setName("default")
                .setContentHash("hash-" + version)
                .setPublishedAt(Fixtures.NOW)
                .setPublishedBy("admin")
                .setDefaultTeam("inbound")
                .setSegments(List.of(new Segment("enterprise", test("industry", "finance"))))
                .setRules(List.of(AssignmentRule.newBuilder()
                        .setId("finance")
                        .setName("Finance to inbound")
                        .setPriority(10)
                        .setCondition(test("industry", "finance"))
                        .setTeam("inbound")
                        .build()))
                .build();
    }

    public static Roster roster(int version, String... people) {
        return Roster.newBuilder()
                .setVersion(version)
                .setContentHash("hash-" + version)
                .setPublishedAt(Fixtures.NOW)
                .setPublishedBy("admin")
                .setTeams(List.of(Team.newBuilder()
                        .setId("inbound")
                        .setName("Inbound")
                        .setStrategy(Strategy.LEAST_LOADED)
                        .build()))
                .setRepresentatives(List.of(people).stream()
                        .map(person -> Representative.newBuilder()
                                .setId(person)
                                .setName(person + " of roster " + version)
                                .setEmail(person + "@example.com")
                                .setTeam("inbound")
                                .setHours(List.of(new WorkingHours(List.of(1, 2, 3, 4, 5), 480, 1080)))
                                .setDaysOff(List.of("2026-12-24"))
                                .setSegments(List.of("enterprise", "a \"quoted\", one"))
                                .build())
                        .toList())
                .build();
    }

    private static Condition test(String field, String value) {
        return Condition.newBuilder()
                .setKind(ConditionKind.TEST)
                .setField(field)
                .setOperator(Operator.CONTAINS)
                .setValues(List.of(value))
                .build();
    }
}
