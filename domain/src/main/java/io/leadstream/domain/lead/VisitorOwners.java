// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.lead;

import io.leadstream.schemas.state.scoring.VisitorOwner;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is behind an anonymous id, by event time. Whoever identifies owns what comes after, until somebody else identifies;
 * the first of all also owns what came before. The list is sorted by time, and neighbours are different leads. Of a device
 * on which people keep taking turns the newest runs are known, so that the list stays small.
 */
public final class VisitorOwners {

    /** Most runs that are known of one anonymous id. */
    static final int MOST = 100;

    private VisitorOwners() {}

    /** The lead that an activity at this time belongs to; null while nobody has identified. */
    public static @Nullable String ownerAt(List<VisitorOwner> owners, long time) {
        String lead = null;
        for (VisitorOwner owner : owners) {
            if (lead != null && owner.getFromTime() > time) {
                break;
            }
            lead = owner.getLeadId();
        }
        return lead;
    }

    /** Takes in that a lead identified at this time; repeats and late ones included. */
    public static void identified(List<VisitorOwner> owners, String leadId, long time) {
        int next = 0;
        while (next < owners.size() && owners.get(next).getFromTime() <= time) {
            next++;
        }
        VisitorOwner before = next == 0 ? null : owners.get(next - 1);
        VisitorOwner after = next == owners.size() ? null : owners.get(next);
        if (before != null && before.getLeadId().equals(leadId)) {
            before.setToTime(Math.max(before.getToTime(), time));
        } else if (before != null && before.getToTime() > time) {
            split(owners, next, before, leadId, time);
        } else if (after != null && after.getLeadId().equals(leadId)) {
            after.setFromTime(time);
        } else {
            owners.add(next, new VisitorOwner(leadId, time, time));
        }
        if (owners.size() > MOST) {
            owners.subList(0, owners.size() - MOST).clear();
        }
    }

    /** Somebody identified while another lead's run went on: that one has identified again by its end. */
    private static void split(List<VisitorOwner> owners, int next, VisitorOwner run, String leadId, long time) {
        long end = run.getToTime();
        run.setToTime(run.getFromTime());
        owners.add(next, new VisitorOwner(leadId, time, time));
        owners.add(next + 1, new VisitorOwner(run.getLeadId(), end, end));
    }
}
