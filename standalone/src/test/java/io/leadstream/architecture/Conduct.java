// SPDX-License-Identifier: Apache-2.0
package io.leadstream.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;

/** Habits of every class: names that say something, no waiting by the clock, no talking past the log. */
final class Conduct {

    private static final Set<String> SLEEPS = Set.of("java.lang.Thread.sleep", "java.util.concurrent.TimeUnit.sleep");

    private Conduct() {}

    static List<ArchRule> ofNames() {
        return List.of(noClasses()
                .should()
                .haveNameMatching(".*(Impl|Utils?|Helpers?|Manager|Base|Common)$")
                .because("a name says what a class decides or holds"));
    }

    static List<ArchRule> ofWaiting() {
        return List.of(noClasses()
                .should()
                .accessTargetWhere(sleep())
                .because("a condition is awaited, a time is scheduled")
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

    private static DescribedPredicate<JavaAccess<?>> sleep() {
        return describe(
                "sleep",
                access -> SLEEPS.contains(access.getTargetOwner().getName() + "."
                        + access.getTarget().getName()));
    }
}
