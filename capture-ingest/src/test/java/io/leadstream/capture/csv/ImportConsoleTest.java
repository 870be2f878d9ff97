// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ImportConsoleTest {

    @Test
    void shouldDrawABarInPlaceWhenThereIsATerminal() {
        String shown = shown(true);
        assertThat(shown)
                .contains("\r[##############################] 100 %  2,000 rows  5 refused")
                .endsWith("\n");
        assertThat(shown.chars().filter(c -> c == '\n')).hasSize(1);
    }

    @Test
    void shouldWritePlainLinesWhenThereIsNone() {
        assertThat(shown(false)).matches("100 %  2,000 rows  5 refused  [0-9,]+ rows/s\\R");
    }

    private static String shown(boolean terminal) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImportConsole console = new ImportConsole(new PrintStream(out, true, StandardCharsets.UTF_8), terminal);
        console.at(new ImportProgress(50, 100, 1_000, 998, 2, 3_000));
        console.at(new ImportProgress(100, 100, 2_000, 1_995, 5, 6_000));
        console.at(new ImportProgress(100, 100, 2_000, 1_995, 5, 6_000));
        return out.toString(StandardCharsets.UTF_8);
    }
}
