// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CommonSettingsTest {

    @Test
    void shouldPrintEveryCommonKeyInTheReadme() throws IOException {
        String module = "<module>";
        String table = SettingsTable.markdown(CommonSettings.defineStreams(CommonSettings.define(module, 0), module));
        assertThat(Files.readString(Path.of("README.md"))).contains(table);
    }
}
