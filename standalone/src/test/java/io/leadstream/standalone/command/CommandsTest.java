// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.standalone.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

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
        assertThat(run("expl")).isEqualTo(2);
        assertThat(told()).contains("Did you mean explain?");
    }

    @Test
    void shouldSuggestTheOptionWhenItIsMisspelt() {
        assertThat(run("demo", "--exti")).isEqualTo(2);
        assertThat(told()).contains("Unknown option: '--exti'").contains("Did you mean --exit?");
    }

    @Test
    void shouldNameWhatThereIsWhenACommandIsMissingOrUnknown() {
        assertThat(run("rules")).isEqualTo(2);
        assertThat(told()).contains("say which: check, import, export, publish, status");
        assertThat(run("rules", "frob")).isEqualTo(2);
        assertThat(told()).contains("there is no such command: 'frob'");
        assertThat(run("rules", "check", "one.yaml", "two.yaml")).isEqualTo(2);
        assertThat(told()).contains("one argument too many: 'two.yaml'");
    }

    @ParameterizedTest
    @CsvSource({"90s, PT1M30S", "30m, PT30M", "24h, PT24H", "7d, PT168H", "PT10M, PT10M", "1h30m, PT1H30M"})
    void shouldReadSpansAsPeopleWriteThem(String text, Duration span) {
        assertThat(new SpanArgument().convert(text)).isEqualTo(span);
    }

    @Test
    void shouldSayHowToWriteASpanOfTime() {
        assertThat(run("routing", "simulate", "--settle", "soon")).isEqualTo(2);
        assertThat(told()).contains("'soon' is no span of time; write 90s, 30m, 24h or 7d");
        assertThat(run("routing", "simulate", "--settle", "-5m")).isEqualTo(2);
    }

    @Test
    void shouldHaveNoHelpThatIsWiderThanAHundredColumns() {
        assertThat(everyFooter(Commands.line(Terminal.of(out, false, false, 100)))
                        .filter(line -> line.length() > 99))
                .isEmpty();
    }

    private static Stream<String> everyFooter(CommandLine line) {
        return Stream.concat(
                Stream.of(line.getCommandSpec().usageMessage().footer()),
                line.getSubcommands().values().stream().flatMap(CommandsTest::everyFooter));
    }

    @Test
    void shouldRefuseToTailFewerThanNoRecords(@TempDir Path folder) {
        assertThat(run("tail", "leads", "-n", "-4", "--data", folder.toString()))
                .isEqualTo(1);
        assertThat(told()).contains("-n -4 is no number of records");
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
                .contains("assignment-stream", "notifier", "registry");
    }

    @Test
    void shouldTellHowToStartOneWhenNoneRuns(@TempDir Path folder) {
        assertThat(run("explain", "--data", folder.toString(), "jane@example.com"))
                .isEqualTo(1);
        assertThat(told()).contains("Error: no leadstream runs in").contains("./leadstream up");
    }

    @Test
    void shouldRefuseToStartWhenNobodyCanBeNotified(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("notifier.properties"), "notifier.webhook.url=http://crm.example.com/hooks");

        assertThat(run(
                        "up",
                        "--notifier-config",
                        file.toString(),
                        "--data",
                        folder.resolve("data").toString()))
                .isEqualTo(1);
        assertThat(told()).contains("the notifier can't be set up", "plain http", "notifier.webhook.secret");
        assertThat(folder.resolve("data")).as("nothing was started").doesNotExist();
    }

    @Test
    void shouldFindNothingWrongWithAnEmptyFolder(@TempDir Path folder) {
        assertThat(run("doctor", "--data", folder.toString())).isZero();
        assertThat(told()).contains("Java").contains("disk").contains("is not used yet");
    }
}
