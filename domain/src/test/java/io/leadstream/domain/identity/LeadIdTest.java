// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeadIdTest {

    @Test
    void shouldBeTheSameForEverWhenIdentityIsTheSame() {
        // Written down once: a changed value here would orphan every stored lead.
        assertThat(LeadId.ofEmail(email(" Jo@Example.COM ")).value()).isEqualTo("eda6c335-08d0-5428-80df-f0cc34f15de0");
        assertThat(LeadId.ofPhone(new PhoneNumber("+442079460018")).value())
                .isEqualTo("4388ac6b-612e-5271-86e2-038d99a92ef8");
        assertThat(LeadId.ofCompany(company("  ACME   Ltd ")).value())
                .isEqualTo("3d7a0d3b-e120-5390-9621-d4c5620756d5");
    }

    @Test
    void shouldBeANameBasedUuidWhenRead() {
        UUID id = UUID.fromString(LeadId.ofEmail(email("jo@example.com")).toString());
        assertThat(id.version()).isEqualTo(5);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test
    void shouldDifferWhenTheKindOfIdentityDiffers() {
        assertThat(LeadId.ofPhone(new PhoneNumber("x"))).isNotEqualTo(LeadId.ofCompany(new CompanyName("x")));
    }

    @Test
    void shouldReadAnIdWhenItIsWrittenInUpperCase() {
        String id = LeadId.ofEmail(email("jo@example.com")).value();
        assertThat(LeadId.parse(" " + id.toUpperCase(java.util.Locale.ROOT) + "\n")
                        .map(LeadId::value))
                .contains(id);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "1234",
                "0123456789abcdef0123456789abcdef0123",
                "g1234567-89ab-5def-8123-456789abcdef",
                "01234567-89ab-5def-8123-456789abcde/",
                "01234567-89ab-5def-8123-456789abcde\u0660",
                "01234567089ab-5def-8123-456789abcdef"
            })
    void shouldReadNothingWhenTextIsNoUuid(@Nullable String text) {
        assertThat(LeadId.parse(text)).isEmpty();
    }

    @Test
    void shouldNotRunPartsTogetherWhenIdsAreMadeOfSeveral() {
        assertThat(EventIds.derived("a", "b", "c")).isNotEqualTo(EventIds.derived("a", "bc"));
        assertThat(EventIds.derived("a", "b", (String) null)).isNotEqualTo(EventIds.derived("a", "b", ""));
        assertThat(EventIds.derived("a", "b", "1:x;")).isNotEqualTo(EventIds.derived("a", "b", "1", "x"));
        assertThat(EventIds.ofContent("api", "{}")).isEqualTo(EventIds.ofContent("api", "{}"));
        assertThat(EventIds.ofContent("api", "{}")).isNotEqualTo(EventIds.ofContent("web", "{}"));
        assertThat(EventIds.ofContent("a", "b")).isNotEqualTo(EventIds.derived("a", "b"));
    }

    @Test
    void shouldHashKnownTextWhenAsked() {
        assertThat(NameBasedId.sha256("abc"))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> NameBasedId.digest("SHA-0"))
                .isInstanceOf(IllegalStateException.class);
    }

    private static EmailAddress email(String raw) {
        return EmailAddress.normalise(raw).value().orElseThrow();
    }

    private static CompanyName company(String raw) {
        return CompanyName.normalise(raw).value().orElseThrow();
    }
}
