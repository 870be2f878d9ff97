// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.read;

import io.leadstream.domain.identity.Checked;
import io.leadstream.domain.identity.Checked.Refused;
import io.leadstream.domain.identity.CompanyName;
import io.leadstream.domain.identity.EmailAddress;
import io.leadstream.domain.identity.EmailFolding;
import io.leadstream.domain.identity.LeadId;
import io.leadstream.domain.identity.PhoneNumber;
import io.leadstream.domain.identity.VisitorId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who an event is about.
 *
 * @param folding at which domains plus-tags and dots don't tell people apart
 * @param phoneRegion country of phone numbers without a country code; null when there is none
 */
public record Identities(EmailFolding folding, @Nullable String phoneRegion) {

    private static final int MAX_RAW = 2_000;

    /**
     * Who it is.
     *
     * @param leadId null when nothing names a person
     * @param email normalised
     * @param phone E.164
     * @param asGiven what names nobody but must not be lost, by the custom field that keeps it
     * @param lesser ids under which the same lead may be known from events that said less of it
     */
    record Found(
            @Nullable LeadId leadId,
            @Nullable String email,
            @Nullable String phone,
            Map<String, String> asGiven,
            List<LeadId> lesser) {}

    /** The person of a capture: by e-mail, else phone, else (files and manual entry) company. */
    Found ofLead(Fields fields, Arrival arrival, @Nullable String company) {
        Map<String, String> asGiven = new LinkedHashMap<>();
        String rawEmail = fields.text("email", MAX_RAW);
        String rawPhone = fields.text("phone", MAX_RAW);
        Checked<EmailAddress> email = rawEmail == null ? null : EmailAddress.normalise(rawEmail, folding);
        Checked<PhoneNumber> phone = rawPhone == null ? null : PhoneNumber.normalise(rawPhone, phoneRegion);
        EmailAddress goodEmail = email == null ? null : email.value().orElse(null);
        PhoneNumber goodPhone = phone == null ? null : phone.value().orElse(null);
        CompanyName goodCompany = arrival.companyIdentifies() && company != null
                ? CompanyName.normalise(company).value().orElse(null)
                : null;
        if (email instanceof Refused<EmailAddress> refused) {
            boolean otherwiseKnown = goodPhone != null || goodCompany != null;
            if (otherwiseKnown && refused.code().equals(EmailAddress.NAMES_NOBODY)) {
                asGiven.put("email_as_given", String.valueOf(rawEmail));
            } else {
                fields.refuse("email", refused.code(), refused.message());
            }
        }
        if (phone instanceof Refused<PhoneNumber> refused) {
            boolean namesNobody = refused.code().equals(PhoneNumber.NAMES_NOBODY);
            if (goodEmail != null && (namesNobody || arrival.typedByPeople())) {
                asGiven.put("phone_as_given", String.valueOf(rawPhone));
            } else {
                fields.refuse("phone", refused.code(), refused.message());
            }
        }
        LeadId leadId = goodEmail != null
                ? LeadId.ofEmail(goodEmail)
                : goodPhone != null
                        ? LeadId.ofPhone(goodPhone)
                        : goodCompany != null ? LeadId.ofCompany(goodCompany) : null;
        if (leadId == null && !fields.complainedOf("email", "phone")) {
            fields.refuse(
                    "email",
                    "identity_missing",
                    arrival.companyIdentifies() ? "give an e-mail, a phone or a company" : "give an e-mail or a phone");
        }
        List<LeadId> lesser = new ArrayList<>(2);
        if (goodEmail != null && goodPhone != null) {
            lesser.add(LeadId.ofPhone(goodPhone));
        }
        if (goodCompany != null && (goodEmail != null || goodPhone != null)) {
            lesser.add(LeadId.ofCompany(goodCompany));
        }
        return new Found(
                leadId,
                goodEmail == null ? null : goodEmail.value(),
                goodPhone == null ? null : goodPhone.e164(),
                asGiven,
                lesser);
    }

    /** The person an activity or command refers to: by lead id, else e-mail, else phone; null when by none of them. */
    Found ofReference(Fields fields) {
        String rawId = fields.text("leadId", MAX_RAW);
        String rawEmail = fields.text("email", MAX_RAW);
        String rawPhone = fields.text("phone", MAX_RAW);
        LeadId byId = rawId == null ? null : LeadId.parse(rawId).orElse(null);
        if (rawId != null && byId == null) {
            fields.refuse("leadId", "lead_id_invalid", "a lead id is a UUID of 36 characters");
        }
        EmailAddress email = null;
        if (rawEmail != null) {
            Checked<EmailAddress> checked = EmailAddress.normalise(rawEmail, folding);
            if (checked instanceof Refused<EmailAddress> refused) {
                fields.refuse("email", refused.code(), refused.message());
            }
            email = checked.value().orElse(null);
        }
        PhoneNumber phone = null;
        if (rawPhone != null) {
            Checked<PhoneNumber> checked = PhoneNumber.normalise(rawPhone, phoneRegion);
            if (checked instanceof Refused<PhoneNumber> refused) {
                fields.refuse("phone", refused.code(), refused.message());
            }
            phone = checked.value().orElse(null);
        }
        LeadId leadId = byId != null
                ? byId
                : email != null ? LeadId.ofEmail(email) : phone != null ? LeadId.ofPhone(phone) : null;
        // A lead id beside them says who did it, and nothing of whose the address is.
        List<LeadId> lesser =
                byId == null && email != null && phone != null ? List.of(LeadId.ofPhone(phone)) : List.of();
        return new Found(
                leadId, email == null ? null : email.value(), phone == null ? null : phone.e164(), Map.of(), lesser);
    }

    /**
     * The visitor, or null when none is named. A broken script's "undefined" must not lose an event whose person is
     * known, nor make one visitor of all browsers.
     */
    @Nullable
    String visitor(Fields fields, boolean personKnown) {
        String raw = fields.text("anonymousId", MAX_RAW);
        if (raw == null) {
            return null;
        }
        Checked<VisitorId> visitor = VisitorId.normalise(raw);
        if (visitor instanceof Refused<VisitorId> refused
                && !(personKnown && refused.code().equals(VisitorId.NAMES_NOBODY))) {
            fields.refuse("anonymousId", refused.code(), refused.message());
        }
        return visitor.value().map(VisitorId::value).orElse(null);
    }
}
