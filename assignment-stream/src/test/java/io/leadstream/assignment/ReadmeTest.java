// SPDX-License-Identifier: Apache-2.0
package io.leadstream.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.runtime.config.SettingsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    private static final Path README = Path.of("README.md");
    private static final String START = "<!-- settings: printed from AssignmentConfig -->\n";
    private static final String END = "<!-- end of settings -->\n";

    /** Run with -Dleadstream.docs.write=true to print the table anew. */
    @Test
    void shouldPrintTheSettingsThatAreThere() throws IOException {
        String page = Files.readString(README);
        String printed = page.substring(0, page.indexOf(START) + START.length())
                + SettingsTable.markdown(AssignmentConfig.definition())
                + page.substring(page.indexOf(END));
        if (Boolean.getBoolean("leadstream.docs.write")) {
            Files.writeString(README, printed);
        }
        assertThat(page).isEqualTo(printed);
    }
}
