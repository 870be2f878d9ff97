// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.runtime.config.SettingsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    @Test
    void shouldPrintEveryKeyAsItIsDeclared() throws IOException {
        assertThat(Files.readString(Path.of("README.md"))).contains(SettingsTable.markdown(SinkSettings.define()));
    }
}
