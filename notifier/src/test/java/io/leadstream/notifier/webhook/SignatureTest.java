// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {

    /** The values that the libraries of Standard Webhooks are tested with. */
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
    private static final String SIGNED = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    @Test
    void shouldSignAsStandardWebhooksDo() {
        assertThat(Signature.of(SECRET).sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330L, BODY))
                .isEqualTo(SIGNED);
    }

    @Test
    void shouldSignWithEachSecretWhenReceiversChangeOver() {
        String other = "whsec_" + "A".repeat(44);

        assertThat(Signature.of(other + ", " + SECRET).sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330L, BODY))
                .matches("v1,[A-Za-z0-9+/]{43}= .*")
                .endsWith(" " + SIGNED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "whsec_", "whsec_c2hvcnQ=", "whsec_not base64!", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"})
    void shouldRefuseWhatIsNoSecretWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> Signature.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("openssl rand")
                .satisfies(e -> assertThat(text.length() > 8
                                && String.valueOf(e.getMessage()).contains(text))
                        .isFalse());
    }
}
