// SPDX-License-Identifier: Apache-2.0
package io.leadstream.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Habits of every class: names that say something, no waiting by the clock, no talking past the log. */
final class Conduct {

    private Conduct() {}

    static List<ArchRule> ofNames() {
        return List.of(noClasses()
                .should()
                .haveNameMatching(".*(Impl|Utils?|Helpers?|Manager|Base|Common)$")
                .because("a name says what a class decides or holds"));
    }

    /** Main code may pause between two attempts, by name ({@code TimeUnit}); it never waits for something by sleeping. */
    static List<ArchRule> ofWaiting() {
        return List.of(noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class, int.class)
                .because("a condition is awaited, a time is scheduled")
                .allowEmptyShould(true));
    }

    static List<ArchRule> ofWaitingInTests() {
        return List.of(noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(TimeUnit.class, "sleep", long.class)
                .because("a test awaits a condition")
                .allowEmptyShould(true));
    }

    /** The command line and the main of a service talk to a person; everything else logs. */
    static List<ArchRule> ofTalkingUnder(String root) {
        return List.of(noClasses()
                .that()
                .resideOutsideOfPackages(
                        Module.STANDALONE.packages(root), Module.BENCHMARKS.packages(root), root + ".runtime.service")
                .should()
                .accessField(System.class, "out")
                .because("only the command line prints")
                .allowEmptyShould(true));
    }
}
