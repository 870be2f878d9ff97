// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.routing;

import io.leadstream.schemas.assignment.RefusalCode;
import io.leadstream.schemas.assignment.StaffChange;
import io.leadstream.schemas.assignment.StaffChangeKind;
import io.leadstream.schemas.capture.HandOverLeads;
import io.leadstream.schemas.capture.SetAvailability;
import io.leadstream.schemas.capture.StaffCommand;
import io.leadstream.schemas.state.assignment.StaffState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides commands about representatives, and carries each command id out once: who is away or back, and whose leads go elsewhere. */
public final class StaffDesk {

    private static final String ADMIN = "admin";

    /** So many of the newest commands about a person are remembered. */
    private static final int REMEMBERED = 50;

    private StaffDesk() {}

    /**
     * Decides a command.
     *
     * @param state absent before the first command about this person
     * @param roster absent until one is published
     * @return what became of it; empty for a command that was carried out before
     */
    public static Optional<StaffChange> decide(
            @Nullable StaffState state, StaffCommand command, @Nullable TeamRoster roster) {
        if (state != null && state.getCommandIds().contains(command.getCommandId())) {
            return Optional.empty();
        }
        StaffChange.Builder change = StaffChange.newBuilder()
                .setCommandId(command.getCommandId())
                .setRepresentativeId(command.getRepresentativeId())
                .setKind(kindOf(command))
                .setIssuedBy(command.getIssuedBy())
                .setAt(command.getReceivedAt());
        describe(change, command, roster);
        Refusal refusal = refusal(command, roster);
        change.setAccepted(refusal == null);
        if (refusal != null) {
            change.setRefusal(refusal.code()).setDetail(refusal.detail());
        }
        return Optional.of(change.build());
    }

    /** The state after a command was decided. A refused one is not remembered: it may be sent again, and is decided anew. */
    public static @Nullable StaffState after(@Nullable StaffState state, StaffChange change) {
        if (!change.getAccepted()) {
            return state;
        }
        List<String> known = state == null ? List.of() : state.getCommandIds();
        int dropped = Math.max(0, known.size() + 1 - REMEMBERED);
        return new StaffState(Stream.concat(known.stream().skip(dropped), Stream.of(change.getCommandId()))
                .toList());
    }

    private static StaffChangeKind kindOf(StaffCommand command) {
        if (command.getOrder() instanceof SetAvailability order) {
            return order.getAvailable() ? StaffChangeKind.BACK : StaffChangeKind.AWAY;
        }
        return StaffChangeKind.HAND_OVER;
    }

    /** Leads that are handed over to nobody in particular stay in the person's team. */
    private static void describe(StaffChange.Builder change, StaffCommand command, @Nullable TeamRoster roster) {
        if (command.getOrder() instanceof SetAvailability order) {
            change.setUntil(order.getAvailable() ? null : order.getUntil()).setReason(order.getReason());
            return;
        }
        HandOverLeads order = (HandOverLeads) command.getOrder();
        String to = order.getToRepresentative();
        String team = order.getToTeam();
        if (team == null && roster != null) {
            team = roster.teamOf(to == null ? command.getRepresentativeId() : to)
                    .orElse(null);
        }
        change.setToRepresentativeId(to).setToTeamId(team).setReason(order.getReason());
    }

    private static @Nullable Refusal refusal(StaffCommand command, @Nullable TeamRoster roster) {
        String person = command.getRepresentativeId();
        if (roster == null) {
            return new Refusal(RefusalCode.GATE_MISSING, "no roster is published yet");
        }
        if (command.getOrder() instanceof SetAvailability order) {
            return roster.teamOf(person).isEmpty() ? unknown(person) : absence(command, order, roster);
        }
        // Who left the roster may still have leads: they can be handed over.
        return handOver(command, (HandOverLeads) command.getOrder(), roster);
    }

    private static @Nullable Refusal absence(StaffCommand command, SetAvailability order, TeamRoster roster) {
        String person = command.getRepresentativeId();
        if (!command.getIssuedBy().equals(person) && !mayManage(command, roster)) {
            return new Refusal(
                    RefusalCode.NOT_OWNER,
                    "only " + person + ", the team's manager or admin may say whether " + person + " is there");
        }
        Instant until = order.getUntil();
        return until != null && !order.getAvailable() && !until.isAfter(command.getReceivedAt())
                ? new Refusal(RefusalCode.NOT_ALLOWED, "the absence would be over already at " + until)
                : null;
    }

    private static @Nullable Refusal handOver(StaffCommand command, HandOverLeads order, TeamRoster roster) {
        String to = order.getToRepresentative();
        String team = order.getToTeam();
        if (!mayManage(command, roster)) {
            return new Refusal(RefusalCode.NOT_OWNER, "only the team's manager or admin may hand leads over");
        }
        if (to != null && team != null) {
            return new Refusal(RefusalCode.GATE_MISSING, "name a representative or a team, not both");
        }
        if (to != null && roster.teamOf(to).isEmpty()) {
            return unknown(to);
        }
        if (to != null && !roster.isActive(to)) {
            return new Refusal(RefusalCode.NOT_ALLOWED, to + " is not active");
        }
        if (to != null && to.equals(command.getRepresentativeId())) {
            return new Refusal(RefusalCode.CONFLICT, "the leads belong to " + to + " already");
        }
        return team != null && !roster.hasTeam(team)
                ? new Refusal(RefusalCode.NOT_ALLOWED, "the roster lacks team " + team)
                : null;
    }

    private static boolean mayManage(StaffCommand command, TeamRoster roster) {
        String by = command.getIssuedBy();
        return by.equals(ADMIN)
                || roster.teamOf(command.getRepresentativeId())
                        .flatMap(roster::managerOf)
                        .filter(by::equals)
                        .isPresent();
    }

    private static Refusal unknown(String person) {
        return new Refusal(RefusalCode.UNKNOWN_PERSON, "the roster lacks representative " + person);
    }

    private record Refusal(RefusalCode code, String detail) {}
}
