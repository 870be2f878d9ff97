// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadstream.standalone.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples that the README shows, without anything running. */
class LookingBackTest {

    private static final Path EXAMPLES = Path.of("..", "examples");
    private static final String RULES =
            EXAMPLES.resolve("rules/decision-makers.yaml").toString();
    private static final String CSV = EXAMPLES.resolve("past-leads.csv").toString();
    private static final String MAPPING =
            EXAMPLES.resolve("mappings/past-leads.yaml").toString();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private int run(String... args) {
        return Commands.run(Terminal.of(out, false, false, 100), args);
    }

    private String told() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldCompareRulesOnAFileAndWriteTheReportEveryWay() throws IOException {
        Path json = folder.resolve("report.json");
        Path html = folder.resolve("report.html");
        assertThat(run(
                        "backtest",
                        RULES,
                        "--csv",
                        CSV,
                        "--mapping",
                        MAPPING,
                        "--json",
                        json.toString(),
                        "--html",
                        html.toString()))
                .isZero();
        assertThat(told()).contains("'decision-makers' compared with 'default'", "ROC AUC", "because");
        assertThat(told().lines().filter(line -> !line.contains(folder.toString())))
                .allMatch(line -> line.codePointCount(0, line.length()) <= 100);
        JsonNode report = new ObjectMapper().readTree(json.toFile());
        assertThat(report.path("leads").asLong()).isEqualTo(1200);
        assertThat(report.path("quality").path("after").path("rocAuc").asDouble())
                .isGreaterThan(
                        report.path("quality").path("before").path("rocAuc").asDouble());
        assertThat(Files.readString(html)).startsWith("<!doctype html>");
    }

    @Test
    void shouldPrintNothingButJsonWhenAskedTo() throws IOException {
        assertThat(run("backtest", RULES, "--csv", CSV, "--mapping", MAPPING, "--json", "-", "--to", "2025-03-01"))
                .isZero();
        assertThat(new ObjectMapper().readTree(told()).path("to").asText()).isEqualTo("2025-03-01T00:00:00Z");
    }

    @Test
    void shouldTrainAModelThatDoesNotReadWhatSalesWroteLater() throws IOException {
        Path model = folder.resolve("model.json");
        assertThat(run("model", "train", "--csv", CSV, "--mapping", MAPPING, "--output", model.toString()))
                .isZero();
        JsonNode tree = new ObjectMapper().readTree(model.toFile());
        assertThat(tree.path("trainedOn").asLong()).isEqualTo(840);
        assertThat(tree.path("report").path("auc").asDouble()).isBetween(0.7, 0.95);
        assertThat(tree.path("features").findValuesAsText("field"))
                .contains("title", "activity.page_viewed")
                .doesNotContain("custom.last_note");
    }

    @Test
    void shouldSayWhatIsWrongAndWhatToDo() {
        assertThat(run("backtest", RULES, "--csv", CSV)).isEqualTo(1);
        assertThat(told()).contains("--csv needs --mapping");
        assertThat(run("backtest", RULES, "--csv", CSV, "--mapping", MAPPING, "--outcome", "Job title"))
                .isEqualTo(1);
        assertThat(told()).contains("tells no outcome");
        assertThat(run("backtest", RULES, "--csv", CSV, "--mapping", MAPPING, "--from", "yesterday"))
                .isEqualTo(2);
        assertThat(told()).contains("'yesterday' is no time");
        assertThat(run("model", "train", "--csv", CSV, "--mapping", MAPPING, "--train-share", "0.01"))
                .isEqualTo(1);
        assertThat(told()).contains("at least 20");
    }
}
