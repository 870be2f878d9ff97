// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.leadstream.capture.read.Characters;
import io.leadstream.capture.read.FieldError;
import io.leadstream.capture.read.Identities;
import io.leadstream.capture.read.Judged;
import io.leadstream.capture.read.LeadReader;
import io.leadstream.domain.identity.EmailFolding;
import io.leadstream.schemas.capture.CapturedLead;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormsTest {

    @Test
    void shouldHaveFormsWithoutConfiguration() {
        FormDefinition contact = Forms.shipped().find("contact").orElseThrow();
        assertThat(contact.source()).isEqualTo("website_form");
        assertThat(contact.allows("https://anywhere.example")).isTrue();
        assertThat(contact.thanksPage("https://evil.example")).isEqualTo("https://www.example.com/thanks");
        assertThat(contact.thanksPage("http://localhost:3000/thanks")).isEqualTo("http://localhost:3000/thanks");
        assertThat(Forms.shipped().find("nothing")).isEmpty();
    }

    @Test
    void shouldKeepTheFormsConstantsWhenAPostNamesTheSameFields() {
        assertThat(lead(Map.of("email", List.of("jo@acme.example"), "tags", List.of("vip")))
                        .getTags())
                .containsExactly("fair");
    }

    @Test
    void shouldRefuseAFieldWhenNoDatabaseCanHoldItsName() {
        assertThat(post(Map.of("email", List.of("jo@acme.example"), "a\0b", List.of("1"))))
                .isInstanceOfSatisfying(Judged.Refused.class, refused -> assertThat(refused.errors())
                        .extracting(FieldError::field, FieldError::code)
                        .containsExactly(tuple("a\0b", Characters.CODE)));
    }

    private static CapturedLead lead(Map<String, List<String>> posted) {
        return (CapturedLead) ((Judged.Accepted) post(posted)).records().get(0).value();
    }

    private static Judged post(Map<String, List<String>> posted) {
        FormDefinition form = Forms.parse("forms: [{key: a, constants: {tags: fair}}]", "forms.yaml")
                .find("a")
                .orElseThrow();
        return new FormReader(new LeadReader(new Identities(EmailFolding.NONE, null)))
                .read(form, posted, null, Instant.parse("2026-03-01T12:00:00Z"), null);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "forms: [{key: a, thank: [x]}] | thank",
                "forms: [{key: A b}] | a key has",
                "forms: [{source: x}] | a key has",
                "forms: [{key: a}, {key: a}] | twice",
                "forms: [{key: a, thanks: ['javascript:alert(1)']}] | no http(s) address",
                "forms: [{key: a, error-page: '//x y'}] | no http(s) address",
                "forms: [] | at least one",
                "forms: {a | line",
            })
    void shouldNameTheMistakeWhenAFormFileIsWrong(String yaml, String expected) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Forms.parse(yaml, "forms.yaml"))
                .withMessageContaining(expected);
        assertThatIllegalArgumentException().isThrownBy(() -> Forms.read(Path.of("no-such-file.yaml")));
    }
}
