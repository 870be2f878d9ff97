// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.lifecycle;

import static io.leadstream.domain.routing.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.domain.routing.Routing;
import io.leadstream.domain.routing.RoutingRules;
import io.leadstream.domain.routing.Samples;
import io.leadstream.domain.routing.TeamRoster;
import io.leadstream.schemas.assignment.AssignmentKind;
import io.leadstream.schemas.assignment.AssignmentMethod;
import io.leadstream.schemas.assignment.CommandOutcome;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.assignment.LeadTransition;
import io.leadstream.schemas.capture.LeadCommand;
import io.leadstream.schemas.rules.Strategy;
import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.schemas.state.assignment.LeadState;
import io.leadstream.schemas.state.assignment.PoolOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Walks one lead through the pipeline and gathers what comes of it. */
final class Walk {

    static final TeamRoster ROSTER = Samples.ready(
            Strategy.LEAST_LOADED,
            Samples.person("ada", "sales"),
            Samples.person("bob", "sales"),
            Samples.person("cy", "other"));
    static final Routing ROUTING = new Routing(RoutingRules.of(Samples.everythingTo("sales")), ROSTER);

    final List<SpecificRecord> facts = new ArrayList<>();
    final List<PoolOrder> orders = new ArrayList<>();

    @Nullable
    LeadState state;

    @Nullable
    Routing routing = ROUTING;

    private int commands;

    LeadState state() {
        return Objects.requireNonNull(state);
    }

    void profile(LeadProfile.Builder profile) {
        take(LeadPipeline.onProfile(state, profile.build(), routing));
    }

    void sweep(Routing newRouting, Instant now) {
        routing = newRouting;
        take(LeadPipeline.onRouting(state, newRouting, now));
    }

    void sweepUnknown() {
        assertThat(LeadPipeline.onRouting(null, ROUTING, NOW).state()).isNull();
    }

    void decision(AssignmentKind kind, @Nullable String representative, int offer) {
        take(LeadPipeline.onDecision(
                state,
                LeadAssignment.newBuilder()
                        .setAssignmentId("a")
                        .setLeadId("l1")
                        .setKind(kind)
                        .setOfferNumber(offer)
                        .setTeamId("sales")
                        .setRepresentativeId(representative)
                        .setRepresentativeEmail(representative == null ? null : representative + "@sales.example")
                        .setMethod(AssignmentMethod.DEFAULT_TEAM)
                        .setRulesVersion(1)
                        .setRosterVersion(1)
                        .setExplanation("because")
                        .setScore(75)
                        .setGrade("B")
                        .setRequestedAt(NOW)
                        .setDecidedAt(NOW)
                        .setLeadSource("api")
                        .build(),
                routing));
    }

    /** A sales lead that this person owns. */
    void assigned(String representative) {
        profile(Samples.lead("l1"));
        decision(AssignmentKind.ASSIGNED, representative, 1);
        clear();
    }

    /** Carries out an order and returns what became of it. */
    CommandOutcome order(String by, Object order) {
        return order("c" + ++commands, by, order);
    }

    CommandOutcome order(String commandId, String by, Object order) {
        int before = facts.size();
        take(Commands.decide(
                state,
                LeadCommand.newBuilder()
                        .setCommandId(commandId)
                        .setLeadId("l1")
                        .setIssuedBy(by)
                        .setReceivedAt(NOW.plusSeconds(300))
                        .setOrder(order)
                        .build(),
                routing));
        SpecificRecord last = facts.get(facts.size() - 1);
        assertThat(facts.size()).isGreaterThan(before);
        return (CommandOutcome) last;
    }

    void take(Outcome outcome) {
        state = outcome.state() == null ? state : outcome.state();
        facts.addAll(outcome.facts());
        orders.addAll(outcome.orders());
    }

    void clear() {
        facts.clear();
        orders.clear();
    }

    void restart() {
        clear();
        state = null;
    }

    List<LeadTransition> transitions() {
        return all(LeadTransition.class);
    }

    <T> List<T> all(Class<T> type) {
        return facts.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The only fact or order of a kind. */
    <T> T only(Class<T> type) {
        List<T> found = new ArrayList<>(all(type));
        orders.stream()
                .map(PoolOrder::getOrder)
                .filter(type::isInstance)
                .map(type::cast)
                .forEach(found::add);
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
