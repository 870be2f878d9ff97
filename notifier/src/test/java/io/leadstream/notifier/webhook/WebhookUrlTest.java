// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://crm.example.com/hooks?token=x",
                "http://localhost:9000/",
                "http://127.0.0.1/in",
                "http://[::1]:80/"
            })
    void shouldTakeHttpsAndThisMachine(String text) {
        assertThat(WebhookUrl.of(text, false).uri().toString()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://crm.example.com/hooks",
                "http://127.0.0.1.example.com/",
                "https://user:hush@crm.example.com/",
                "ftp://crm.example.com/",
                "crm.example.com",
                "https:///hush",
                "not an address hush"
            })
    void shouldRefuseOthersWithoutRepeatingTheirSecrets(String text) {
        assertThatThrownBy(() -> WebhookUrl.of(text, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hush");
    }

    @Test
    void shouldTakePlainHttpWhenToldTo() {
        assertThat(WebhookUrl.of("http://crm.example.com/hooks", true).host()).isEqualTo("crm.example.com");
    }

    @Test
    void shouldHaveANameOfItsOwnThatDoesNotTellIt() {
        WebhookUrl url = WebhookUrl.of("https://crm.example.com:8443/secret", false);

        assertThat(url.name()).matches("[0-9a-f]{8}");
        assertThat(url.name())
                .isEqualTo(WebhookUrl.of("https://crm.example.com:8443/secret", true)
                        .name())
                .isNotEqualTo(WebhookUrl.of("https://crm.example.com:8443/other", false)
                        .name());
        assertThat(url).hasToString("crm.example.com:8443");
    }
}
