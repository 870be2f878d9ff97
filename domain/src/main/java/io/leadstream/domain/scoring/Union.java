// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import io.leadstream.schemas.state.scoring.LeadState;
import org.jspecify.annotations.Nullable;

/** What two leads that are one have in common. */
final class Union {

    private Union() {}

    /** Unites what of two leads hangs on nothing else. The newest recycling of both decides in which cycle the lead is. */
    static void of(LeadState lead, LeadState other) {
        other.getAdjustments().forEach(adjustment -> Adjustments.add(lead, adjustment));
        lead.setChatAt(later(lead.getChatAt(), other.getChatAt()));
        lead.setCycle(lead.getCycle() + other.getCycle());
        lead.setRecycledAt(later(lead.getRecycledAt(), other.getRecycledAt()));
        lead.setChat(lead.getChat() || other.getChat());
        lead.setCaptured(lead.getCaptured() || other.getCaptured());
        lead.setStub(lead.getCaptured() ? null : Stubs.unite(lead.getStub(), other.getStub()));
    }

    private static @Nullable Long later(@Nullable Long one, @Nullable Long other) {
        return one == null || (other != null && other > one) ? other : one;
    }
}
