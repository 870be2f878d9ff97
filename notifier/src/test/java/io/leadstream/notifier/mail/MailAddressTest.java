// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailAddressTest {

    @ParameterizedTest
    @ValueSource(strings = {"ada@example.com", "ada.o'hara+sales@mail.example.co.uk", "root@localhost"})
    void shouldTakeWhatMailServersTake(String text) {
        assertThat(MailAddress.of(text)).get().extracting(MailAddress::value).isEqualTo(text);
    }

    @Test
    void shouldWriteDomainsAsMailServersReadThem() {
        assertThat(MailAddress.of(" ada@B\u00fccher.example "))
                .get()
                .extracting(MailAddress::value)
                .isEqualTo("ada@xn--bcher-kva.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ada",
                "@example.com",
                "ada@",
                "ada@example..com",
                "ada@-example.com",
                "a da@example.com",
                "ada@example.com\r\nRCPT TO:<eve@example.com>",
                "ada@example.com>,<eve@example.com",
                "ada\r\n@example.com",
                "\"ada\"@example.com",
                "Ada <ada@example.com>",
                "ada@example.com,eve@example.com",
                "\u00e4da@example.com",
                ".ada@example.com",
                "ada@[127.0.0.1]"
            })
    void shouldRefuseWhatCouldMeanAnythingElse(String text) {
        assertThat(MailAddress.of(text)).isEmpty();
    }

    @Test
    void shouldRefuseWhatIsTooLongOrMissing() {
        assertThat(MailAddress.of(null)).isEmpty();
        assertThat(MailAddress.of("a".repeat(65) + "@example.com")).isEmpty();
        assertThat(MailAddress.of("a@" + "b".repeat(300) + ".com")).isEmpty();
    }

    @Test
    void shouldNotTellItselfInALog() {
        assertThat(MailAddress.of("ada@example.com").orElseThrow()).hasToString("[e-mail]");
    }
}
