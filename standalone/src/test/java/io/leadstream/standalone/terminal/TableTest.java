// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TableTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shouldStandInColumnsWhenPrinted() {
        new Table()
                .text("stage")
                .number("leads")
                .bar("")
                .row("lead", 2_000L, 2_000L)
                .row("mql", 500L, 500L)
                .row("won", 1L, 1L)
                .print(Terminal.of(out, false, false, 100));
        assertThat(printed().lines())
                .containsExactly(
                        "  stage  leads",
                        "  lead   2,000  " + "█".repeat(28),
                        "  mql      500  " + "█".repeat(7),
                        "  won        1  █");
    }

    @Test
    void shouldCutTheWidestTextWhenTheTerminalIsNarrow() {
        new Table()
                .text("name")
                .text("why")
                .number("n")
                .row("Ann", "x".repeat(90), 7)
                .print(Terminal.of(out, false, false, 60));
        assertThat(printed().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(60));
        assertThat(printed()).contains("…").endsWith("  7\n");
    }

    @Test
    void shouldCutTheWidestTextEvenInTheMiddleWhenAskedTo() {
        new Table()
                .even()
                .text("name")
                .text("why")
                .text("until")
                .row("Ann", "x".repeat(90), "2026-11-20")
                .print(Terminal.of(out, false, false, 60));
        assertThat(printed()).contains("x…  2026-11-20\n");
    }

    @Test
    void shouldTellWhetherItFits() {
        Table table = new Table();
        for (int i = 0; i < 10; i++) {
            table.text("a long heading");
        }
        assertThat(table.fits(Terminal.of(out, false, false, 60))).isFalse();
        assertThat(table.fits(Terminal.of(out, false, false, 100))).isTrue();
    }

    @Test
    void shouldAlignSignsOfTwoColumnsAndOfNone() {
        new Table()
                .text("name")
                .number("n")
                .row("Zoë 王さま", 1)
                .row("Zoe\u0308 Ann", 2)
                .row("x", 3)
                .print(Terminal.of(out, false, false, 100));
        assertThat(printed().lines())
                .containsExactly("  name        n", "  Zoë 王さま  1", "  Zoe\u0308 Ann     2", "  x           3");
    }

    @Test
    void shouldHoldNoEscapesWithoutColour() {
        Terminal plain = Terminal.of(out, false, true, 100).withoutColour();
        new Table().text("a").row(Paint.BAD, "b").print(plain);
        plain.heading("Heading");
        Progress progress = new Progress(plain, "Playing", "events", 10);
        progress.at(5);
        progress.done("10 events");
        assertThat(printed()).doesNotContain("\u001b").doesNotContain("\r");
    }

    @Test
    void shouldSayInOneLineAQuarterHowFarItIsWhenNobodyLooks() {
        Progress progress = new Progress(Terminal.of(out, false, false, 100), "Playing", "events", 100);
        for (int i = 1; i <= 100; i++) {
            progress.at(i);
        }
        assertThat(printed().lines()).hasSize(3);
        assertThat(printed()).contains(" 25 %").contains(" 50 %").contains(" 75 %");
    }

    @Test
    void shouldRefuseARowOfAnotherLength() {
        Table table = new Table().text("a");
        assertThatThrownBy(() -> table.row("b", "c")).hasMessage("2 cells for 1 columns");
    }

    @Test
    void shouldReadAsPeopleSayNumbersAndTimes() {
        assertThat(Numbers.grouped(1_234_567L)).isEqualTo("1,234,567");
        assertThat(Numbers.share(1, 8)).isEqualTo("12.5 %");
        assertThat(Numbers.share(1, 0)).isEqualTo("0.0 %");
        assertThat(Numbers.duration(Duration.ofMillis(999))).isEqualTo("999 ms");
        assertThat(Numbers.duration(Duration.ofMillis(61_500))).isEqualTo("1 min 1 s");
        assertThat(Numbers.duration(Duration.ofHours(30))).isEqualTo("1 d 6 h");
    }
}
