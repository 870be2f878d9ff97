// SPDX-License-Identifier: Apache-2.0
package io.leadstream.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The house as it stands keeps its rules. */
class ArchitectureTest {

    private static final String ROOT = "io.leadstream";

    private static JavaClasses main;
    private static JavaClasses test;

    @BeforeAll
    static void importOnce() {
        main = House.mainClasses();
        test = House.testClasses();
    }

    @Test
    void shouldFindEveryModuleThatIsBuiltBeforeThisOne() {
        var empty = EnumSet.allOf(Module.class);
        empty.remove(Module.BENCHMARKS);
        empty.removeIf(module ->
                main.that(resideInAPackage(module.packages(ROOT))).iterator().hasNext());
        assertThat(empty).isEmpty();
    }

    @Test
    void shouldImportAlongTheArrowsOnly() {
        check(Arrows.under(ROOT), main);
    }

    @Test
    void shouldDecideWithoutClockChanceOrMachine() {
        check(Purity.ofDecisionsUnder(ROOT), main);
    }

    @Test
    void shouldStreamByTheTimeOfRecords() {
        check(Purity.ofStreamsUnder(ROOT), main);
    }

    @Test
    void shouldNameClassesByWhatTheyAre() {
        check(Conduct.ofNames(), main);
        check(Conduct.ofNames(), test);
    }

    @Test
    void shouldNeverSleep() {
        check(Conduct.ofWaiting(), main);
        check(Conduct.ofWaitingInTests(), test);
    }

    @Test
    void shouldPrintFromTheCommandLineOnly() {
        check(Conduct.ofTalkingUnder(ROOT), main);
    }

    private static void check(List<ArchRule> rules, JavaClasses classes) {
        for (var rule : rules) {
            rule.check(classes);
        }
    }
}
