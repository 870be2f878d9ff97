// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.lifecycle;

import io.leadstream.domain.identity.NameBasedId;
import io.leadstream.domain.routing.OwnerRequests;
import io.leadstream.schemas.assignment.LeadTransition;
import io.leadstream.schemas.assignment.Machine;
import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.schemas.state.assignment.AccountOrder;
import io.leadstream.schemas.state.assignment.ClaimKind;
import io.leadstream.schemas.state.assignment.CompanyClaim;
import io.leadstream.schemas.state.assignment.LeadState;
import io.leadstream.schemas.state.assignment.MergedLead;
import io.leadstream.schemas.state.assignment.Ownership;
import io.leadstream.schemas.state.assignment.PoolOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** A lead while one event is worked on: a copy of its state, and what is to be published. */
final class Draft {

    private static final UUID TRANSITIONS = NameBasedId.namespace("transitions");

    /** A lead of which nothing is known: each default is looked up once and not for each lead. */
    private static final LeadState BLANK = LeadState.newBuilder()
            .setProfile(new LeadProfile())
            .setStage(Stage.NONE.word())
            .setStatus(Status.NONE.word())
            .setRoute(Route.NONE.word())
            .setTransitions(0)
            .setOwnership(Ownership.NONE)
            .setOfferNumber(0)
            .build();

    private static final int FIELDS = BLANK.getSchema().getFields().size();

    private final LeadState state;
    private final List<SpecificRecord> facts = new ArrayList<>();
    private final List<PoolOrder> orders = new ArrayList<>();
    private final List<AccountOrder> accountOrders = new ArrayList<>(0);
    private final List<MergedLead> handedOn = new ArrayList<>(0);

    private Draft(LeadState state) {
        this.state = state;
    }

    static Draft fresh(LeadProfile profile) {
        Draft draft = of(BLANK);
        draft.state.setProfile(profile);
        return draft;
    }

    /** Copies one level: nested records and lists are replaced, never changed. */
    static Draft of(LeadState state) {
        LeadState copy = new LeadState();
        for (int field = 0; field < FIELDS; field++) {
            copy.put(field, state.get(field));
        }
        return new Draft(copy);
    }

    LeadState state() {
        return state;
    }

    LeadProfile lead() {
        return state.getProfile();
    }

    boolean is(Status status) {
        return state.getStatus().equals(status.word());
    }

    boolean isFresh() {
        return state.getStage().equals(Stage.NONE.word());
    }

    /** Open: sales or nurture may still work on it. */
    boolean isOpen() {
        return !is(Status.UNQUALIFIED) && !is(Status.CONVERTED) && !MergedLeads.isGone(state);
    }

    boolean isForSales() {
        return isOpen() && state.getRoute().equals(Route.SALES.word());
    }

    void publish(SpecificRecord fact) {
        facts.add(fact);
    }

    void handOn(MergedLead part) {
        handedOn.add(part);
    }

    /** Tells the team, by way of the company's account when anything of this lead ever went that way. */
    void tellPool(SpecificRecord order) {
        String account = state.getAccount();
        if (account == null) {
            orders.add(new PoolOrder(order));
        } else {
            accountOrders.add(new AccountOrder(account, order));
        }
    }

    /** Tells the account of the lead's company, if it has one, what somebody has to do with it. */
    void tellCompany(@Nullable String representativeId, ClaimKind kind, Instant at) {
        String domain = OwnerRequests.companyDomain(lead().getEmail());
        if (domain != null && representativeId != null) {
            accountOrders.add(new AccountOrder(domain, new CompanyClaim(representativeId, kind, at)));
        }
    }

    /** Moves a machine where the table has a move for the trigger. */
    void move(Machine machine, Trigger trigger, Cause cause) {
        String from = stateOf(machine);
        LifecycleTable.move(machine, from, trigger).ifPresent(move -> {
            long sequence = state.getTransitions() + 1;
            state.setTransitions(sequence);
            enter(machine, move.to());
            publish(LeadTransition.newBuilder()
                    .setTransitionId(NameBasedId.of(TRANSITIONS, lead().getLeadId(), Long.toString(sequence)))
                    .setLeadId(lead().getLeadId())
                    .setSequence(sequence)
                    .setMachine(machine)
                    .setFromState(from)
                    .setToState(move.to())
                    .setCause(trigger.cause())
                    .setCauseId(cause.id())
                    .setActor(cause.actor())
                    .setAt(cause.at())
                    .build());
        });
    }

    Outcome outcome() {
        state.setArmedAt(Clocks.next(state));
        return new Outcome(
                state, List.copyOf(facts), List.copyOf(orders), List.copyOf(accountOrders), List.copyOf(handedOn));
    }

    private String stateOf(Machine machine) {
        return switch (machine) {
            case STAGE -> state.getStage();
            case STATUS -> state.getStatus();
            default -> state.getRoute();
        };
    }

    private void enter(Machine machine, String to) {
        switch (machine) {
            case STAGE -> state.setStage(to);
            case STATUS -> state.setStatus(to);
            default -> state.setRoute(to);
        }
    }
}
