// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import io.leadstream.schemas.state.scoring.LeadState;
import java.util.ArrayList;

/** What a lead's state is before anything is known of it. */
final class LeadStates {

    private LeadStates() {}

    static LeadState unknown() {
        var unknown = new LeadState();
        unknown.setCreatedAt(Long.MAX_VALUE);
        unknown.setUpdatedAt(Long.MIN_VALUE);
        unknown.setFirstReceivedAt(Long.MAX_VALUE);
        unknown.setPerson(Packed.empty());
        unknown.setVisitors(new ArrayList<>(1));
        unknown.setCounters(new ArrayList<>(4));
        unknown.setAsOfDay(Integer.MIN_VALUE);
        unknown.setOldestDay(Integer.MAX_VALUE);
        unknown.setMatched(Packed.empty());
        unknown.setKnownDay(Integer.MIN_VALUE);
        unknown.setDueDay(Outlook.NEVER);
        unknown.setAdjustments(new ArrayList<>(0));
        unknown.setSeen(new ArrayList<>(1));
        unknown.setPredicted(-1);
        unknown.setMergedFrom(new ArrayList<>(0));
        unknown.setShares(new ArrayList<>(0));
        return unknown;
    }

    /** Whether anything has happened to a lead. */
    static boolean isKnown(LeadState state) {
        return state.getCreatedAt() <= state.getUpdatedAt();
    }
}
