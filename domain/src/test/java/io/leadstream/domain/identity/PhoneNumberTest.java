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

class PhoneNumberTest {

    @ParameterizedTest
    @CsvSource({
        "+44 20 7946 0018, , +442079460018",
        "(415) 555-2671, US, +14155552671",
        "+1 (415) 555-2671 ext. 89, , +14155552671",
        "030 123456, DE, +4930123456",
        "0049 30 123456, DE, +4930123456",
        "\uFF0B\uFF14\uFF14 20 7946 0018, , +442079460018",
        "+12025550100, , +12025550100",
    })
    void shouldWriteE164WhenNumberIsPossible(String raw, @Nullable String region, String expected) {
        assertThat(PhoneNumber.normalise(raw, region).value().map(PhoneNumber::toString))
                .contains(expected);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "call me", "415 555 2671", "+1", "+999 12345", "+44 1", "+49 137", "+49 1243"})
    void shouldRefuseWhenNumberIsImpossible(@Nullable String raw) {
        assertThat(code(raw, null)).isEqualTo(PhoneNumber.INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1 000 000 0000", "+1 111 111 1111", "+1 123 456 7890", "+49 99999999", "+1 2345678901"})
    void shouldRefuseWhenNumberStandsForNobody(String raw) {
        assertThat(code(raw, null)).isEqualTo(PhoneNumber.NAMES_NOBODY);
    }

    @Test
    void shouldNameTheRegionWhenOneIsConfigured() {
        assertThat(PhoneNumber.normalise("x", "DE")).isInstanceOfSatisfying(Refused.class, r -> assertThat(r.message())
                .contains("within DE"));
        assertThat(code("1".repeat(200), "DE")).isEqualTo(PhoneNumber.INVALID);
    }

    private static String code(@Nullable String raw, @Nullable String region) {
        return PhoneNumber.normalise(raw, region) instanceof Refused<PhoneNumber> refused ? refused.code() : "accepted";
    }
}
