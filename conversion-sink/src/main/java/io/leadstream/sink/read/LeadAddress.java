// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.read;

import io.leadstream.domain.identity.EmailAddress;
import io.leadstream.domain.identity.LeadId;
import io.leadstream.domain.identity.PhoneNumber;
import java.util.Optional;

/** Who is meant: the same rules of identity as where leads come in, so that every spelling finds the same lead. */
public final class LeadAddress {

    private LeadAddress() {}

    /** The lead id of an e-mail address, of a phone number with its country code, or of a lead id; nothing for other text. */
    public static Optional<String> leadId(String who) {
        return LeadId.parse(who)
                .or(() -> EmailAddress.normalise(who).value().map(LeadId::ofEmail))
                .or(() -> PhoneNumber.normalise(who, null).value().map(LeadId::ofPhone))
                .map(LeadId::value);
    }
}
