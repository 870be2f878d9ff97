// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.runtime.config.Settings;
import io.leadstream.testkit.SettingsPage;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    @Test
    void shouldPrintTheSettingsThatAreThere() throws IOException {
        SettingsPage.assertPrinted("ScoringConfig", ScoringConfig.definition());
    }

    @Test
    void shouldReadSettings() {
        var settings = Settings.of(
                ScoringConfig.definition(), Map.of(ScoringConfig.DEDUPE_DAYS, 7, ScoringConfig.SLICE_KEYS, 9));
        var config = ScoringConfig.of(settings);
        assertThat(config)
                .isEqualTo(new ScoringConfig(
                        24,
                        Duration.ofDays(7),
                        500,
                        Duration.ofDays(30),
                        Duration.ofDays(400),
                        Duration.ofMillis(50),
                        9,
                        Duration.ofMillis(20),
                        Duration.ofMillis(25)));
    }
}
