// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.simulation;

import static io.leadstream.domain.routing.Samples.NOW;
import static io.leadstream.domain.routing.Samples.everythingTo;
import static io.leadstream.domain.routing.Samples.lead;
import static io.leadstream.domain.routing.Samples.officeHours;
import static io.leadstream.domain.routing.Samples.person;
import static io.leadstream.domain.routing.Samples.roster;
import static io.leadstream.domain.routing.Samples.rules;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.domain.routing.Routing;
import io.leadstream.domain.routing.RoutingRules;
import io.leadstream.domain.routing.TeamRoster;
import io.leadstream.schemas.assignment.StaffChange;
import io.leadstream.schemas.assignment.StaffChangeKind;
import io.leadstream.schemas.capture.AssessBant;
import io.leadstream.schemas.capture.LeadCommand;
import io.leadstream.schemas.rules.Representative;
import io.leadstream.schemas.rules.Roster;
import io.leadstream.schemas.rules.Strategy;
import io.leadstream.schemas.scoring.LeadProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WhatIfTest {

    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration NEVER = Duration.ofDays(30);
    private static final Instant TOMORROW = NOW.plus(Duration.ofDays(1));

    private static RecordedLead recorded(String id, Instant at, @Nullable Duration acceptedAfter) {
        // A company of its own: a second lead of a company goes to who has the first.
        LeadProfile profile = lead(id).setEmail(id + "@company-" + id + ".com").build();
        return new RecordedLead(profile, at, acceptedAfter, List.of(), "ada");
    }

    private static List<RecordedLead> leads(int count) {
        List<RecordedLead> leads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            leads.add(recorded("l" + i, NOW.plusSeconds(i), null));
        }
        return leads;
    }

    private static List<Fate> run(Roster roster, List<RecordedLead> leads, Duration acceptAfter, Instant end) {
        return run(roster, leads, List.of(), acceptAfter, end);
    }

    private static List<Fate> run(
            Roster roster, List<RecordedLead> leads, List<StaffChange> absences, Duration acceptAfter, Instant end) {
        Routing routing = new Routing(RoutingRules.of(everythingTo("sales")), TeamRoster.of(roster));
        return WhatIf.run(routing, leads, absences, acceptAfter, end);
    }

    private static Roster team(Representative.Builder... people) {
        return roster(1, Strategy.LEAST_LOADED, people);
    }

    private static Map<String, Integer> owners(List<Fate> fates) {
        Map<String, Integer> owners = new TreeMap<>();
        fates.forEach(fate -> owners.merge(String.valueOf(fate.owner()), 1, Integer::sum));
        return owners;
    }

    @Test
    void shouldShareByWeightWhenEverybodyIsThere() {
        Roster roster = team(
                person("ada", "sales").setWeight(100), person("bob", "sales").setWeight(300));

        List<Fate> fates = run(roster, leads(40), SOON, TOMORROW);

        assertThat(owners(fates)).containsOnly(Map.entry("ada", 10), Map.entry("bob", 30));
        assertThat(fates).allSatisfy(fate -> {
            assertThat(fate.accepted()).isTrue();
            assertThat(fate.offers()).isEqualTo(1);
            assertThat(fate.waited()).isZero();
            assertThat(fate.waits()).isFalse();
            assertThat(fate.moved()).isEqualTo(Objects.equals(fate.owner(), "bob"));
        });
    }

    @Test
    void shouldFollowACompanyToItsOwnerInAnotherTeam() {
        Roster roster = team(person("ada", "sales"), person("cy", "big"));
        Routing routing = new Routing(
                RoutingRules.of(rules(
                        1,
                        "{name: r, defaultTeam: sales, rules: [{id: top, name: Top, priority: 1, field: title,"
                                + " operator: equals, value: boss, team: big}]}")),
                TeamRoster.of(roster));
        LeadProfile boss = lead("l1").setEmail("b@acme.com").setTitle("boss").build();
        LeadProfile other = lead("l2").setEmail("o@acme.com").build();

        List<Fate> fates = WhatIf.run(
                routing,
                List.of(
                        new RecordedLead(boss, NOW, null, List.of(), null),
                        new RecordedLead(other, NOW.plusSeconds(1), null, List.of(), null),
                        recorded("l3", NOW.plusSeconds(2), null)),
                List.of(),
                SOON,
                TOMORROW);

        assertThat(fates).extracting(Fate::owner).containsExactly("cy", "cy", "ada");
    }

    @Test
    void shouldMoveOnAndThenToTheManagerWhenNobodyAccepts() {
        Roster roster = team(person("ada", "sales"), person("bob", "sales"), person("cy", "sales"));
        roster.getTeams().get(0).setManager("cy");
        roster.getTeams().get(0).setMoves(1);

        List<Fate> fates = run(roster, List.of(recorded("l1", NOW, null)), NEVER, TOMORROW);

        assertThat(fates.get(0).expired()).isEqualTo(2);
        assertThat(fates.get(0).offers()).isEqualTo(3);
        assertThat(fates.get(0).escalated()).isTrue();
        assertThat(fates.get(0).accepted()).isFalse();
        assertThat(fates.get(0).owner()).isEqualTo("cy");
    }

    @Test
    void shouldAcceptAsOnRecordWhenItIs() {
        Roster roster = team(person("ada", "sales"), person("bob", "sales"));

        List<Fate> fates = run(
                roster,
                List.of(recorded("late", NOW, Duration.ofMinutes(31)), recorded("fast", NOW, Duration.ofMinutes(29))),
                SOON,
                NOW.plus(Duration.ofMinutes(45)));

        assertThat(fates.get(0).expired()).as("B leads have 30 minutes").isEqualTo(1);
        assertThat(fates.get(0).accepted()).isFalse();
        assertThat(fates.get(1).accepted()).isTrue();
    }

    @Test
    void shouldWaitForTheMorningWhenNobodyIsThere() {
        Roster roster = team(person("ada", "sales").setHours(officeHours()));
        Instant evening = Instant.parse("2026-11-19T20:00:00Z");

        List<Fate> fates =
                run(roster, List.of(recorded("l1", evening, null)), SOON, Instant.parse("2026-11-20T12:00:00Z"));
        List<Fate> tooSoon =
                run(roster, List.of(recorded("l1", evening, null)), SOON, Instant.parse("2026-11-20T08:00:00Z"));

        assertThat(fates.get(0).waited()).isEqualTo(Duration.ofHours(13));
        assertThat(fates.get(0).queueReason()).isEqualTo("nobody_available");
        assertThat(fates.get(0).waits()).isFalse();
        assertThat(tooSoon.get(0).waits()).isTrue();
        assertThat(tooSoon.get(0).waited()).isNull();
        assertThat(tooSoon.get(0).owner()).isNull();
        assertThat(tooSoon.get(0).arrivedAt()).isEqualTo(evening);
    }

    @Test
    void shouldServeMoreThanOneCallGivesWhenManyWaitForTheMorning() {
        Roster roster = team(person("ada", "sales").setHours(officeHours()));
        List<RecordedLead> leads = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            leads.add(recorded("l" + i, Instant.parse("2026-11-19T20:00:00Z").plusSeconds(i), null));
        }

        List<Fate> fates = run(roster, leads, SOON, Instant.parse("2026-11-20T09:30:00Z"));

        assertThat(owners(fates)).containsOnly(Map.entry("ada", 200));
    }

    @Test
    void shouldMakeRoomWhenALeadIsClosedOnRecord() {
        Roster roster = team(person("ada", "sales").setCapacityOpen(1));
        LeadCommand closes = LeadCommand.newBuilder()
                .setCommandId("c1")
                .setLeadId("l1")
                .setIssuedBy("bob")
                .setReceivedAt(NOW.plus(Duration.ofHours(2)))
                .setOrder(new AssessBant(false, false, false, false, null))
                .build();
        RecordedLead first = new RecordedLead(lead("l1").build(), NOW, SOON, List.of(closes), "bob");

        List<Fate> fates = run(roster, List.of(first, recorded("l2", NOW.plusSeconds(5), null)), SOON, TOMORROW);

        assertThat(fates.get(1).queueReason()).isEqualTo("all_at_capacity");
        assertThat(fates.get(1).waited()).isEqualTo(Duration.ofHours(2).minusSeconds(5));
    }

    @Test
    void shouldPassSomebodyOverWhenAwayByCommand() {
        Roster roster = team(person("ada", "sales"), person("bob", "sales"));
        StaffChange.Builder change = StaffChange.newBuilder()
                .setRepresentativeId("ada")
                .setAccepted(true)
                .setIssuedBy("ada");
        StaffChange away = change.setCommandId("s1")
                .setKind(StaffChangeKind.AWAY)
                .setAt(NOW)
                .build();
        StaffChange back = change.setCommandId("s2")
                .setKind(StaffChangeKind.BACK)
                .setAt(NOW.plusSeconds(5))
                .build();

        List<Fate> fates = run(roster, leads(10), List.of(away, back), SOON, TOMORROW);

        assertThat(fates.subList(1, 5))
                .allSatisfy(fate -> assertThat(fate.owner()).isEqualTo("bob"));
        assertThat(owners(fates)).containsKey("ada");
    }

    @Test
    void shouldWaitNoLongerThanTheShorterAbsenceThatTookTheLongersPlace() {
        StaffChange.Builder change = StaffChange.newBuilder()
                .setRepresentativeId("ada")
                .setKind(StaffChangeKind.AWAY)
                .setAccepted(true)
                .setIssuedBy("ada");
        StaffChange away = change.setCommandId("s1")
                .setAt(NOW)
                .setUntil(NOW.plus(Duration.ofHours(8)))
                .build();
        StaffChange shorter = change.setCommandId("s2")
                .setAt(NOW.plusSeconds(10))
                .setUntil(NOW.plus(Duration.ofHours(1)))
                .build();

        List<Fate> fates = run(
                team(person("ada", "sales")),
                List.of(recorded("l1", NOW.plusSeconds(5), null)),
                List.of(away, shorter),
                SOON,
                TOMORROW);

        assertThat(fates.get(0).waited()).isEqualTo(Duration.ofHours(1).minusSeconds(5));
    }

    /** Each came up for sales by itself; what became of them later must not keep them from an owner. */
    @Test
    void shouldReplayLeadsThatBecameOneAsTheLeadsThatCame() {
        LeadProfile gone = lead("old").setMergedInto("new").build();
        LeadProfile left = lead("new").setMergedFrom(List.of("old")).build();

        List<Fate> fates = run(
                team(person("ada", "sales")),
                List.of(
                        new RecordedLead(gone, NOW, null, List.of(), "ada"),
                        new RecordedLead(left, NOW.plusSeconds(60), null, List.of(), "ada")),
                SOON,
                TOMORROW);

        assertThat(owners(fates)).containsOnly(Map.entry("ada", 2));
        assertThat(fates).allMatch(Fate::accepted);
    }

    @Test
    void shouldDecideTheSameWhenRunAgain() {
        Roster roster = team(
                person("ada", "sales").setHours(officeHours()).setCapacityPerDay(20),
                person("bob", "sales").setWeight(70));

        assertThat(run(roster, leads(300), NEVER, TOMORROW)).isEqualTo(run(roster, leads(300), NEVER, TOMORROW));
    }
}
