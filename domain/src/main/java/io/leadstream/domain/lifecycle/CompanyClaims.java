// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.lifecycle;

import io.leadstream.schemas.assignment.AssignmentMethod;
import io.leadstream.schemas.state.assignment.ClaimKind;
import io.leadstream.schemas.state.assignment.Direction;
import io.leadstream.schemas.state.assignment.LeadState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a lead tells the account of its company. One that was moved by itself says nothing of who owns the company. */
final class CompanyClaims {

    private CompanyClaims() {}

    /** Tells who got the lead, took it or refused it. */
    static void tell(Draft draft, @Nullable String person, ClaimKind kind, Instant at) {
        if (speaks(draft.state())) {
            draft.tellCompany(person, kind, at);
        }
    }

    /** Escalated to a manager, or reassigned by order, a lead is an exception; a hand-over takes the company along. */
    static boolean speaks(LeadState lead) {
        Direction direction = lead.getDirection();
        return direction == null
                || direction.getMethod() == AssignmentMethod.RETURNING_OWNER
                || direction.getWithCompany();
    }
}
