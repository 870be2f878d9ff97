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
import io.leadstream.schemas.rules.Roster;
import io.leadstream.schemas.rules.Strategy;
import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.schemas.state.assignment.AccountOrder;
import io.leadstream.schemas.state.assignment.CompanyClaim;
import io.leadstream.schemas.state.assignment.LeadState;
import io.leadstream.schemas.state.assignment.PoolOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Walks one lead through the pipeline and gathers what comes of it. */
final class Walk {

    static final Routing ROUTING = routing("mia");

    final List<SpecificRecord> facts = new ArrayList<>();
    final List<PoolOrder> orders = new ArrayList<>();
    final List<CompanyClaim> claims = new ArrayList<>();

    @Nullable
    LeadState state;

    @Nullable
    Routing routing = ROUTING;

    private int commands;

    /** Two teams; all of sales has the same manager, or none. */
    static Routing routing(@Nullable String manager) {
        Roster roster = Samples.roster(
                1,
                Strategy.LEAST_LOADED,
                Samples.person("ada", "sales"),
                Samples.person("bob", "sales"),
                Samples.person("mia", "sales"),
                Samples.person("idle", "sales").setActive(false),
                Samples.person("cy", "other"),
                Samples.person("oz", "other"));
        roster.getTeams().get(0).setManager(manager);
        return new Routing(RoutingRules.of(Samples.everythingTo("sales")), TeamRoster.of(roster));
    }

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

    void timer(@Nullable Instant now) {
        take(LeadPipeline.onTimer(state, routing, Objects.requireNonNull(now)));
    }

    void decision(AssignmentKind kind, @Nullable String representative, int offer) {
        decision(kind, representative, offer, true);
    }

    /** An assignment is an offer for 30 minutes of which the first touch is due after 4 hours. */
    void decision(AssignmentKind kind, @Nullable String representative, int offer, boolean ends) {
        LeadAssignment.Builder decision = decided(kind, representative, offer);
        if (kind == AssignmentKind.ASSIGNED) {
            decision.setTouchBy(NOW.plus(Duration.ofHours(4)));
            if (ends) {
                decision.setHalfwayAt(NOW.plus(Duration.ofMinutes(15)))
                        .setLateAt(NOW.plus(Duration.ofMinutes(24)))
                        .setAcceptBy(NOW.plus(Duration.ofMinutes(30)));
            }
        }
        take(LeadPipeline.onDecision(state, decision.build(), routing));
    }

    /** The pool took the lead from its owner. */
    void released(String representative, int offer, @Nullable String nextPerson, @Nullable String nextTeam) {
        take(LeadPipeline.onDecision(
                state,
                decided(AssignmentKind.RELEASED, representative, offer)
                        .setNextRepresentativeId(nextPerson)
                        .setNextTeamId(nextTeam)
                        .build(),
                routing));
    }

    /** Nobody could ever receive the offer. */
    void impossible(int offer) {
        take(LeadPipeline.onDecision(
                state,
                decided(AssignmentKind.QUEUED, null, offer)
                        .setQueueReason("everybody_excluded")
                        .setImpossible(true)
                        .build(),
                routing));
    }

    private static LeadAssignment.Builder decided(AssignmentKind kind, @Nullable String representative, int offer) {
        return LeadAssignment.newBuilder()
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
                .setLeadSource("api");
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
        // What goes by way of a company's account is for a team all the same.
        for (AccountOrder order : outcome.accountOrders()) {
            if (order.getOrder() instanceof CompanyClaim claim) {
                claims.add(claim);
            } else {
                orders.add(new PoolOrder(order.getOrder()));
            }
        }
    }

    void clear() {
        facts.clear();
        orders.clear();
        claims.clear();
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
