// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.domain.identity.Checked.Refused;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jo@example.com | jo@example.com",
                "Jo.Doe+News@EXAMPLE.Com | jo.doe+news@example.com",
                "o'hara/x@example.co.uk | o'hara/x@example.co.uk",
                "jo@example.com. | jo@example.com",
                "jo@b\u00FCcher.example | jo@xn--bcher-kva.example",
                "jo@B\u00DCCHER.example | jo@xn--bcher-kva.example",
                "jo@XN--BCHER-KVA.example | jo@xn--bcher-kva.example",
                "jo@stra\u00DFe.example | jo@xn--strae-oqa.example",
                "jo@strasse.example | jo@strasse.example",
                "jo@\u039F\u03A3.example | jo@xn--0xai.example",
                "jo@\uFF45xample\uFF0Ecom | jo@example.com",
                "jo@\u4F8B\u3048.\u30C6\u30B9\u30C8 | jo@xn--r8jz45g.xn--zckzah",
                "jo@\u4F8B\u3048\u3002com | jo@xn--r8jz45g.com",
                "\"jo\"@example.com | jo@example.com",
                "\"Jo Doe\"@example.com | \"jo doe\"@example.com",
                "\"a@b\"@example.com | \"a@b\"@example.com",
                "\"a\\\"b\\\\c\"@example.com | \"a\\\"b\\\\c\"@example.com",
                "\"a\\b\"@example.com | ab@example.com",
                "j\u00F6@example.com | j\u00F6@example.com",
                "jo\u0308@example.com | j\u00F6@example.com",
            })
    void shouldNormaliseWhenAddressIsGood(String raw, String expected) {
        assertThat(valid(raw)).isEqualTo(expected);
        assertThat(valid(expected)).isEqualTo(expected);
    }

    @Test
    void shouldTrimWhenInvisibleCharactersSurroundTheAddress() {
        assertThat(valid("\uFEFF \u00A0jo@example.com\u200B\t\r\n")).isEqualTo("jo@example.com");
    }

    @Test
    void shouldKeepPeopleApartWhenLettersOnlyLookAlike() {
        assertThat(valid("\u212Aim@example.com")).isNotEqualTo(valid("kim@example.com"));
        assertThat(valid("K\u0301\u212A@example.com"))
                .isEqualTo("k\u0301\u212A@example.com".replace("k\u0301", "\u1E30"));
        assertThat(valid("\u0131sa@example.com")).isNotEqualTo(valid("isa@example.com"));
        assertThat(valid("\u0130sa@example.com")).isNotEqualTo(valid("isa@example.com"));
        assertThat(valid("\uFF4Ao@example.com")).isNotEqualTo(valid("jo@example.com"));
        assertThat(valid("\u00C4@example.com")).isNotEqualTo(valid("\u00E4@example.com"));
        assertThat(valid("a\u037Eb@example.com")).isEqualTo("a\u037Eb@example.com");
        assertThat(valid("a\u1FEF@example.com")).isEqualTo("a\u1FEF@example.com");
        assertThat(valid("jo@\u0131sa.example")).isNotEqualTo(valid("jo@isa.example"));
        assertThat(valid("jo@\u0130sa.example")).isNotEqualTo(valid("jo@isa.example"));
    }

    @Test
    void shouldBeIdempotentWhenLocalPartIsAnyText() {
        Random random = new Random(20_26);
        int accepted = 0;
        for (int i = 0; i < 20_000; i++) {
            String raw = random.ints(1 + random.nextInt(6), 0x21, random.nextInt(3) == 0 ? 0x3000 : 0x250)
                            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    + "@"
                    + random.ints(1 + random.nextInt(4), 0x61, random.nextInt(3) == 0 ? 0x3000 : 0x250)
                            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    + ".example";
            if (EmailAddress.normalise(raw).value().isPresent()) {
                String once = valid(raw);
                assertThat(valid(once)).isEqualTo(once);
                accepted++;
            }
        }
        assertThat(accepted).isGreaterThan(1_000);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "  ",
                "jo",
                "@example.com",
                "jo@",
                "jo\uFF20example.com",
                "jo@exa\uFF20mple.com",
                "jo@localhost",
                "jo@[127.0.0.1]",
                "jo@127.0.0.1",
                "jo@example..com",
                "jo@.example.com",
                "jo@-example.com",
                "jo@example-.com",
                "jo@exa_mple.com",
                "jo@exa mple.com",
                ".jo@example.com",
                "jo.@example.com",
                "j..o@example.com",
                "j o@example.com",
                "Jo <jo@example.com>",
                "j\u0000o@example.com",
                "j\uD800o@example.com",
                "j\u200Bo@example.com",
                "j\u202Eo@example.com",
                "j\uE000@example.com",
                "j\u3000o@example.com",
                "\"@example.com",
                "\"a\"b\"@example.com",
                "\"a\\\"@example.com",
                "\"a\u0007\"@example.com",
                "\"a\u00A0b\"@example.com",
                "\"\"@example.com.",
                "a\"b@example.com",
                "jo@\u0301a.example",
                "jo@a\u00AD\u00FC.example",
                "jo@\u00FC_.example",
                "jo@\u2603.example",
                "jo@\uD800.example",
                "jo@example.com..",
                "jo@\u200D.example"
            })
    void shouldRefuseWhenTextIsNoAddress(String raw) {
        if (raw != null && raw.startsWith("\"\"")) {
            // An empty quoted local part is lawful, if odd: it stays as it is.
            assertThat(valid(raw)).isEqualTo("\"\"@example.com");
        } else {
            assertThat(code(raw)).isEqualTo(EmailAddress.INVALID);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "test@example.com",
                "TEST@acme.example",
                "null",
                "NULL",
                "undefined",
                "anonymous",
                "null@x.example",
                "undefined@x.example",
                "Anonymous@x.example",
                "\"test\"@x.example",
                "none",
                "n/a",
                "[object Object]",
                "noemail@x.example",
                "-",
                "0"
            })
    void shouldRefuseWhenAddressNamesNobody(String raw) {
        assertThat(code(raw)).isEqualTo(EmailAddress.NAMES_NOBODY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tess@example.com", "test.er@example.com", "info@example.com", "no@example.com"})
    void shouldAcceptWhenAddressOnlyResemblesAPlaceholder(String raw) {
        assertThat(valid(raw)).isEqualTo(raw);
    }

    @Test
    void shouldHoldLengthLimitsWhenCountedInBytes() {
        String longest = "a".repeat(64) + "@" + ("b".repeat(62) + ".").repeat(3);
        assertThat(valid(longest)).hasSize(253);
        assertThat(code("a".repeat(65) + "@example.com")).isEqualTo(EmailAddress.TOO_LONG);
        assertThat(code("\u00FC".repeat(33) + "@example.com")).isEqualTo(EmailAddress.TOO_LONG);
        assertThat(valid("\u00FC".repeat(32) + "@example.com")).startsWith("\u00FC");
        assertThat(code("a".repeat(64) + "@" + ("b".repeat(63) + ".").repeat(3) + "com"))
                .isEqualTo(EmailAddress.TOO_LONG);
        assertThat(code("a@" + ("b".repeat(62) + ".").repeat(4) + "com")).isEqualTo(EmailAddress.INVALID);
        assertThat(code("a@" + "b".repeat(64) + ".com")).isEqualTo(EmailAddress.INVALID);
        assertThat(code("a@" + "\u00FC".repeat(70) + ".com")).isEqualTo(EmailAddress.INVALID);
        assertThat(code("a".repeat(2_000))).isEqualTo(EmailAddress.TOO_LONG);
    }

    @Test
    void shouldFoldTagsAndDotsOnlyWhereConfigured() {
        EmailFolding folding = new EmailFolding(Set.of("gmail.com", "fastmail.com"), Set.of("gmail.com"));
        assertThat(folded("J.o.D+news@Gmail.com", folding)).isEqualTo("jod@gmail.com");
        assertThat(folded("j.o+news@fastmail.com", folding)).isEqualTo("j.o@fastmail.com");
        assertThat(folded("j.o+news@example.com", folding)).isEqualTo("j.o+news@example.com");
        assertThat(folded("+news@gmail.com", folding)).isEqualTo("+news@gmail.com");
        assertThat(folded("jo.+news@fastmail.com", folding)).isEqualTo("jo.+news@fastmail.com");
        assertThat(folded("jo@fastmail.com", folding)).isEqualTo("jo@fastmail.com");
        assertThat(folded("\"a.b c+d\"@gmail.com", folding)).isEqualTo("\"a.b c+d\"@gmail.com");
        assertThat(EmailAddress.normalise("test+1@gmail.com", folding)).isInstanceOf(Refused.class);
    }

    @Test
    void shouldPrintTheWholeAddressAndEachRefusalNamesItsFix() {
        assertThat(EmailAddress.normalise("Jo@Example.com").value().map(EmailAddress::toString))
                .contains("jo@example.com");
        for (String raw : List.of("jo", "jo@x", "j o@example.com", "null", "a".repeat(70) + "@example.com")) {
            assertThat(EmailAddress.normalise(raw))
                    .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.message())
                            .hasSizeGreaterThan(20));
        }
    }

    private static String valid(String raw) {
        return folded(raw, EmailFolding.NONE);
    }

    private static String folded(String raw, EmailFolding folding) {
        return EmailAddress.normalise(raw, folding)
                .value()
                .map(EmailAddress::value)
                .orElseThrow(() -> new AssertionError("refused: " + raw));
    }

    private static String code(@org.jspecify.annotations.Nullable String raw) {
        return EmailAddress.normalise(raw) instanceof Refused<EmailAddress> refused ? refused.code() : "accepted";
    }
}
