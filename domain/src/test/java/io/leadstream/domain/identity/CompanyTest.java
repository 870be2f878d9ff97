// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.domain.identity.Checked.Refused;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompanyTest {

    @ParameterizedTest
    @CsvSource({
        "jo@acme.com, acme.com",
        "jo@mail.acme.com, acme.com",
        "jo@sales.acme.co.uk, acme.co.uk",
        "jo@acme.example, acme.example",
        "jo@eu.acme.example, acme.example",
        "jo@b\u00FCcher.de, xn--bcher-kva.de",
        "jo@team.github.io, team.github.io",
    })
    void shouldFindTheRegistrableDomainWhenMailIsTheCompanysOwn(String email, String expected) {
        assertThat(domainOf(email)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jo@gmail.com", "jo@mail.yahoo.co.uk", "jo@co.uk", "jo@github.io", "jo@eu.mail.ru"})
    void shouldFindNoCompanyWhenMailIsFreeOrAtASuffix(String email) {
        assertThat(domainOf(email)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"7@x-education.invalid", "7@eu.x-education.invalid", "jo@dev.localhost"})
    void shouldFindNoCompanyWhenTheTopLevelIsReservedForNobody(String email) {
        assertThat(domainOf(email)).isEmpty();
    }

    @Test
    void shouldFindNoCompanyWhenDomainIsASingleUnknownLabel() {
        assertThat(CompanyDomain.ofDomain("intranetonly")).isEmpty();
        assertThat(CompanyDomain.ofDomain("invalid")).isEmpty();
        assertThat(FreeMail.isFree("gmx.de")).isTrue();
        assertThat(FreeMail.isFree("acme.example")).isFalse();
        assertThat(FreeMail.isFree("# Mail providers for the public, by registrable domain. One a line."))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"' ACME\u00A0 \t Ltd.', acme ltd.", "Cafe\u0301 Noir, caf\u00E9 noir", "\u0130pek, i\u0307pek"})
    void shouldCompareNamesWhenOnlySpaceAndCaseDiffer(String raw, String expected) {
        assertThat(CompanyName.normalise(raw).value().map(CompanyName::toString))
                .contains(expected);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", "N/A", "null", "None", "-", "Self-Employed", "self  employed", "Select"})
    void shouldRefuseWhenNameStandsForNoCompany(@Nullable String raw) {
        assertThat(CompanyName.normalise(raw))
                .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.code()).isEqualTo(CompanyName.INVALID));
    }

    @Test
    void shouldRefuseWhenNameIsTooLong() {
        assertThat(CompanyName.normalise("x".repeat(300)).value()).isPresent();
        assertThat(CompanyName.normalise("x".repeat(301)))
                .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.code()).isEqualTo(CompanyName.TOO_LONG));
    }

    @Test
    void shouldKeepVisitorIdsAsWrittenWhenTheyNameABrowser() {
        assertThat(VisitorId.normalise(" aB-1 ").value().map(VisitorId::toString))
                .contains("aB-1");
        assertThat(visitorCode("undefined")).isEqualTo(VisitorId.NAMES_NOBODY);
        assertThat(visitorCode("anonymous")).isEqualTo(VisitorId.NAMES_NOBODY);
        assertThat(visitorCode("00000000-0000-0000-0000-000000000000")).isEqualTo(VisitorId.NAMES_NOBODY);
        assertThat(visitorCode(" ")).isEqualTo(VisitorId.INVALID);
        assertThat(visitorCode(null)).isEqualTo(VisitorId.INVALID);
        assertThat(visitorCode("x".repeat(201))).isEqualTo(VisitorId.INVALID);
    }

    private static String visitorCode(@Nullable String raw) {
        return VisitorId.normalise(raw) instanceof Refused<VisitorId> refused ? refused.code() : "accepted";
    }

    private static String domainOf(String email) {
        return EmailAddress.normalise(email)
                .value()
                .flatMap(CompanyDomain::of)
                .map(CompanyDomain::toString)
                .orElse("");
    }
}
