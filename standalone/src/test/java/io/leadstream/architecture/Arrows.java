// SPDX-License-Identifier: Apache-2.0
package io.leadstream.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.leadstream.architecture.Module.ASSIGNMENT;
import static io.leadstream.architecture.Module.BENCHMARKS;
import static io.leadstream.architecture.Module.CAPTURE;
import static io.leadstream.architecture.Module.EMBEDDED;
import static io.leadstream.architecture.Module.NOTIFIER;
import static io.leadstream.architecture.Module.RUNTIME;
import static io.leadstream.architecture.Module.SCORING;
import static io.leadstream.architecture.Module.SINK;
import static io.leadstream.architecture.Module.STANDALONE;
import static io.leadstream.architecture.Module.TESTKIT;

import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Modules import one another along the arrows only, and reach outside only where that is their purpose. */
final class Arrows {

    private static final String[] DATABASE = {
        "java.sql..", "javax.sql..", "org.postgresql..", "com.zaxxer.hikari..", "org.flywaydb.."
    };
    private static final String[] STREAMS = {"org.apache.kafka.streams.."};
    private static final String[] HTTP = {"io.vertx.."};
    private static final String[] MAIL = {"jakarta.mail..", "org.eclipse.angus.."};
    private static final String[] BROKER = {
        "kafka..", "org.apache.kafka.metadata..", "org.apache.kafka.server..", "io.zonky.."
    };

    private Arrows() {}

    static List<ArchRule> under(String root) {
        var rules = new ArrayList<ArchRule>();
        for (var module : Module.values()) {
            for (var other : module.mayNotImport()) {
                rules.add(noClasses()
                        .that()
                        .resideInAPackage(module.packages(root))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(other.packages(root))
                        .because(module.folder + " meets " + other.folder + " at topics or not at all")
                        .allowEmptyShould(true));
            }
        }
        rules.add(reserved(root, DATABASE, Set.of(SINK, EMBEDDED, TESTKIT, STANDALONE, BENCHMARKS)));
        rules.add(reserved(root, STREAMS, Set.of(RUNTIME, SCORING, ASSIGNMENT, STANDALONE, TESTKIT, BENCHMARKS)));
        rules.add(reserved(root, HTTP, Set.of(RUNTIME, CAPTURE, SINK, EMBEDDED, STANDALONE, BENCHMARKS)));
        rules.add(reserved(root, MAIL, Set.of(NOTIFIER)));
        rules.add(reserved(root, BROKER, Set.of(EMBEDDED)));
        return rules;
    }

    private static ArchRule reserved(String root, String[] outside, Set<Module> forModules) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(
                        forModules.stream().map(module -> module.packages(root)).toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(outside)
                .because("only " + forModules + " have that as their purpose")
                .allowEmptyShould(true);
    }
}
