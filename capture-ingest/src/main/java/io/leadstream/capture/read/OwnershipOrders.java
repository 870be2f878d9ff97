// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.read;

import io.leadstream.schemas.capture.AcceptLead;
import io.leadstream.schemas.capture.DeclineLead;
import io.leadstream.schemas.capture.HandBackLead;
import io.leadstream.schemas.capture.ReassignLead;
import org.jspecify.annotations.Nullable;

/** Reads orders about who has a lead. */
final class OwnershipOrders {

    private OwnershipOrders() {}

    static @Nullable AcceptLead accept(Fields fields) {
        Integer number = offerNumber(fields);
        return number == null ? null : new AcceptLead(number);
    }

    static @Nullable DeclineLead decline(Fields fields) {
        Integer number = offerNumber(fields);
        String reason = CommandFields.reason(fields);
        return number == null || reason == null ? null : new DeclineLead(number, reason);
    }

    static @Nullable HandBackLead handBack(Fields fields) {
        String reason = CommandFields.reason(fields);
        return reason == null ? null : new HandBackLead(reason);
    }

    static @Nullable ReassignLead reassign(Fields fields) {
        String representative = fields.text("representative", 100);
        String team = fields.text("team", 100);
        if (fields.raw("representative") == null && fields.raw("team") == null) {
            fields.refuse("representative", "missing", "say who gets the lead: representative or team");
        } else if (representative != null && team != null) {
            fields.refuse("team", "ambiguous", "name a representative or a team, not both");
        }
        return new ReassignLead(representative, team, fields.text("reason", CommandFields.TEXT));
    }

    private static @Nullable Integer offerNumber(Fields fields) {
        Long number = fields.count("offerNumber");
        if (number == null || number > Integer.MAX_VALUE) {
            if (fields.raw("offerNumber") == null || number != null) {
                fields.refuse("offerNumber", "missing", "give the number of the offer that it is about");
            }
            return null;
        }
        return number.intValue();
    }
}
