// SPDX-License-Identifier: Apache-2.0
package io.leadstream.assignment;

import io.leadstream.schemas.rules.AssignmentRule;
import io.leadstream.schemas.rules.AssignmentRuleSet;
import io.leadstream.schemas.rules.Condition;
import io.leadstream.schemas.rules.ConditionKind;
import io.leadstream.schemas.rules.Operator;
import io.leadstream.schemas.rules.Representative;
import io.leadstream.schemas.rules.Roster;
import io.leadstream.schemas.rules.Strategy;
import io.leadstream.schemas.rules.Team;
import io.leadstream.schemas.rules.WorkingHours;
import io.leadstream.schemas.scoring.Grade;
import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.testkit.Fixtures;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Rules, rosters and leads for tests. */
final class Sales {

    private Sales() {}

    static Representative.Builder person(String id, String team) {
        return Representative.newBuilder()
                .setId(id)
                .setName(id.toUpperCase(Locale.ROOT))
                .setEmail(id + "@sales.example")
                .setTeam(team);
    }

    /** Weekdays, 09:00 to 17:00 UTC. */
    static List<WorkingHours> officeHours() {
        return List.of(new WorkingHours(List.of(1, 2, 3, 4, 5), 9 * 60, 17 * 60));
    }

    static Roster roster(int version, Representative.Builder... people) {
        List<Representative> entries =
                Arrays.stream(people).map(Representative.Builder::build).toList();
        return Roster.newBuilder()
                .setVersion(version)
                .setContentHash("roster-" + version)
                .setPublishedAt(Fixtures.NOW)
                .setPublishedBy("test")
                .setTeams(entries.stream()
                        .map(Representative::getTeam)
                        .distinct()
                        .map(team -> Team.newBuilder()
                                .setId(team)
                                .setName(team)
                                .setStrategy(Strategy.LEAST_LOADED)
                                .build())
                        .toList())
                .setRepresentatives(entries)
                .build();
    }

    /** Leads of big companies to team big, all others to the default team. */
    static AssignmentRuleSet rules(int version, String defaultTeam) {
        Condition large = Condition.newBuilder()
                .setKind(ConditionKind.TEST)
                .setField("employeeCount")
                .setOperator(Operator.GREATER_THAN)
                .setValues(List.of("1000"))
                .build();
        AssignmentRule rule = AssignmentRule.newBuilder()
                .setId("large")
                .setName("Large to big")
                .setPriority(1)
                .setCondition(large)
                .setTeam("big")
                .build();
        return AssignmentRuleSet.newBuilder()
                .setVersion(version)
                .setName("test")
                .setContentHash("rules-" + version)
                .setPublishedAt(Fixtures.NOW)
                .setPublishedBy("test")
                .setDefaultTeam(defaultTeam)
                .setRules(List.of(rule))
                .build();
    }

    static LeadProfile.Builder ready(String email) {
        return Fixtures.profile(email).setScore(75).setGrade(Grade.B).setSalesReady(true);
    }
}
