// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
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
