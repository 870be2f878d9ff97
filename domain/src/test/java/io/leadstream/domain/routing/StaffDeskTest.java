// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.routing;

import static io.leadstream.domain.routing.Samples.NOW;
import static io.leadstream.domain.routing.Samples.person;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.schemas.assignment.RefusalCode;
import io.leadstream.schemas.assignment.StaffChange;
import io.leadstream.schemas.assignment.StaffChangeKind;
import io.leadstream.schemas.capture.HandOverLeads;
import io.leadstream.schemas.capture.SetAvailability;
import io.leadstream.schemas.capture.StaffCommand;
import io.leadstream.schemas.rules.Roster;
import io.leadstream.schemas.rules.Strategy;
import io.leadstream.schemas.state.assignment.StaffState;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StaffDeskTest {

    private static final SetAvailability AWAY = new SetAvailability(false, null, null);

    private @Nullable TeamRoster roster = roster();

    private static TeamRoster roster() {
        Roster roster = Samples.roster(
                1,
                Strategy.LEAST_LOADED,
                person("ada", "sales"),
                person("mia", "sales"),
                person("idle", "sales").setActive(false),
                person("oz", "other"));
        roster.getTeams().get(0).setManager("mia");
        return TeamRoster.of(roster);
    }

    private static StaffCommand command(String person, String by, Object order) {
        return new StaffCommand("c1", person, by, NOW, order);
    }

    private StaffChange decide(String person, String by, Object order) {
        return StaffDesk.decide(null, command(person, by, order), roster).orElseThrow();
    }

    private @Nullable RefusalCode refusal(String person, String by, Object order) {
        return decide(person, by, order).getRefusal();
    }

    @Test
    void shouldLetThePersonTheManagerAndAdminSayWhoIsThere() {
        assertThat(decide("ada", "ada", AWAY).getKind()).isEqualTo(StaffChangeKind.AWAY);
        assertThat(refusal("ada", "mia", AWAY)).isNull();
        assertThat(refusal("ada", "admin", AWAY)).isNull();
        assertThat(refusal("oz", "mia", AWAY)).isEqualTo(RefusalCode.NOT_OWNER);
        assertThat(refusal("zoe", "admin", AWAY)).isEqualTo(RefusalCode.UNKNOWN_PERSON);
        assertThat(refusal("ada", "ada", new SetAvailability(false, NOW, null))).isEqualTo(RefusalCode.NOT_ALLOWED);
        StaffChange back = decide("ada", "ada", new SetAvailability(true, NOW, "well again"));
        assertThat(back.getKind()).isEqualTo(StaffChangeKind.BACK);
        assertThat(back.getUntil()).isNull();
        assertThat(back.getAccepted()).isTrue();
        roster = null;
        assertThat(refusal("ada", "admin", AWAY)).isEqualTo(RefusalCode.GATE_MISSING);
        assertThat(refusal("ada", "admin", new HandOverLeads(null, null, null))).isEqualTo(RefusalCode.GATE_MISSING);
    }

    @Test
    void shouldHandOverByManagerOrAdminToWhomTheRosterHas() {
        StaffChange toTeam = decide("ada", "mia", new HandOverLeads(null, null, "leave"));
        assertThat(toTeam.getKind()).isEqualTo(StaffChangeKind.HAND_OVER);
        assertThat(toTeam.getToTeamId()).as("nobody named: the own team").isEqualTo("sales");
        StaffChange toPerson = decide("ada", "admin", new HandOverLeads("oz", null, null));
        assertThat(toPerson.getToRepresentativeId()).isEqualTo("oz");
        assertThat(toPerson.getToTeamId()).isEqualTo("other");
        assertThat(refusal("gone", "admin", new HandOverLeads(null, "other", null)))
                .as("who left may still have leads")
                .isNull();
        assertThat(refusal("ada", "ada", new HandOverLeads(null, null, null))).isEqualTo(RefusalCode.NOT_OWNER);
        assertThat(refusal("ada", "admin", new HandOverLeads("oz", "other", null)))
                .isEqualTo(RefusalCode.GATE_MISSING);
        assertThat(refusal("ada", "admin", new HandOverLeads("zoe", null, null)))
                .isEqualTo(RefusalCode.UNKNOWN_PERSON);
        assertThat(refusal("ada", "admin", new HandOverLeads("idle", null, null)))
                .isEqualTo(RefusalCode.NOT_ALLOWED);
        assertThat(refusal("ada", "admin", new HandOverLeads("ada", null, null)))
                .isEqualTo(RefusalCode.CONFLICT);
        assertThat(refusal("ada", "admin", new HandOverLeads(null, "gone", null)))
                .isEqualTo(RefusalCode.NOT_ALLOWED);
    }

    @Test
    void shouldCarryACommandOutOnce() {
        StaffCommand command = command("ada", "ada", AWAY);
        StaffChange change = decide("ada", "ada", AWAY);
        StaffState state = StaffDesk.after(null, change);
        assertThat(StaffDesk.decide(state, command, roster)).isEmpty();
        for (int i = 0; i < 60; i++) {
            state = StaffDesk.after(
                    state, StaffChange.newBuilder(change).setCommandId("n" + i).build());
        }
        assertThat(Objects.requireNonNull(state).getCommandIds())
                .hasSize(50)
                .doesNotContain("c1")
                .contains("n59");
    }

    @Test
    void shouldNotRememberARefusal() {
        StaffState before = StaffDesk.after(null, decide("oz", "oz", AWAY));
        assertThat(StaffDesk.after(null, decide("zoe", "admin", AWAY))).isNull();
        assertThat(StaffDesk.after(before, decide("oz", "mia", AWAY))).isEqualTo(before);
    }
}
