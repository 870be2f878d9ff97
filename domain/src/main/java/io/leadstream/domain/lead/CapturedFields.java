// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.lead;

import io.leadstream.schemas.capture.Campaign;
import io.leadstream.schemas.capture.CapturedLead;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What a capture says of a person, field by field, without blanks. */
final class CapturedFields {

    private CapturedFields() {}

    static void forEach(CapturedLead capture, BiConsumer<String, String> each) {
        give("firstName", capture.getFirstName(), each);
        give("lastName", capture.getLastName(), each);
        give("email", capture.getEmail(), each);
        give("phone", capture.getPhone(), each);
        give("title", capture.getTitle(), each);
        give("company", capture.getCompany(), each);
        give("website", capture.getWebsite(), each);
        give("industry", capture.getIndustry(), each);
        give("employeeCount", textOf(capture.getEmployeeCount()), each);
        give("annualRevenue", textOf(capture.getAnnualRevenue()), each);
        give("address", capture.getAddress(), each);
        capture.getCustomFields().forEach((name, json) -> {
            if (!json.isBlank() && !json.equals("null") && !json.equals("\"\"")) {
                each.accept(PersonRecord.CUSTOM + name, json);
            }
        });
        for (String tag : capture.getTags()) {
            if (!tag.isBlank()) {
                each.accept(PersonRecord.TAG + tag.strip(), "");
            }
        }
    }

    /** The campaign without blank parts; null when nothing is left. */
    static @Nullable Campaign withoutBlanks(@Nullable Campaign campaign) {
        if (campaign == null) {
            return null;
        }
        Campaign plain = new Campaign(
                filled(campaign.getSource()),
                filled(campaign.getMedium()),
                filled(campaign.getCampaign()),
                filled(campaign.getTerm()),
                filled(campaign.getContent()));
        boolean nothing = plain.getSource() == null
                && plain.getMedium() == null
                && plain.getCampaign() == null
                && plain.getTerm() == null
                && plain.getContent() == null;
        return nothing ? null : plain;
    }

    private static void give(String name, @Nullable String value, BiConsumer<String, String> each) {
        if (value != null && !value.isBlank()) {
            each.accept(name, value);
        }
    }

    private static @Nullable String filled(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static @Nullable String textOf(@Nullable Long number) {
        return number == null ? null : number.toString();
    }
}
