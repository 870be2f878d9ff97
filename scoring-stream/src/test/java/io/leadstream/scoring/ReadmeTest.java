// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.runtime.config.Settings;
import io.leadstream.runtime.config.SettingsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    private static final Path README = Path.of("README.md");
    private static final String START = "<!-- settings: printed from ScoringConfig -->\n";
    private static final String END = "<!-- end of settings -->\n";

    /** Run with -Dleadstream.docs.write=true to print the table anew. */
    @Test
    void shouldPrintTheSettingsThatAreThere() throws IOException {
        String page = Files.readString(README);
        String printed = page.substring(0, page.indexOf(START) + START.length())
                + SettingsTable.markdown(ScoringConfig.definition())
                + page.substring(page.indexOf(END));
        if (Boolean.getBoolean("leadstream.docs.write")) {
            Files.writeString(README, printed);
        }
        assertThat(page).isEqualTo(printed);
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
                        Duration.ofMillis(50),
                        9,
                        Duration.ofMillis(10),
                        Duration.ofMillis(25)));
    }
}
