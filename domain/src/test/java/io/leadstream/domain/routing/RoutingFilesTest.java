// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.domain.calendar.Presence;
import io.leadstream.domain.rules.Mistake;
import io.leadstream.domain.rules.Yaml;
import io.leadstream.schemas.rules.AssignmentRuleSet;
import io.leadstream.schemas.rules.GradeTime;
import io.leadstream.schemas.rules.Leave;
import io.leadstream.schemas.rules.Representative;
import io.leadstream.schemas.rules.Roster;
import io.leadstream.schemas.rules.Strategy;
import io.leadstream.schemas.rules.Team;
import io.leadstream.schemas.rules.WorkingHours;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingFilesTest {

    private static final String TEAM = "teams: [{id: sales, name: Sales}]\n";

    private static Roster roster(String yaml) {
        return RoutingFiles.roster(Yaml.tree(yaml)).orThrow();
    }

    private static List<String> mistakes(String yaml) {
        return RoutingFiles.roster(Yaml.tree(yaml)).mistakes().stream()
                .map(Mistake::toString)
                .toList();
    }

    private static String person(String more) {
        return TEAM + "representatives: [{id: ada, name: Ada, email: ada@x.io, team: sales, " + more + "}]";
    }

    @Test
    void shouldReadARosterWithDefaults() {
        Roster roster = roster(person(""));
        Representative ada = roster.getRepresentatives().get(0);
        assertThat(roster.getTeams().get(0).getStrategy()).isEqualTo(Strategy.LEAST_LOADED);
        assertThat(ada.getActive()).isTrue();
        assertThat(ada.getWeight()).isEqualTo(100);
        assertThat(ada.getZone()).isEqualTo("UTC");
        assertThat(ada.getCapacityOpen()).isNull();
        assertThat(ada.getHours()).isEmpty();
        assertThat(roster.getContentHash()).hasSize(64);
        assertThat(roster(person("weight: 50")).getContentHash()).isNotEqualTo(roster.getContentHash());
    }

    @Test
    void shouldReadEverythingAPersonCanHave() {
        Representative ada = roster("teams: [{id: sales, name: Sales, strategy: weighted, manager: ada}]\n"
                        + "representatives: [{id: ada, name: Ada, email: ada@x.io, team: sales, active: false,"
                        + " capacityOpen: 5, capacityPerDay: 3, weight: 70, zone: Europe/Berlin,"
                        + " daysOff: [2026-12-24, 2026-12-25], segments: [large],"
                        + " hours: [{days: mon-fri, time: '22:00-06:00'}, {days: [sat, Sun], time: '09:00-24:00'},"
                        + " {days: fri-mon, time: '09:00-00:00'}, {days: daily, time: '09:15-10:00'}]}]")
                .getRepresentatives()
                .get(0);
        assertThat(ada.getHours())
                .containsExactly(
                        new WorkingHours(List.of(1, 2, 3, 4, 5), 22 * 60, 6 * 60),
                        new WorkingHours(List.of(6, 7), 9 * 60, 24 * 60),
                        new WorkingHours(List.of(1, 5, 6, 7), 9 * 60, 24 * 60),
                        new WorkingHours(List.of(1, 2, 3, 4, 5, 6, 7), 9 * 60 + 15, 10 * 60));
        assertThat(ada.getDaysOff()).containsExactly("2026-12-24", "2026-12-25");
        assertThat(ada.getSegments()).containsExactly("large");
        assertThat(ada.getCapacityPerDay()).isEqualTo(3);
        assertThat(ada.getActive()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hours: [{days: mon-fri, time: '9:00-17:00'}] | hours[0].time",
                "hours: [{days: mon-fri, time: '09:00-24:30'}] | hours[0].time",
                "hours: [{days: mon-fri}] | hours[0].time",
                "hours: [{days: monday, time: '09:00-17:00'}] | hours[0].days",
                "hours: [{days: mon-, time: '09:00-17:00'}] | hours[0].days",
                "hours: [{time: '09:00-17:00'}] | hours[0].days",
                "zone: Mars/Olympus | zone",
                "daysOff: [tomorrow] | daysOff",
                "weight: 0 | weight",
                "capacityOpen: -1 | capacityOpen",
                "capacity: 5 | capacity",
            })
    void shouldNameWhatIsWrongWithAPerson(String more, String path) {
        assertThat(mistakes(person(more))).singleElement().asString().startsWith("representatives[0]." + path + ": ");
    }

    @Test
    void shouldNameEveryMistakeOfARoster() {
        assertThat(mistakes("teams: [{id: a b, name: A}, {id: s, name: S, strategy: luck, manager: zoe},"
                        + " {id: s, name: T}]\n"
                        + "representatives: [{id: ada, name: Ada, email: nobody, team: other},"
                        + " {id: ada, name: Ada, email: '', team: ''}]"))
                .extracting(text -> text.substring(0, text.indexOf(':')))
                .containsExactly(
                        "teams[0].id",
                        "teams[1].strategy",
                        "teams[2].id",
                        "representatives[0].team",
                        "representatives[0].email",
                        "representatives[1].id",
                        "representatives[1].team",
                        "representatives[1].email",
                        "teams[1].manager");
        assertThat(mistakes("{}")).hasSize(2);
        String many = String.join(
                ", ",
                IntStream.range(0, 1001)
                        .mapToObj(i -> "{id: p" + i + ", name: P, email: p@x.io, team: sales}")
                        .toList());
        assertThat(mistakes(TEAM + "representatives: [" + many + "]")).hasSize(1);
    }

    @Test
    void shouldReadAssignmentRules() {
        AssignmentRuleSet rules = Samples.rules(3, """
                name: mine
                defaultTeam: sales
                segments:
                  - { name: large, field: employeeCount, operator: greater_than, value: 1000 }
                rules:
                  - { id: a, name: A, priority: 5, team: sales, field: title, operator: contains, value: chief }
                  - { id: b, name: B, priority: 1, representative: ada, active: false }
                """);
        assertThat(rules.getSegments()).hasSize(1);
        assertThat(rules.getRules()).hasSize(2);
        assertThat(rules.getRules().get(1).getCondition()).isNull();
        assertThat(rules.getContentHash()).hasSize(64);
    }

    @Test
    void shouldNameEveryMistakeOfRules() {
        List<Mistake> mistakes = RoutingFiles.assignmentRules(Yaml.tree("""
                        name: mine
                        segments:
                          - { name: large }
                          - { name: large, field: chat, operator: equals, value: true }
                        rules:
                          - { id: a, name: A, priority: 5 }
                          - { id: a, name: B, priority: 5, team: x, representative: y }
                          - { id: c, name: C, priority: many, team: x, field: hair, operator: equals, value: red }
                        """)).mistakes();
        assertThat(mistakes)
                .extracting(Mistake::path)
                .containsExactly(
                        "defaultTeam",
                        "segments[0].when",
                        "segments[1].name",
                        "rules[0].team",
                        "rules[1].id",
                        "rules[1].team",
                        "rules[2].priority",
                        "rules[2].field");
    }

    @Test
    void shouldRefuseMoreRulesThanAnybodyOverlooks() {
        String many = String.join(
                ", ",
                IntStream.range(0, 1001)
                        .mapToObj(i -> "{id: r" + i + ", name: R, priority: 1, team: x}")
                        .toList());
        assertThat(RoutingFiles.assignmentRules(Yaml.tree("{name: n, defaultTeam: x, rules: [" + many + "]}"))
                        .mistakes())
                .singleElement()
                .extracting(Mistake::path)
                .isEqualTo("rules");
    }

    @Test
    void shouldReadTimesLeaveAndHolidays() {
        Roster roster = RoutingFiles.roster(Yaml.tree("""
                holidays: [{ name: uk, dates: ["2026-12-25", "2026-12-28"] }]
                teams:
                  - id: sales
                    name: Sales
                    accept: { A+: 90s, B: 1h, else: 2d }
                    firstTouch: { else: 30m }
                    moves: 1
                    queueAlert: never
                    holidays: [uk]
                  - { id: other, name: Other, queueAlert: 10m, ownerWait: 2h }
                representatives:
                  - id: ada
                    name: Ada
                    email: ada@x.example
                    team: sales
                    zone: Europe/London
                    capacityPerHour: 4
                    holidays: uk
                    leave: [{ from: "2026-07-01T12:00", until: "2026-07-03T08:00+02:00" }]
                """)).orThrow();
        Team sales = roster.getTeams().get(0);
        assertThat(sales.getAccept())
                .containsExactly(
                        new GradeTime("A+", 90L), new GradeTime("B", 3_600L), new GradeTime("else", 2 * 86_400L));
        assertThat(sales.getFirstTouch()).containsExactly(new GradeTime("else", 1_800L));
        assertThat(sales.getMoves()).isEqualTo(1);
        assertThat(sales.getQueueAlertSeconds()).isZero();
        assertThat(sales.getOwnerWaitSeconds()).isZero();
        assertThat(sales.getHolidays()).containsExactly("uk");
        Team other = roster.getTeams().get(1);
        assertThat(other.getMoves()).isEqualTo(3);
        assertThat(other.getQueueAlertSeconds()).isEqualTo(600);
        assertThat(other.getOwnerWaitSeconds()).isEqualTo(7_200);
        Representative ada = roster.getRepresentatives().get(0);
        assertThat(ada.getCapacityPerHour()).isEqualTo(4);
        assertThat(ada.getLeave())
                .as("without an offset by the clock of the zone")
                .containsExactly(
                        new Leave(Instant.parse("2026-07-01T11:00:00Z"), Instant.parse("2026-07-03T06:00:00Z")));
        TeamRoster ready = TeamRoster.of(roster);
        assertThat(ready.queueAlertOf("sales")).isEmpty();
        assertThat(ready.queueAlertOf("other")).contains(Duration.ofMinutes(10));
        assertThat(ready.queueAlertOf("gone")).isEmpty();
        assertThat(ready.movesOf("gone")).isZero();
        assertThat(ready.managerOf("gone")).isEmpty();
        assertThat(ready.keeps("ada", "gone")).isFalse();
        assertThat(ready.members("sales").get(0).calendar().at(Instant.parse("2026-12-28T12:00:00Z")))
                .isEqualTo(Presence.ON_LEAVE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "accept: { A+: 5 } | teams[0].accept.A+",
                "accept: { E: 5m } | teams[0].accept.E",
                "accept: 5m | teams[0].accept",
                "moves: 21 | teams[0].moves",
                "queueAlert: soon | teams[0].queueAlert",
                "holidays: [mars] | teams[0].holidays",
            })
    void shouldNameMistakesInATeamsTimes(String line, String path) {
        assertThat(RoutingFiles.roster(Yaml.tree("{teams: [{id: sales, name: S, " + line
                                + "}], representatives: [{id: a, name: A, email: a@x, team: sales}]}"))
                        .mistakes())
                .extracting(Mistake::path)
                .containsExactly(path);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "from: noon, until: 2026-07-03T08:00Z | from",
                "from: 2026-07-03T08:00Z | until",
                "from: 2026-07-03T08:00:01Z, until: 2026-07-04T08:00Z | from",
                "from: 2026-07-03T08:00Z, until: 2026-07-03T08:00Z | until",
            })
    void shouldNameMistakesInLeave(String line, String key) {
        assertThat(RoutingFiles.roster(
                                Yaml.tree("{teams: [{id: sales, name: S}], holidays: [{name: x, dates: 2026-01-01}],"
                                        + " representatives: [{id: a, name: A, email: a@x, team: sales, leave: [{"
                                        + line.replaceAll("(from|until): ([^,]+)", "$1: \"$2\"") + "}]}]}"))
                        .mistakes())
                .extracting(Mistake::path)
                .containsExactly("representatives[0].leave[0]." + key);
    }

    @Test
    void shouldNameHolidayCalendarsThatAreWrong() {
        assertThat(RoutingFiles.roster(Yaml.tree("{holidays: [{name: x, dates: [tomorrow]}, {name: x}],"
                                + " teams: [{id: sales, name: S}],"
                                + " representatives: [{id: a, name: A, email: a@x, team: sales, zone: Mars,"
                                + " leave: [{from: \"2026-07-03T08:00\", until: \"2026-07-04T08:00\"}]}]}"))
                        .mistakes())
                .extracting(Mistake::path)
                .containsExactly("holidays[0].dates", "holidays[1].name", "representatives[0].zone");
    }

    @Test
    void shouldFindWhatRulesAskOfARosterThatItLacks() {
        AssignmentRuleSet rules = Samples.rules(
                1,
                "{name: n, defaultTeam: gone, rules: [{id: a, name: A, priority: 1, team: lost},"
                        + " {id: b, name: B, priority: 2, representative: zoe},"
                        + " {id: c, name: C, priority: 3, representative: ada},"
                        + " {id: d, name: D, priority: 4, team: sales}]}");
        assertThat(RoutingFiles.disagreements(rules, roster(person(""))))
                .extracting(Mistake::path)
                .containsExactly("defaultTeam", "rules[0].team", "rules[1].representative");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-02T00:00:00Z",
                "2026-03-23T00:00:00Z",
                "2026-03-30T00:00:00Z",
                "2026-09-21T00:00:00Z",
                "2026-10-19T00:00:00Z",
                "2026-12-21T00:00:00Z",
                "2027-07-05T00:00:00Z"
            })
    void shouldShipARosterThatHasThreePeopleOfEachTeamAtEveryMinute(String monday) {
        Roster roster =
                RoutingFiles.roster(Yaml.resource(RoutingFiles.DEFAULT_ROSTER)).orThrow();
        TeamRoster ready = TeamRoster.of(roster);
        Instant start = Instant.parse(monday);
        for (var team : roster.getTeams()) {
            List<Person> forAnyLead = ready.members(team.getId()).stream()
                    .filter(person -> person.serves(null))
                    .toList();
            for (int minute = 0; minute < 7 * 24 * 60; minute++) {
                Instant at = start.plus(Duration.ofMinutes(minute));
                assertThat(forAnyLead)
                        .as("%s at %s", team.getId(), at)
                        .filteredOn(person -> person.calendar().at(at) == Presence.WORKING)
                        .hasSizeGreaterThanOrEqualTo(3);
            }
        }
    }

    @Test
    void shouldShipARosterThatShowsWhatARosterCanSay() {
        List<Representative> people = RoutingFiles.roster(Yaml.resource(RoutingFiles.DEFAULT_ROSTER))
                .orThrow()
                .getRepresentatives();
        assertThat(people).extracting(Representative::getWeight).contains(50, 100, 120);
        assertThat(people).anyMatch(person -> !person.getDaysOff().isEmpty());
        assertThat(people).anyMatch(person -> !person.getSegments().isEmpty());
        assertThat(people).anyMatch(person -> person.getCapacityPerDay() != null);
    }

    @Test
    void shouldShipRulesAndRosterThatFitOneAnother() {
        Roster roster =
                RoutingFiles.roster(Yaml.resource(RoutingFiles.DEFAULT_ROSTER)).orThrow();
        AssignmentRuleSet rules = RoutingFiles.assignmentRules(Yaml.resource(RoutingFiles.DEFAULT_ASSIGNMENT_RULES))
                .orThrow();
        assertThat(RoutingFiles.disagreements(rules, roster)).isEmpty();
        assertThat(RoutingRules.of(rules).version()).isZero();
        Set<String> ids = new HashSet<>();
        roster.getRepresentatives().forEach(person -> ids.add(person.getId()));
        assertThat(ids).hasSizeBetween(20, 24);
    }
}
