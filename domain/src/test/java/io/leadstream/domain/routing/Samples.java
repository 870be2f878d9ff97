// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.routing;

import io.leadstream.domain.rules.Yaml;
import io.leadstream.schemas.assignment.AssignmentMethod;
import io.leadstream.schemas.rules.AssignmentRuleSet;
import io.leadstream.schemas.rules.Representative;
import io.leadstream.schemas.rules.Roster;
import io.leadstream.schemas.rules.Strategy;
import io.leadstream.schemas.rules.Team;
import io.leadstream.schemas.rules.WorkingHours;
import io.leadstream.schemas.scoring.Grade;
import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.schemas.state.assignment.OwnerRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Rosters, rules, leads and requests for tests. */
public final class Samples {

    /** A Friday, 10:00 UTC. */
    public static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private Samples() {}

    public static Representative.Builder person(String id, String team) {
        return Representative.newBuilder()
                .setId(id)
                .setName(Character.toUpperCase(id.charAt(0)) + id.substring(1))
                .setEmail(id + "@sales.example")
                .setTeam(team);
    }

    /** Weekdays 09:00 to 17:00 UTC. */
    public static List<WorkingHours> officeHours() {
        return List.of(new WorkingHours(List.of(1, 2, 3, 4, 5), 9 * 60, 17 * 60));
    }

    public static Roster roster(int version, Strategy strategy, Representative.Builder... people) {
        List<Representative> entries =
                Arrays.stream(people).map(Representative.Builder::build).toList();
        List<Team> teams = entries.stream()
                .map(Representative::getTeam)
                .distinct()
                .map(team -> Team.newBuilder()
                        .setId(team)
                        .setName(team)
                        .setStrategy(strategy)
                        .build())
                .toList();
        return Roster.newBuilder()
                .setVersion(version)
                .setContentHash("r" + version)
                .setPublishedAt(NOW)
                .setPublishedBy("test")
                .setTeams(teams)
                .setRepresentatives(entries)
                .build();
    }

    public static TeamRoster ready(Strategy strategy, Representative.Builder... people) {
        return TeamRoster.of(roster(1, strategy, people));
    }

    public static AssignmentRuleSet rules(int version, String yaml) {
        AssignmentRuleSet rules = RoutingFiles.assignmentRules(Yaml.tree(yaml)).orThrow();
        rules.setVersion(version);
        return rules;
    }

    public static AssignmentRuleSet everythingTo(String team) {
        return rules(1, "{name: simple, defaultTeam: " + team + ", rules: []}");
    }

    public static LeadProfile.Builder lead(String id) {
        return LeadProfile.newBuilder()
                .setLeadId(id)
                .setVersion(1)
                .setEmail(id + "@mail.example")
                .setSource("api")
                .setLastSource("api")
                .setCreatedAt(NOW)
                .setUpdatedAt(NOW)
                .setReceivedAt(NOW)
                .setFirstReceivedAt(NOW)
                .setCauseId("event-of-" + id)
                .setCaptured(true)
                .setScore(75)
                .setGrade(Grade.B)
                .setSalesReady(true);
    }

    public static OwnerRequest.Builder request(String leadId, String team) {
        return OwnerRequest.newBuilder()
                .setLeadId(leadId)
                .setOfferNumber(1)
                .setTeamId(team)
                .setMethod(AssignmentMethod.DEFAULT_TEAM)
                .setRulesVersion(1)
                .setRosterVersion(1)
                .setScore(75)
                .setGrade("B")
                .setRequestedAt(NOW)
                .setDecideAt(NOW)
                .setLeadSource("api");
    }
}
