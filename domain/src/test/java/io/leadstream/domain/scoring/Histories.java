// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import io.leadstream.domain.lead.AvroPersonCodec;
import io.leadstream.domain.lead.Captures;
import io.leadstream.domain.rules.RuleFiles;
import io.leadstream.domain.rules.Yaml;
import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.capture.CapturedLead;
import io.leadstream.schemas.rules.ScoringRuleSet;
import io.leadstream.schemas.state.scoring.LeadState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.specific.SpecificData;
import org.jspecify.annotations.Nullable;

/** Plays events into one lead. */
final class Histories {

    static final LeadScoring SCORING = new LeadScoring(new AvroPersonCodec());

    private Histories() {}

    static ScoringModel defaultModel() {
        return model(
                RuleFiles.scoringRules(Yaml.resource(RuleFiles.DEFAULT_SCORING_RULES))
                        .orThrow(),
                1);
    }

    static ScoringModel model(String yaml, int version) {
        return model(Yaml.rules(yaml), version);
    }

    static ScoringModel model(ScoringRuleSet rules, int version) {
        rules.setVersion(version);
        rules.setPublishedAt(Captures.START.plusSeconds(version));
        return ScoringModel.compile(rules);
    }

    static Activity activity(String eventId, String type, long minutes) {
        return activity(eventId, type, Captures.START.plusSeconds(60 * minutes));
    }

    static Activity activity(String eventId, String type, Instant at) {
        return Activity.newBuilder()
                .setEventId(eventId)
                .setType(type)
                .setOccurredAt(at)
                .setReceivedAt(at.plusSeconds(1))
                .setLeadId("lead-1")
                .setSource("api")
                .build();
    }

    /** A view or a note on any day of a span, most with properties: a plan, or "free", and a number n below 8. */
    static Activity withProperties(String eventId, String plan, int span, Random random) {
        Activity event = activity(
                eventId,
                random.nextInt(3) == 0 ? "note" : "viewed",
                Captures.START.plus(Duration.ofDays(random.nextInt(span))));
        event.setProperties(
                random.nextInt(4) == 0
                        ? Map.of()
                        : Map.of(
                                "plan",
                                '"' + (random.nextBoolean() ? plan : "free") + '"',
                                "n",
                                String.valueOf(random.nextInt(8))));
        return event;
    }

    static ScoringOutcome apply(@Nullable LeadState before, Object event, @Nullable ScoringModel model) {
        return event instanceof CapturedLead capture
                ? SCORING.capture("lead-1", before, capture, model)
                : SCORING.activity("lead-1", before, (Activity) event, model);
    }

    static ScoringOutcome apply(
            @Nullable LeadState before, Object event, @Nullable ScoringModel model, Measures measures) {
        return event instanceof CapturedLead capture
                ? SCORING.take("lead-1", before, capture, false, model, measures)
                : SCORING.take("lead-1", before, (Activity) event, false, model, measures);
    }

    static LeadState play(List<?> events, @Nullable ScoringModel model) {
        LeadState state = null;
        for (Object event : events) {
            state = apply(state, event, model).state();
        }
        if (state == null) {
            throw new IllegalArgumentException("no events");
        }
        return state;
    }

    /**
     * What has to be the same in any order: everything but sequences, timers, and qualification, which stays once it is reached and
     * so hangs on the way when points can be lost, and which of several events won the points.
     */
    static Map<String, Object> lasting(LeadState state) {
        Map<String, Object> values = new HashMap<>();
        for (var field : state.getSchema().getFields()) {
            values.put(field.name(), SpecificData.get().toString(state.get(field.pos())));
        }
        values.keySet()
                .removeAll(
                        List.of("scoreSequence", "profileVersion", "qualified", "qualifiedAt", "salesReady", "dueDay"));
        return values;
    }
}
