// SPDX-License-Identifier: Apache-2.0
package io.leadstream.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.runtime.config.SettingsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.config.ConfigDef;

/**
 * Holds the table of settings in a module's README against what the code declares. Run the test with
 * {@code -Dleadstream.docs.write=true} to print the table anew.
 */
public final class SettingsPage {

    private static final Path README = Path.of("README.md");
    private static final String END = "<!-- end of settings -->\n";

    private SettingsPage() {}

    /**
     * Fails when the table differs.
     *
     * @param printedFrom class that the page names in the mark before the table
     */
    public static void assertPrinted(String printedFrom, ConfigDef declared) throws IOException {
        String start = "<!-- settings: printed from " + printedFrom + " -->\n";
        String page = Files.readString(README);
        assertThat(page).contains(start, END);
        String printed = page.substring(0, page.indexOf(start) + start.length())
                + SettingsTable.markdown(declared)
                + page.substring(page.indexOf(END));
        if (Boolean.getBoolean("leadstream.docs.write")) {
            Files.writeString(README, printed);
        }
        assertThat(page).isEqualTo(printed);
    }
}
