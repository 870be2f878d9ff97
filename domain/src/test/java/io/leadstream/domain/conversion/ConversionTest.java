// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.conversion;

import static io.leadstream.domain.routing.Samples.NOW;
import static io.leadstream.domain.routing.Samples.lead;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.schemas.assignment.LeadConverted;
import io.leadstream.schemas.capture.ConvertLead;
import io.leadstream.schemas.scoring.LeadProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversionTest {

    private static final ConvertLead PLAIN = ConvertLead.newBuilder().build();

    private static LeadConverted convert(LeadProfile.Builder lead, ConvertLead order) {
        return Conversion.of(lead.build(), "ada", order, "ada", NOW);
    }

    @Test
    void shouldMakeContactCompanyAndOpportunityThatPointAtOneAnother() {
        LeadConverted converted = convert(
                lead("l1")
                        .setEmail("jo@mail.acme.com")
                        .setCompany(" Acme ")
                        .setFirstName("Jo")
                        .setLastName("Doe"),
                ConvertLead.newBuilder()
                        .setAmountMinor(120_000L)
                        .setCurrency("EUR")
                        .setExpectedCloseDate("2027-01-31")
                        .setPackageName("gold")
                        .setStartExpectation("spring")
                        .build());
        assertThat(converted.getCompany().getName()).isEqualTo("Acme");
        assertThat(converted.getCompany().getDomain()).isEqualTo("acme.com");
        assertThat(converted.getContact().getCompanyId())
                .isEqualTo(converted.getCompany().getCompanyId());
        assertThat(converted.getOpportunity().getCompanyId())
                .isEqualTo(converted.getCompany().getCompanyId());
        assertThat(converted.getOpportunity().getContactId())
                .isEqualTo(converted.getContact().getContactId());
        assertThat(converted.getOpportunity().getName()).isEqualTo("Acme - Opportunity");
        assertThat(converted.getOpportunity().getStage()).isEqualTo("qualification");
        assertThat(converted.getOpportunity().getAmountMinor()).isEqualTo(120_000L);
        assertThat(converted.getOpportunity().getOwnerId()).isEqualTo("ada");
        assertThat(converted.getOwnerId()).isEqualTo("ada");
        assertThat(converted)
                .isEqualTo(convert(
                        lead("l1")
                                .setEmail("jo@mail.acme.com")
                                .setCompany(" Acme ")
                                .setFirstName("Jo")
                                .setLastName("Doe"),
                        ConvertLead.newBuilder()
                                .setAmountMinor(120_000L)
                                .setCurrency("EUR")
                                .setExpectedCloseDate("2027-01-31")
                                .setPackageName("gold")
                                .setStartExpectation("spring")
                                .build()));
    }

    @Test
    void shouldMakeOneCompanyHoweverManyOfItsPeopleConvert() {
        LeadConverted one = convert(lead("l1").setEmail("jo@acme.com").setCompany("Acme"), PLAIN);
        LeadConverted other = convert(lead("l2").setEmail("al@eu.acme.com").setCompany("ACME Inc"), PLAIN);
        assertThat(other.getCompany().getCompanyId()).isEqualTo(one.getCompany().getCompanyId());
        assertThat(other.getContact().getContactId())
                .isNotEqualTo(one.getContact().getContactId());
    }

    @Test
    void shouldNameACompanyThatIsOnlyKnownByDomainAfterIt() {
        assertThat(convert(lead("l1").setEmail("jo@acme.com"), PLAIN)
                        .getCompany()
                        .getName())
                .isEqualTo("acme.com");
    }

    @Test
    void shouldNeverMakeACompanyOutOfFreeMail() {
        assertThat(convert(lead("l1").setEmail("jo@gmail.com"), PLAIN).getCompany())
                .isNull();
        LeadConverted named = convert(lead("l1").setEmail("jo@gmail.com").setCompany("Acme"), PLAIN);
        assertThat(named.getCompany().getDomain()).isNull();
        assertThat(named.getCompany().getCompanyId())
                .isEqualTo(convert(lead("l2").setEmail(null).setCompany(" ACME "), PLAIN)
                        .getCompany()
                        .getCompanyId());
        assertThat(convert(lead("l1").setEmail("jo@gmail.com").setCompany("n/a"), PLAIN)
                        .getCompany())
                .isNull();
    }

    @Test
    void shouldKnowTheContactByMailElseByLead() {
        assertThat(convert(lead("l1").setEmail("jo@a.com"), PLAIN).getContact().getContactId())
                .isEqualTo(convert(lead("l2").setEmail("jo@a.com"), PLAIN)
                        .getContact()
                        .getContactId());
        assertThat(convert(lead("l1").setEmail(null), PLAIN).getContact().getContactId())
                .isNotEqualTo(
                        convert(lead("l2").setEmail(null), PLAIN).getContact().getContactId());
    }

    @Test
    void shouldLeaveTheOpportunityOutWhenToldSo() {
        assertThat(convert(
                                lead("l1"),
                                ConvertLead.newBuilder()
                                        .setCreateOpportunity(false)
                                        .build())
                        .getOpportunity())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "Acme, Doe, Jo, jo@a.com, +1, Acme - Opportunity",
        ", Doe, Jo, jo@a.com, +1, Doe - Opportunity",
        "' ', , Jo, jo@a.com, +1, Jo - Opportunity",
        ", , , jo@a.com, +1, jo@a.com - Opportunity",
        ", , , , +1, +1 - Opportunity",
        ", , , , , l1 - Opportunity",
    })
    void shouldNameTheOpportunityByTheBestThatIsKnown(
            String company, String last, String first, String email, String phone, String expected) {
        LeadProfile.Builder lead = lead("l1")
                .setCompany(company)
                .setLastName(last)
                .setFirstName(first)
                .setEmail(email)
                .setPhone(phone);
        assertThat(convert(lead, PLAIN).getOpportunity().getName()).isEqualTo(expected);
        assertThat(convert(
                                lead,
                                ConvertLead.newBuilder()
                                        .setOpportunityName("Big")
                                        .build())
                        .getOpportunity()
                        .getName())
                .isEqualTo("Big");
    }
}
