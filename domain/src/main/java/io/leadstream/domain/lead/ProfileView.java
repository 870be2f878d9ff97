// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.lead;

import io.leadstream.schemas.capture.Campaign;
import io.leadstream.schemas.capture.SourceKind;
import io.leadstream.schemas.scoring.Consent;
import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.schemas.state.scoring.Stub;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tells what is known of a person in the form that others read. */
public final class ProfileView {

    private ProfileView() {}

    /**
     * Fills in everything that captures said.
     *
     * @param stub what activities told of a lead that was never captured; null otherwise
     */
    public static void fill(LeadProfile profile, PersonRecord person, @Nullable Stub stub) {
        profile.setFirstName(text(person, "firstName"));
        profile.setLastName(text(person, "lastName"));
        profile.setEmail(stub == null ? text(person, "email") : stub.getEmail());
        profile.setPhone(stub == null ? text(person, "phone") : stub.getPhone());
        profile.setTitle(text(person, "title"));
        profile.setCompany(text(person, "company"));
        profile.setWebsite(text(person, "website"));
        profile.setIndustry(text(person, "industry"));
        profile.setEmployeeCount(number(person, "employeeCount"));
        profile.setAnnualRevenue(number(person, "annualRevenue"));
        profile.setAddress(text(person, "address"));
        profile.setTags(new ArrayList<>(named(person, PersonRecord.TAG).keySet()));
        profile.setCustomFields(named(person, PersonRecord.CUSTOM));
        String unknown = stub == null ? "unknown" : stub.getSource();
        profile.setSource(first(person, "source", unknown));
        profile.setLastSource(stub == null ? String.valueOf(text(person, "source")) : unknown);
        profile.setSourceKind(SourceKind.valueOf(first(person, "sourceKind", SourceKind.UNKNOWN.name())));
        profile.setCampaign(campaign(person.firstCampaign));
        profile.setLastCampaign(campaign(person.lastCampaign));
        profile.setReferrer(firstOrNull(person, "referrer"));
        profile.setLandingPage(firstOrNull(person, "landingPage"));
        profile.setOptInEmail(consent(person.optInEmail));
        profile.setOptInSms(consent(person.optInSms));
    }

    private static @Nullable String text(PersonRecord person, String name) {
        Marked<String> value = person.latest.get(name);
        return value == null ? null : value.value();
    }

    private static @Nullable Long number(PersonRecord person, String name) {
        String text = text(person, name);
        return text == null ? null : Long.valueOf(text);
    }

    private static String first(PersonRecord person, String name, String otherwise) {
        String value = firstOrNull(person, name);
        return value == null ? otherwise : value;
    }

    private static @Nullable String firstOrNull(PersonRecord person, String name) {
        Marked<String> value = person.first.get(name);
        return value == null ? null : value.value();
    }

    private static Map<String, String> named(PersonRecord person, String prefix) {
        var named = new TreeMap<String, String>();
        person.named(prefix).forEach((name, value) -> named.put(name.substring(prefix.length()), value.value()));
        return named;
    }

    private static @Nullable Campaign campaign(@Nullable Marked<Campaign> marked) {
        return marked == null ? null : marked.value();
    }

    private static @Nullable Consent consent(@Nullable Marked<Answer> marked) {
        return marked == null
                ? null
                : new Consent(
                        marked.value().optedIn(),
                        Instant.ofEpochMilli(marked.mark().at()),
                        marked.value().where());
    }
}
