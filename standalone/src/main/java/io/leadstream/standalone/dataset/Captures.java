// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.dataset;

import static io.leadstream.standalone.dataset.Timeline.body;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bodies of captures: what forms, chats and partners' systems say of a person. */
final class Captures {

    private final Dice dice;
    private final Words words;

    Captures(Dice dice, Words words) {
        this.dice = dice;
        this.words = words;
    }

    /** The form on the contact page: every field a text, as browsers send them. */
    Map<String, Object> contactForm(Person person) {
        return body(
                DemoEvent.FORM,
                "contact",
                "firstName",
                person.firstName(),
                "lastName",
                person.lastName(),
                "email",
                asTyped(person.email()),
                "phone",
                dice.chance(0.6) ? person.phone() : null,
                "title",
                dice.chance(0.7) ? person.title() : null,
                "company",
                person.company().name(),
                "optInEmail",
                dice.chance(0.65) ? "true" : null,
                "teamSize",
                dice.chance(0.4) ? String.valueOf(dice.between(1, 60)) : null,
                "anonymousId",
                person.anonymousId(),
                "landingPage",
                "https://www.example.com/contact",
                "utm_source",
                campaign(person, 1),
                "utm_medium",
                campaign(person, 2),
                "utm_campaign",
                campaign(person, 0));
    }

    /** A second form, with blanks that must not erase what is known. */
    Map<String, Object> guideForm(Person person) {
        return body(
                DemoEvent.FORM,
                "guide",
                "firstName",
                person.firstName(),
                "lastName",
                "",
                "email",
                asTyped(person.email()),
                "title",
                person.title(),
                "company",
                "",
                "optInEmail",
                "true",
                "guide",
                dice.pick(words.of("resource")),
                "anonymousId",
                person.anonymousId(),
                "landingPage",
                "https://www.example.com/guides");
    }

    Map<String, Object> chat(Person person) {
        return body(
                "firstName", person.firstName(),
                "lastName", person.lastName(),
                "email", asTyped(person.email()),
                "company", person.company().name(),
                "title", person.title(),
                "anonymousId", person.anonymousId(),
                "landingPage", "https://www.example.com/pricing",
                "customFields", Map.of("firstMessage", dice.pick(words.of("chat", "|"))));
    }

    /** Everything at once, from a system that knows it. */
    Map<String, Object> full(Person person, String source) {
        Company company = person.company();
        return body(
                "firstName", person.firstName(),
                "lastName", person.lastName(),
                "email", asTyped(person.email()),
                "phone", person.phone(),
                "title", person.title(),
                "company", company.name(),
                "website", "https://www." + company.domain(),
                "industry", company.industry(),
                "employeeCount", company.employeeCount(),
                "annualRevenue", company.annualRevenue(),
                "address", company.address(),
                "source", source,
                "tags", List.of("partner"),
                "optInEmail", dice.chance(0.5) ? (Boolean) true : null,
                "anonymousId", person.anonymousId(),
                "campaign", campaign(person));
    }

    /** What a data provider adds about the company. */
    Map<String, Object> enrichment(Person person) {
        Company company = person.company();
        return body(
                "email", person.email(),
                "company", company.name(),
                "website", "https://www." + company.domain(),
                "industry", company.industry(),
                "employeeCount", company.employeeCount(),
                "annualRevenue", company.annualRevenue(),
                "title", person.title(),
                "source", "enrichment",
                "customFields", Map.of("enrichedBy", "demo-data", "confidence", dice.between(60, 99)));
    }

    /** Somebody who only wants to be called. */
    Map<String, Object> callBack(Person person) {
        return body(
                "firstName", person.firstName(),
                "lastName", person.lastName(),
                "phone", person.phone(),
                "company", person.company().name(),
                "source", "call-back",
                "optInSms", true,
                "anonymousId", person.anonymousId());
    }

    /** One person is one lead, however the address is typed. */
    private @Nullable String asTyped(@Nullable String email) {
        if (email == null) {
            return null;
        }
        return switch (dice.weighted(84, 8, 8)) {
            case 0 -> email;
            case 1 -> email.toUpperCase(Locale.ROOT);
            default -> " " + email + "  ";
        };
    }

    private static @Nullable Map<String, Object> campaign(Person person) {
        return person.campaign() == null
                ? null
                : body(
                        "source", campaign(person, 1),
                        "medium", campaign(person, 2),
                        "campaign", campaign(person, 0));
    }

    private static @Nullable String campaign(Person person, int part) {
        return person.campaign() == null ? null : person.campaign().get(part);
    }
}
