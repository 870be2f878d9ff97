// SPDX-License-Identifier: Apache-2.0
package io.leadstream.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each family of rules bites: a rule that finds nothing in a house with nothing to find proves nothing. */
class PlantedViolationsTest {

    private static final String ROOT = "io.leadstream.architecture.planted";

    private static JavaClasses planted;

    @BeforeAll
    static void importOnce() {
        planted = House.plantedClasses();
    }

    @Test
    void shouldReportAnArrowAgainstTheDirection() {
        assertThat(violationsOf(Arrows.under(ROOT)))
                .anyMatch(line -> line.contains("ReachesIntoTheSink"))
                .anyMatch(line -> line.contains("TalksToTheDatabase"));
    }

    @Test
    void shouldReportEveryImpurityOfADecision() {
        assertThat(violationsOf(Purity.ofDecisionsUnder(ROOT)))
                .anyMatch(line -> line.contains("HttpClient"))
                .anyMatch(line -> line.contains("ReentrantLock"))
                .anyMatch(line -> line.contains("Clock.systemUTC"))
                .anyMatch(line -> line.contains("UUID.randomUUID"))
                .anyMatch(line -> line.contains("java.util.Random"))
                .anyMatch(line -> line.contains("Locale.getDefault"))
                .anyMatch(line -> line.contains("ImpureDecision.count"))
                .anyMatch(line -> line.contains("ImpureDecision.memory"));
    }

    @Test
    void shouldReportAClockInAStream() {
        assertThat(violationsOf(Purity.ofStreamsUnder(ROOT))).anyMatch(line -> line.contains("ReadsTheClock"));
    }

    @Test
    void shouldReportANameThatSaysNothing() {
        assertThat(violationsOf(Conduct.ofNames())).singleElement().asString().contains("ScoreUtils");
    }

    @Test
    void shouldReportASleep() {
        assertThat(violationsOf(Conduct.ofWaiting())).singleElement().asString().contains("SleepsAndTalks");
        assertThat(violationsOf(Conduct.ofWaitingInTests()))
                .singleElement()
                .asString()
                .contains("SleepsAndTalks");
    }

    @Test
    void shouldReportAPrint() {
        assertThat(violationsOf(Conduct.ofTalkingUnder(ROOT)))
                .singleElement()
                .asString()
                .contains("SleepsAndTalks");
    }

    private static List<String> violationsOf(List<ArchRule> rules) {
        return rules.stream()
                .flatMap(rule -> rule.evaluate(planted).getFailureReport().getDetails().stream())
                .toList();
    }
}
