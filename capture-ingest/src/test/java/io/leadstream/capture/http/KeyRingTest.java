// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leadstream.runtime.access.KeyRing;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRingTest {

    @Test
    void shouldFindTheHolderWhenTheKeyIsKnown() {
        KeyRing keys = KeyRing.of(
                List.of("abc:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015AD"),
                List.of(KeyRing.entry("crm", "secret")));
        assertThat(keys.find("abc")).isEqualTo(new KeyRing.Holder("abc", false));
        assertThat(keys.find("secret")).isEqualTo(new KeyRing.Holder("crm", true));
        assertThat(keys.find("ABC")).isNull();
        assertThat(keys.isEmpty()).isFalse();
        assertThat(KeyRing.of(List.of(), List.of()).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a-clear-text-key",
                "name:short",
                ":ba78",
                "name:zz7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
            })
    void shouldRefuseAndNotRepeatAnEntryWhenItHasNoHash(String entry) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyRing.of(List.of(entry), List.of()))
                .withMessageContaining("sha256sum")
                .withMessageNotContaining("clear-text");
    }

    @Test
    void shouldLimitEachCallerByItselfWhenARateIsSet() {
        RateLimit limit = new RateLimit(1, 1);
        assertThat(limit.take("a")).isZero();
        assertThat(limit.take("a")).isZero();
        assertThat(limit.take("a")).isEqualTo(1);
        assertThat(limit.take("b")).isZero();
        RateLimit none = new RateLimit(0, 1);
        for (int i = 0; i < 1_000; i++) {
            assertThat(none.take("a")).isZero();
        }
    }
}
