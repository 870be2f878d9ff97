// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier;

import io.leadstream.domain.routing.Decisions;
import io.leadstream.schemas.assignment.AlertKind;
import io.leadstream.schemas.assignment.AssignmentAlert;
import io.leadstream.schemas.assignment.AssignmentKind;
import io.leadstream.schemas.assignment.AssignmentMethod;
import io.leadstream.schemas.assignment.Candidate;
import io.leadstream.schemas.assignment.CandidateResult;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.rules.Representative;
import io.leadstream.schemas.rules.Roster;
import io.leadstream.schemas.rules.Team;
import io.leadstream.testkit.Fixtures;
import java.time.Instant;
import java.util.List;

/** Records to tell about. */
public final class NotifierRecords {

    private NotifierRecords() {}

    /** Offer 1 of a lead to Ada, decided at a time and open for half an hour. */
    public static LeadAssignment.Builder offer(String email, Instant at) {
        String leadId = Fixtures.leadId(email);
        return LeadAssignment.newBuilder()
                .setAssignmentId(Decisions.id(leadId, 1, AssignmentKind.ASSIGNED))
                .setLeadId(leadId)
                .setKind(AssignmentKind.ASSIGNED)
                .setOfferNumber(1)
                .setTeamId("inbound")
                .setRepresentativeId("ada")
                .setRepresentativeEmail("ada.old@sales.example")
                .setMethod(AssignmentMethod.DEFAULT_TEAM)
                .setStrategy("least_loaded")
                .setRulesVersion(1)
                .setRosterVersion(1)
                .setExplanation("No rule matched, so the default team inbound decides; Ada had the lowest load")
                .setCandidates(List.of(Candidate.newBuilder()
                        .setRepresentativeId("ada")
                        .setResult(CandidateResult.CHOSEN)
                        .setOpenLeads(3)
                        .setWeight(100)
                        .setLastTurn(7)
                        .build()))
                .setScore(92)
                .setGrade("A+")
                .setRequestedAt(at)
                .setDecidedAt(at)
                .setLeadName("Grace Hopper")
                .setLeadEmail(email)
                .setLeadPhone("+4930123456")
                .setLeadCompany("Example Ltd")
                .setLeadSource("live_chat")
                .setAcceptBy(at.plusSeconds(1800))
                .setTouchBy(at.plusSeconds(3600));
    }

    /** An alert about that offer. */
    public static AssignmentAlert.Builder alert(String email, AlertKind kind, Instant at) {
        return AssignmentAlert.newBuilder()
                .setAlertId(Fixtures.leadId(email + kind + at))
                .setLeadId(Fixtures.leadId(email))
                .setKind(kind)
                .setOfferNumber(1)
                .setTeamId("inbound")
                .setRepresentativeId("ada")
                .setManagerId("mia")
                .setDetail("80 % of the time to accept is over")
                .setDueAt(at)
                .setAt(at)
                .setScore(92)
                .setGrade("A+")
                .setLeadName("Grace Hopper")
                .setLeadCompany("Example Ltd")
                .setLeadEmail(email)
                .setLeadPhone("+4930123456");
    }

    /** Ada in Berlin and her manager Mia. */
    public static Roster roster(int version, String adasEmail) {
        return Roster.newBuilder()
                .setVersion(version)
                .setContentHash("hash-" + version)
                .setPublishedAt(Fixtures.NOW)
                .setPublishedBy("test")
                .setTeams(List.of(Team.newBuilder()
                        .setId("inbound")
                        .setName("Inbound")
                        .setManager("mia")
                        .build()))
                .setRepresentatives(List.of(
                        person("ada", "Ada Lovelace", adasEmail), person("mia", "Mia Chef", "mia@sales.example")))
                .build();
    }

    private static Representative person(String id, String name, String email) {
        return Representative.newBuilder()
                .setId(id)
                .setName(name)
                .setEmail(email)
                .setTeam("inbound")
                .setZone("Europe/Berlin")
                .setHours(List.of())
                .build();
    }
}
