// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.routing;

import static io.leadstream.domain.routing.Samples.lead;
import static io.leadstream.domain.routing.Samples.person;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadstream.domain.rules.Yaml;
import io.leadstream.schemas.assignment.AssignmentMethod;
import io.leadstream.schemas.rules.AssignmentRuleSet;
import io.leadstream.schemas.rules.Roster;
import io.leadstream.schemas.rules.Strategy;
import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.schemas.state.assignment.LeadState;
import io.leadstream.schemas.state.assignment.OwnerRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutingRulesTest {

    private static final TeamRoster ROSTER =
            Samples.ready(Strategy.LEAST_LOADED, person("ada", "senior"), person("bob", "sales"));

    private static Routing routing(String rules) {
        return new Routing(
                RoutingRules.of(Samples.rules(4, "{name: n, defaultTeam: sales, rules: [" + rules + "]}")), ROSTER);
    }

    @Test
    void shouldTakeTheFirstActiveMatchByPriorityAndThenByOrder() {
        Routing routing = routing("{id: late, name: Late, priority: 9, team: sales},"
                + "{id: idle, name: Off, priority: 1, active: false, team: sales},"
                + "{id: other, name: No, priority: 2, team: sales, field: title, operator: equals, value: CEO},"
                + "{id: first, name: First, priority: 3, representative: ada},"
                + "{id: second, name: Second, priority: 3, team: sales}");
        assertThat(routing.targetOf(lead("l1").build()))
                .isEqualTo(new Target("senior", "ada", AssignmentMethod.RULE, "first", "First", null, null, false));
        assertThat(routing.targetOf(lead("l1").setTitle("ceo").build()).ruleId())
                .isEqualTo("other");
    }

    @Test
    void shouldGoToTheDefaultTeamWhenNothingMatches() {
        assertThat(routing("").targetOf(lead("l1").build()))
                .isEqualTo(new Target("sales", null, AssignmentMethod.DEFAULT_TEAM, null, null, null, null, false));
    }

    @Test
    void shouldPassOverRulesThatTheRosterCannotServeAndSaySo() {
        Target target = routing("{id: a, name: A, priority: 1, team: gone}, {id: b, name: B, priority: 2,"
                        + " representative: zoe}")
                .targetOf(lead("l1").build());
        assertThat(target.teamId()).isEqualTo("sales");
        assertThat(target.note())
                .isEqualTo("Rule 'A' names gone, whom the roster lacks; Rule 'B' names zoe, whom the roster lacks");
    }

    @Test
    void shouldNameTheFirstSegmentThatMatches() {
        AssignmentRuleSet rules = Samples.rules(1, """
                name: n
                defaultTeam: sales
                segments:
                  - { name: large, field: employeeCount, operator: greater_than, value: 1000 }
                  - { name: middle, field: employeeCount, operator: greater_than, value: 100 }
                rules: []
                """);
        Routing routing = new Routing(RoutingRules.of(rules), ROSTER);
        assertThat(routing.targetOf(lead("l").setEmployeeCount(2000L).build()).segment())
                .isEqualTo("large");
        assertThat(routing.targetOf(lead("l").setEmployeeCount(200L).build()).segment())
                .isEqualTo("middle");
        assertThat(routing.targetOf(lead("l").build()).segment()).isNull();
    }

    @Test
    void shouldRefuseARuleWithTwoTargetsOrNone() {
        AssignmentRuleSet rules =
                Samples.rules(1, "{name: n, defaultTeam: s, rules: [{id: a, name: A, priority: 1, team: s}]}");
        rules.getRules().get(0).setRepresentative("ada");
        assertThatThrownBy(() -> RoutingRules.of(rules)).isInstanceOf(IllegalArgumentException.class);
        rules.getRules().get(0).setRepresentative(null);
        rules.getRules().get(0).setTeam(null);
        assertThatThrownBy(() -> RoutingRules.of(rules)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRefuseARosterThatMakesNoSense() {
        List<Roster> broken = List.of(
                Samples.roster(1, Strategy.WEIGHTED, person("ada", "sales"), person("ada", "sales")),
                Samples.roster(1, Strategy.WEIGHTED, person("ada", "sales")),
                Samples.roster(1, Strategy.WEIGHTED, person("ada", "sales").setWeight(0)));
        broken.get(1).getRepresentatives().get(0).setTeam("gone");
        assertThat(broken).allSatisfy(roster -> assertThatThrownBy(() -> TeamRoster.of(roster))
                .isInstanceOf(IllegalArgumentException.class));
    }

    @Test
    void shouldTellWhenSomebodyIsNextAtWork() {
        TeamRoster roster =
                Samples.ready(Strategy.WEIGHTED, person("ada", "sales").setHours(Samples.officeHours()));
        assertThat(roster.nextAvailable("ada", Samples.NOW)).contains(Samples.NOW);
        assertThat(roster.nextAvailable("zoe", Samples.NOW)).isEmpty();
    }

    @Test
    void shouldPutTheQuestionWithWhatSalesNeeds() {
        Routing routing = routing("");
        LeadProfile lead = lead("l1")
                .setFirstName("Jo")
                .setLastName("Doe")
                .setEmail("jo@mail.acme.co.uk")
                .setChat(true)
                .build();
        OwnerRequest request = asked(lead, routing);
        assertThat(request.getCompanyDomain()).isEqualTo("acme.co.uk");
        assertThat(request.getLeadName()).isEqualTo("Jo Doe");
        assertThat(request.getRulesVersion()).isEqualTo(4);
        assertThat(request.getChat()).isTrue();
        LeadProfile bare = lead("l1").setEmail(null).setLastName("Doe").build();
        OwnerRequest lesser = asked(bare, routing);
        assertThat(lesser.getCompanyDomain()).isNull();
        assertThat(lesser.getLeadName()).isEqualTo("Doe");
        LeadProfile free = lead("l1").setEmail("jo@gmail.com").build();
        OwnerRequest anonymous = asked(free, routing);
        assertThat(anonymous.getCompanyDomain()).isNull();
        assertThat(anonymous.getLeadName()).isNull();
    }

    private static OwnerRequest asked(LeadProfile lead, Routing routing) {
        LeadState state = LeadState.newBuilder()
                .setProfile(lead)
                .setStage("lead")
                .setStatus("new")
                .setRoute("sales")
                .setTransitions(3)
                .setOfferNumber(2)
                .build();
        return OwnerRequests.of(state, routing.targetOf(lead), routing, Samples.NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "jo@mit.edu,, , false, enterprise, katherine",
        "jo@cs.ox.ac.uk,, , false, enterprise, katherine",
        "jo@acme.com, 5000, , false, enterprise,",
        "jo@acme.com, , 20000000, true, enterprise,",
        "jo@acme.com, 500, , true, inbound,",
        "jo@acme.com, 500, , false, growth,",
        "jo@acme.com, , 2000000, false, growth,",
        "jo@acme.com, 5, , false, inbound,",
    })
    void shouldShipRulesThatSendLeadsWhereTheyBelong(
            String email, Long employees, Long revenue, boolean chat, String team, String representative) {
        Routing shipped = new Routing(
                RoutingRules.of(RoutingFiles.assignmentRules(Yaml.resource(RoutingFiles.DEFAULT_ASSIGNMENT_RULES))
                        .orThrow()),
                TeamRoster.of(RoutingFiles.roster(Yaml.resource(RoutingFiles.DEFAULT_ROSTER))
                        .orThrow()));
        Target target = shipped.targetOf(lead("l1")
                .setEmail(email)
                .setEmployeeCount(employees)
                .setAnnualRevenue(revenue)
                .setChat(chat)
                .build());
        assertThat(target.teamId()).isEqualTo(team);
        assertThat(target.representativeId()).isEqualTo(representative);
    }
}
