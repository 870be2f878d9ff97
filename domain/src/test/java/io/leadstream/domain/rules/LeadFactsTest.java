// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.schemas.capture.Campaign;
import io.leadstream.schemas.capture.SourceKind;
import io.leadstream.schemas.scoring.Consent;
import io.leadstream.schemas.scoring.Grade;
import io.leadstream.schemas.scoring.LeadProfile;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeadFactsTest {

    private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

    private final LeadProfile profile = LeadProfile.newBuilder()
            .setLeadId("l")
            .setVersion(1)
            .setFirstName("Ada")
            .setLastName("Byron")
            .setEmail("ada@mail.example.edu")
            .setPhone("+4930123456")
            .setTitle("CTO")
            .setCompany("Engines")
            .setWebsite("engines.example")
            .setIndustry(" ")
            .setEmployeeCount(12L)
            .setAnnualRevenue(3_000_000L)
            .setAddress("London")
            .setTags(List.of("a"))
            .setCustomFields(Map.of("seats", "5", "plan", "\"pro\""))
            .setSource("website_form")
            .setSourceKind(SourceKind.WEBSITE_FORM)
            .setCampaign(new Campaign("g", "cpc", "spring", "t", "c"))
            .setLastSource("api")
            .setReferrer("r")
            .setLandingPage("p")
            .setOptInEmail(new Consent(true, AT, null))
            .setCreatedAt(AT)
            .setUpdatedAt(AT)
            .setReceivedAt(AT)
            .setFirstReceivedAt(AT)
            .setCauseId("e")
            .setChat(true)
            .setCaptured(true)
            .setScore(91)
            .setGrade(Grade.A_PLUS)
            .setQualified(true)
            .setSalesReady(true)
            .build();

    private final Facts facts = new LeadFacts(profile, 7);

    @ParameterizedTest
    @CsvSource({
        "firstName,Ada",
        "lastName,Byron",
        "email,ada@mail.example.edu",
        "emailDomain,mail.example.edu",
        "phone,+4930123456",
        "title,CTO",
        "company,Engines",
        "website,engines.example",
        "employeeCount,12",
        "annualRevenue,3000000",
        "address,London",
        "tags,[a]",
        "source,website_form",
        "sourceKind,website_form",
        "lastSource,api",
        "campaign.source,g",
        "campaign.medium,cpc",
        "campaign.campaign,spring",
        "campaign.term,t",
        "campaign.content,c",
        "referrer,r",
        "landingPage,p",
        "optInEmail,true",
        "createdAt,2026-03-01T10:00:00Z",
        "updatedAt,2026-03-01T10:00:00Z",
        "chat,true",
        "captured,true",
        "score,91",
        "grade,A+",
        "qualified,true",
        "salesReady,true",
        "custom.seats,5",
        "custom.plan,pro"
    })
    void shouldTellEachField(String field, String expected) {
        assertThat(facts.value(field)).hasToString(expected);
        assertThat(field.startsWith("custom.") || RuleFields.assignment().typeOf(field) != null)
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "industry",
                "optInSms",
                "custom.none",
                "lastCampaign.source",
                "campaign.none",
                "none",
                "none.none"
            })
    void shouldLackWhatIsBlankOrAbsent(String field) {
        assertThat(facts.value(field)).isNull();
    }

    @Test
    void shouldLackEmptyTagsAndTheDomainOfNoAddress() {
        profile.setTags(List.of());
        profile.setEmail(null);
        assertThat(facts.value("tags")).isNull();
        assertThat(facts.value("emailDomain")).isNull();
        assertThat(facts.today()).isEqualTo(7);
    }

    @Test
    void shouldReadScalars() {
        assertThat(JsonScalar.parse("\"a b\"")).isEqualTo("a b");
        assertThat(JsonScalar.parse("\"say \\\"hi\\\"\"")).isEqualTo("say \"hi\"");
        assertThat(JsonScalar.parse("\"\\u00e9\\t\\n\\r\\b\\f\\/\"")).isEqualTo("\u00e9\t\n\r\b\f/");
        assertThat(JsonScalar.parse("\"\\uZZZZ\"")).isEqualTo("uZZZZ");
        assertThat(JsonScalar.parse("\"\\u00\"")).isEqualTo("u00");
        assertThat(JsonScalar.parse("true")).isEqualTo(true);
        assertThat(JsonScalar.parse("false")).isEqualTo(false);
        assertThat(JsonScalar.parse("plain")).isEqualTo("plain");
        assertThat(JsonScalar.parse("\"")).isEqualTo("\"");
    }

    @Test
    void shouldReadNumbersAsNumbersAndNothingAsNull() {
        assertThat(JsonScalar.parse("12.5")).isEqualTo(new BigDecimal("12.5"));
        assertThat(JsonScalar.parse("1e400000")).isEqualTo("1e400000");
        assertThat(JsonScalar.parse("1.2.3")).isEqualTo("1.2.3");
        assertThat(JsonScalar.parse("\"x\\\"")).isEqualTo("x\\");
        assertThat(JsonScalar.parse("null")).isNull();
        assertThat(JsonScalar.parse(" ")).isNull();
        assertThat(JsonScalar.parse("\" \"")).isNull();
        assertThat(JsonScalar.parse(null)).isNull();
    }
}
