// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.IDN;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PunycodeTest {

    @ParameterizedTest
    @CsvSource({
        "\u00FC, tda",
        "b\u00FCcher, bcher-kva",
        "fa\u00DF, fa-hia",
        "\u4ED6\u4EEC\u4E3A\u4EC0\u4E48\u4E0D\u8BF4\u4E2D\u6587, ihqwcrb4cv8a8dqg056pqjye",
        "3\u5E74b\u7D44\u91D1\u516B\u5148\u751F, 3b-ww4c5e180e575a65lsy2b",
        "\uD83D\uDCA9, ls8h",
    })
    void shouldEncodeWhenSampleIsKnown(String label, String expected) {
        assertThat(Punycode.encode(label)).isEqualTo(expected);
    }

    @Test
    void shouldAgreeWithThePlatformWhenLabelsAreRandom() {
        Random random = new Random(7);
        int[] alphabet =
                "abcxyz0189-\u00E4\u00F6\u00FC\u00E9\u0142\u0434\u0436\u03B1\u03B2\u4E2D\u6587\u5B57\u3042\u0E01"
                        .codePoints()
                        .toArray();
        for (int i = 0; i < 5_000; i++) {
            StringBuilder label = new StringBuilder("\u00E4");
            int size = random.nextInt(14);
            for (int j = 0; j < size; j++) {
                label.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
            }
            assertThat("xn--" + Punycode.encode(label.toString())).isEqualTo(IDN.toASCII(label.toString()));
        }
    }
}
