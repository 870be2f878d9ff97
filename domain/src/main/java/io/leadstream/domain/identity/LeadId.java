// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.identity;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Id of a lead: the name-based UUID of what identifies the person, so that every component and every replay computes the
 * same one.
 *
 * @param value lower-case UUID text, 36 characters
 */
public record LeadId(String value) {

    private static final UUID LEADS = NameBasedId.namespace("leads");

    /** The id of the person with this address. */
    public static LeadId ofEmail(EmailAddress email) {
        return new LeadId(NameBasedId.of(LEADS, "email", email.value()));
    }

    /** The id of a person known only by phone. */
    public static LeadId ofPhone(PhoneNumber phone) {
        return new LeadId(NameBasedId.of(LEADS, "phone", phone.e164()));
    }

    /** The id of a lead known only by its company; for files and manual entry. */
    public static LeadId ofCompany(CompanyName company) {
        return new LeadId(NameBasedId.of(LEADS, "company", company.key()));
    }

    /** Reads a lead id as a caller writes it, in any case; empty when it is no UUID of 36 characters. */
    public static Optional<LeadId> parse(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        String id = Text.asciiLower(Text.trim(text));
        if (id.length() != 36) {
            return Optional.empty();
        }
        for (int i = 0; i < 36; i++) {
            char c = id.charAt(i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            boolean hex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
            if (dash ? c != '-' : !hex) {
                return Optional.empty();
            }
        }
        return Optional.of(new LeadId(id));
    }

    @Override
    public String toString() {
        return value;
    }
}
