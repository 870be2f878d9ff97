// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.rules;

import io.leadstream.schemas.capture.Campaign;
import io.leadstream.schemas.scoring.Consent;
import io.leadstream.schemas.scoring.Grade;
import io.leadstream.schemas.scoring.LeadProfile;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Facts of a lead as its profile tells them.
 *
 * @param profile the lead
 * @param today UTC day from which ages are counted, in days since 1970-01-01
 */
public record LeadFacts(LeadProfile profile, long today) implements Facts {

    private static final String CUSTOM = "custom.";

    @Override
    public @Nullable Object value(String field) {
        if (field.startsWith(CUSTOM)) {
            return JsonScalar.parse(profile.getCustomFields().get(field.substring(CUSTOM.length())));
        }
        Object value = named(field);
        if (value instanceof String text) {
            return text.isBlank() ? null : text;
        }
        return value instanceof Collection<?> list && list.isEmpty() ? null : value;
    }

    private @Nullable Object named(String field) {
        return switch (field) {
            case "firstName" -> profile.getFirstName();
            case "lastName" -> profile.getLastName();
            case "email" -> profile.getEmail();
            case "emailDomain" -> domainOf(profile.getEmail());
            case "phone" -> profile.getPhone();
            case "title" -> profile.getTitle();
            case "company" -> profile.getCompany();
            case "website" -> profile.getWebsite();
            case "industry" -> profile.getIndustry();
            case "employeeCount" -> profile.getEmployeeCount();
            case "annualRevenue" -> profile.getAnnualRevenue();
            case "address" -> profile.getAddress();
            case "tags" -> List.copyOf(profile.getTags());
            case "source" -> profile.getSource();
            case "sourceKind" -> profile.getSourceKind().name().toLowerCase(Locale.ROOT);
            case "lastSource" -> profile.getLastSource();
            case "referrer" -> profile.getReferrer();
            case "landingPage" -> profile.getLandingPage();
            case "optInEmail" -> answerOf(profile.getOptInEmail());
            case "optInSms" -> answerOf(profile.getOptInSms());
            case "createdAt" -> profile.getCreatedAt();
            case "updatedAt" -> profile.getUpdatedAt();
            case "chat" -> profile.getChat();
            case "captured" -> profile.getCaptured();
            case "score" -> (long) profile.getScore();
            case "grade" -> textOf(profile.getGrade());
            case "qualified" -> profile.getQualified();
            case "salesReady" -> profile.getSalesReady();
            default -> ofCampaign(field);
        };
    }

    private @Nullable Object ofCampaign(String field) {
        int dot = field.indexOf('.');
        String part = field.substring(dot + 1);
        return switch (field.substring(0, Math.max(dot, 0))) {
            case "campaign" -> partOf(profile.getCampaign(), part);
            case "lastCampaign" -> partOf(profile.getLastCampaign(), part);
            default -> null;
        };
    }

    private static @Nullable Object partOf(@Nullable Campaign campaign, String part) {
        if (campaign == null) {
            return null;
        }
        return switch (part) {
            case "source" -> campaign.getSource();
            case "medium" -> campaign.getMedium();
            case "campaign" -> campaign.getCampaign();
            case "term" -> campaign.getTerm();
            case "content" -> campaign.getContent();
            default -> null;
        };
    }

    /** A grade as people write it. */
    public static String textOf(Grade grade) {
        return grade == Grade.A_PLUS ? "A+" : grade.name();
    }

    private static @Nullable Boolean answerOf(@Nullable Consent consent) {
        return consent == null ? null : consent.getOptedIn();
    }

    private static @Nullable String domainOf(@Nullable String email) {
        return email == null ? null : email.substring(email.lastIndexOf('@') + 1);
    }
}
