// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.lifecycle;

import io.leadstream.schemas.state.assignment.AccountOrder;
import io.leadstream.schemas.state.assignment.CompanyClaim;
import io.leadstream.schemas.state.assignment.LeadState;
import io.leadstream.schemas.state.assignment.MergedLead;
import io.leadstream.schemas.state.assignment.OwnerRelease;
import io.leadstream.schemas.state.assignment.OwnerRequest;
import io.leadstream.schemas.state.assignment.Ownership;
import io.leadstream.schemas.state.assignment.PoolOrder;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * What came of an event or a command.
 *
 * @param state the lead's new state; null when it stays as it was
 * @param facts what to publish, in order
 * @param orders what to tell the pool, in order
 * @param accountOrders what to tell the account of the lead's company, in order; a lead that told it something for the
 *     pool never again tells the pool anything past it, so that nothing overtakes
 * @param handedOn what goes to the lead that this one has become part of
 */
public record Outcome(
        @Nullable LeadState state,
        List<SpecificRecord> facts,
        List<PoolOrder> orders,
        List<AccountOrder> accountOrders,
        List<MergedLead> handedOn) {

    /** The team that an order is for: its key on the way to the pool. */
    public static String teamOf(PoolOrder order) {
        return order.getOrder() instanceof OwnerRelease release
                ? release.getTeamId()
                : ((OwnerRequest) order.getOrder()).getTeamId();
    }

    /** When the lead's next clock runs out; null when none runs. */
    public static @Nullable Instant armedAt(@Nullable LeadState state) {
        return state == null ? null : state.getArmedAt();
    }

    /** True when it says something that others wait for. */
    public boolean isUrgent() {
        return !facts.isEmpty()
                || !orders.isEmpty()
                || accountOrders.stream().anyMatch(order -> !(order.getOrder() instanceof CompanyClaim));
    }

    static Outcome unchanged() {
        return new Outcome(null, List.of(), List.of(), List.of(), List.of());
    }

    static Outcome told(SpecificRecord fact) {
        return new Outcome(null, List.of(fact), List.of(), List.of(), List.of());
    }

    static Outcome handedOn(MergedLead part) {
        return new Outcome(null, List.of(), List.of(), List.of(), List.of(part));
    }

    /** True while the lead is ready for sales without an owner: new rules or a new roster may help it. */
    public static boolean waits(@Nullable LeadState state) {
        return state != null
                && (state.getOwnership() == Ownership.WAITING_FOR_RULES || state.getOwnership() == Ownership.QUEUED);
    }
}
