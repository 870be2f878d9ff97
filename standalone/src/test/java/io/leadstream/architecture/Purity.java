// SPDX-License-Identifier: Apache-2.0
package io.leadstream.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;

/** A decision is a function of what it is given: no clock, no dice, no machine, no memory, no local customs. */
final class Purity {

    private static final Set<String> CLOCK_CLASSES = Set.of(
            "java.time.Instant",
            "java.time.Clock",
            "java.time.LocalDate",
            "java.time.LocalTime",
            "java.time.LocalDateTime",
            "java.time.OffsetDateTime",
            "java.time.ZonedDateTime",
            "java.time.Year",
            "java.time.YearMonth");
    private static final Set<String> CLOCK_METHODS =
            Set.of("now", "systemUTC", "systemDefaultZone", "system", "tick", "tickMillis", "tickSeconds");
    private static final Set<String> MACHINE_METHODS = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.System.getenv",
            "java.lang.System.getProperty",
            "java.util.UUID.randomUUID",
            "java.lang.Math.random",
            "java.util.Calendar.getInstance");
    private static final Set<String> CUSTOMS_METHODS = Set.of(
            "java.util.Locale.getDefault",
            "java.util.TimeZone.getDefault",
            "java.time.ZoneId.systemDefault",
            "java.nio.charset.Charset.defaultCharset",
            "java.lang.String.formatted");

    private Purity() {}

    /** What the decisions may not touch. */
    static List<ArchRule> ofDecisionsUnder(String root) {
        var decisions = Module.DOMAIN.packages(root);
        return List.of(
                classes()
                        .that()
                        .resideInAPackage(decisions)
                        .should()
                        .onlyDependOnClassesThat()
                        .resideInAnyPackage(
                                "java.lang..",
                                "java.math..",
                                "java.nio",
                                "java.nio.charset..",
                                "java.security..",
                                "java.text..",
                                "java.time..",
                                "java.util..",
                                "java.net",
                                "java.io",
                                "org.apache.avro..",
                                "org.jspecify..",
                                "com.google.common..",
                                "com.google.errorprone..",
                                "com.google.i18n..",
                                "com.google.re2j..",
                                decisions,
                                Module.SCHEMAS.packages(root))
                        .because("a decision knows no Kafka, HTTP, SQL or logging"),
                noClasses()
                        .that()
                        .resideInAPackage(decisions)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                root + ".schemas.serde..",
                                root + ".schemas.topic..",
                                "java.util.logging..",
                                "java.util.concurrent..")
                        .because("a decision knows records, not topics, serdes, logs or threads")
                        .allowEmptyShould(true),
                noClasses()
                        .that()
                        .resideInAPackage(decisions)
                        .should()
                        .accessTargetWhere(readsTheClock().or(asksTheMachine()).or(followsLocalCustoms()))
                        .because("time, chance and customs are parameters")
                        .allowEmptyShould(true),
                noClasses()
                        .that()
                        .resideInAPackage(decisions)
                        .should()
                        .dependOnClassesThat(
                                assignableTo("java.util.Random").or(assignableTo("java.util.random.RandomGenerator")))
                        .because("the same input gives the same output")
                        .allowEmptyShould(true),
                fields().that()
                        .areDeclaredInClassesThat()
                        .resideInAPackage(decisions)
                        .and()
                        .areStatic()
                        .should()
                        .beFinal()
                        .because("a decision has no memory")
                        .allowEmptyShould(true),
                noFields()
                        .that()
                        .areDeclaredInClassesThat()
                        .resideInAPackage(decisions)
                        .and()
                        .areStatic()
                        .should()
                        .haveRawType(mutableHolder())
                        .because("a final reference to something that changes is memory too")
                        .allowEmptyShould(true));
    }

    /** Processors go by the time that records and punctuators bring, so that a replay decides the same. */
    static List<ArchRule> ofStreamsUnder(String root) {
        return List.of(noClasses()
                .that()
                .resideInAnyPackage(Module.SCORING.packages(root), Module.ASSIGNMENT.packages(root))
                .should()
                .accessTargetWhere(readsTheClock().or(asksTheMachine()))
                .because("a replay of the same records gives the same result")
                .allowEmptyShould(true));
    }

    private static DescribedPredicate<JavaAccess<?>> readsTheClock() {
        return describe(
                "read the clock",
                access -> CLOCK_CLASSES.contains(access.getTargetOwner().getName())
                        && CLOCK_METHODS.contains(access.getTarget().getName()));
    }

    private static DescribedPredicate<JavaAccess<?>> asksTheMachine() {
        return describe(
                "ask the machine",
                access -> MACHINE_METHODS.contains(nameOf(access))
                        || isNoArgumentConstructorOf(access, "java.util.Date"));
    }

    private static DescribedPredicate<JavaAccess<?>> followsLocalCustoms() {
        return describe(
                "follow local customs",
                access -> CUSTOMS_METHODS.contains(nameOf(access))
                        || isStringCaseWithoutLocale(access)
                        || isFormatWithoutLocale(access));
    }

    private static boolean isStringCaseWithoutLocale(JavaAccess<?> access) {
        return Set.of("java.lang.String.toLowerCase", "java.lang.String.toUpperCase")
                        .contains(nameOf(access))
                && parameterCount(access) == 0;
    }

    private static boolean isFormatWithoutLocale(JavaAccess<?> access) {
        return nameOf(access).equals("java.lang.String.format") && parameterCount(access) == 2;
    }

    private static boolean isNoArgumentConstructorOf(JavaAccess<?> access, String type) {
        return access.getTargetOwner().getName().equals(type)
                && access.getTarget().getName().equals("<init>")
                && parameterCount(access) == 0;
    }

    private static int parameterCount(JavaAccess<?> access) {
        return access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget code
                ? code.getRawParameterTypes().size()
                : -1;
    }

    private static String nameOf(JavaAccess<?> access) {
        return access.getTargetOwner().getName() + "." + access.getTarget().getName();
    }

    private static DescribedPredicate<JavaClass> mutableHolder() {
        return describe(
                "a mutable holder",
                type -> !type.getModifiers().contains(JavaModifier.SYNTHETIC)
                        && (type.getPackageName().equals("java.util.concurrent.atomic")
                                || type.isAssignableTo("java.util.AbstractCollection")
                                || type.isAssignableTo("java.util.AbstractMap")
                                || type.isAssignableTo("java.lang.ThreadLocal")
                                || type.isAssignableTo("java.lang.StringBuilder")));
    }
}
