// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadstream.runtime.config.Settings;
import io.leadstream.runtime.config.SettingsException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReceiverSettingsTest {

    private static final String SECRET = "whsec_" + "A".repeat(44);

    @Test
    void shouldSayWhatIsMissingWhenNobodyIsToBeTold() {
        assertThatThrownBy(() -> read(Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessage("there is nobody to tell: set notifier.webhook.url or notifier.mail.host");
    }

    @Test
    void shouldNameEveryMistakeAndNoSecret() {
        assertThatThrownBy(() -> read(Map.of(
                        "notifier.webhook.url",
                        "https://crm.example.com/hush,http://crm.example.com/hush,https://crm.example.com/hush",
                        "notifier.webhook.secret",
                        "hush",
                        "notifier.mail.host",
                        "smtp.example.com",
                        "notifier.mail.tls",
                        "none",
                        "notifier.mail.user",
                        "leads",
                        "notifier.mail.password",
                        "hush",
                        "notifier.mail.exceptions.to",
                        "everybody")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("notifier.webhook.url: address 2 goes over plain http")
                .hasMessageContaining("notifier.webhook.url: address 3 is there twice")
                .hasMessageContaining("notifier.webhook.secret is no secret")
                .hasMessageContaining("notifier.mail.from is not set")
                .hasMessageContaining("a password is not sent in the clear to smtp.example.com")
                .hasMessageContaining("notifier.mail.exceptions.to is no mail address")
                .hasMessageNotContaining("hush");
    }

    @Test
    void shouldHideSecretsWhenPrinted() {
        Settings settings = settings(Map.of(
                "notifier.webhook.url",
                "https://crm.example.com/hush",
                "notifier.webhook.secret",
                SECRET,
                "notifier.mail.password",
                "hush"));

        assertThat(settings.toString()).contains("[hidden]").doesNotContain("hush", "AAAA");
    }

    @Test
    void shouldRefuseAKindThatIsNone() {
        assertThatThrownBy(() -> settings(Map.of("notifier.mail.kinds", "assigned,asigned")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("notifier.mail.kinds")
                .hasMessageContaining("queue_aged");
    }

    @Test
    void shouldRefuseToMailWhatHasNoOwner() {
        assertThatThrownBy(() -> settings(Map.of("notifier.mail.kinds", "assigned,queued")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("notifier.mail.kinds");
        assertThat(settings(Map.of("notifier.webhook.kinds", "assigned,queued")).list("notifier.webhook.kinds"))
                .containsExactly("assigned", "queued");
    }

    @Test
    void shouldNeedOnlyOneChannel() {
        ReceiverSettings webhooks =
                read(Map.of("notifier.webhook.url", "https://crm.example.com/", "notifier.webhook.secret", SECRET));
        ReceiverSettings mails =
                read(Map.of("notifier.mail.host", "smtp.example.com", "notifier.mail.from", "leads@example.com"));

        assertThat(webhooks.webhooks()).hasSize(1);
        assertThat(webhooks.mail()).isNull();
        assertThat(mails.webhooks()).isEmpty();
        assertThat(mails.mail()).isNotNull();
    }

    private static Settings settings(Map<String, String> given) {
        return Settings.of(NotifierSettings.define(), given);
    }

    private static ReceiverSettings read(Map<String, String> given) {
        return ReceiverSettings.of(settings(given));
    }
}
