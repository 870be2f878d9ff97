// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * What scoring counts. Events taken in are captures, activities and handovers; with the duplicates and the dead letters
 * they add up to the records read from these topics. After a crash, what was not committed is counted again.
 */
final class ScoringMeters {

    final Counter captures;
    final Counter activities;
    final Counter handovers;
    final Counter duplicates;
    final Counter scoreChanges;
    final Counter qualifications;
    final Counter rescored;
    final Counter visitorsDropped;

    ScoringMeters(MeterRegistry registry) {
        captures = events(registry, "capture");
        activities = events(registry, "activity");
        handovers = events(registry, "handover");
        duplicates = counter(registry, "duplicates", "Events that had been counted before");
        scoreChanges = counter(registry, "score.changes", "Changes of a score that were told");
        qualifications = counter(registry, "qualifications", "Leads that reached the qualifying threshold");
        rescored = counter(registry, "rescored", "Leads looked at in the background because of new rules");
        visitorsDropped = counter(
                registry, "visitor.dropped", "Activities of unknown visitors let go by the bounds on their keeping");
    }

    private static Counter events(MeterRegistry registry, String kind) {
        return Counter.builder("leadstream.scoring.events")
                .description("Events taken into a lead")
                .tag("kind", kind)
                .register(registry);
    }

    private static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder("leadstream.scoring." + name)
                .description(description)
                .register(registry);
    }
}
