// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.standalone.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private int run(String... args) {
        return Commands.run(Terminal.of(out, false, false, 100), args);
    }

    private String told() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldSuggestTheCommandWhenItIsMisspelt() {
        assertThat(run("dmeo")).isEqualTo(2);
        assertThat(told()).contains("'dmeo'").contains("Did you mean demo?");
    }

    @Test
    void shouldSuggestTheOptionWhenItIsMisspelt() {
        assertThat(run("demo", "--exti")).isEqualTo(2);
        assertThat(told()).contains("Unknown option: '--exti'").contains("Did you mean --exit?");
    }

    @Test
    void shouldPointToHelpWhenAValueIsNoNumber() {
        assertThat(run("up", "--http-port", "many")).isEqualTo(2);
        assertThat(told()).contains("'many'").contains("./leadstream help up");
    }

    @Test
    void shouldListEveryCommandWhenAskedForNothing() {
        assertThat(run()).isZero();
        assertThat(told())
                .contains("demo", "up", "import", "explain", "topics", "tail", "sql", "doctor")
                .contains("assignment-stream", "registry");
    }

    @Test
    void shouldTellHowToStartOneWhenNoneRuns(@TempDir Path folder) {
        assertThat(run("explain", "--data", folder.toString(), "jane@example.com"))
                .isEqualTo(1);
        assertThat(told()).contains("Error: no leadstream runs in").contains("./leadstream up");
    }

    @Test
    void shouldFindNothingWrongWithAnEmptyFolder(@TempDir Path folder) {
        assertThat(run("doctor", "--data", folder.toString())).isZero();
        assertThat(told()).contains("Java").contains("disk").contains("is not used yet");
    }
}
