// SPDX-License-Identifier: Apache-2.0
package io.leadstream.backtest;

import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.capture.CapturedLead;
import io.leadstream.schemas.capture.SourceKind;
import io.leadstream.schemas.rules.Condition;
import io.leadstream.schemas.rules.ConditionKind;
import io.leadstream.schemas.rules.Operator;
import io.leadstream.schemas.rules.ScoringRule;
import io.leadstream.schemas.rules.ScoringRuleSet;
import io.leadstream.testkit.Fixtures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Histories and rules that are easy to reckon by hand. */
final class Samples {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Samples() {}

    static ScoringRule perActivity(String type, int points) {
        return ScoringRule.newBuilder()
                .setId(type.replace('_', '-'))
                .setName(type)
                .setCategory("behavioural")
                .setActivityType(type)
                .setPoints(points)
                .build();
    }

    static ScoringRule onTitle(String word, int points) {
        return ScoringRule.newBuilder()
                .setId("title-" + word)
                .setName("Title contains " + word)
                .setCategory("demographic")
                .setCondition(Condition.newBuilder()
                        .setKind(ConditionKind.TEST)
                        .setField("title")
                        .setOperator(Operator.CONTAINS)
                        .setValues(List.of(word))
                        .build())
                .setPoints(points)
                .build();
    }

    static ScoringRuleSet rules(String name, ScoringRule... rules) {
        return ScoringRuleSet.newBuilder()
                .setVersion(0)
                .setName(name)
                .setContentHash(name)
                .setPublishedAt(Instant.EPOCH)
                .setPublishedBy("")
                .setRules(List.of(rules))
                .build();
    }

    static CapturedLead lead(String email, String title, Instant at, Map<String, String> custom) {
        return Fixtures.capture("capture-" + email, email)
                .setSourceKind(SourceKind.API)
                .setTitle(title)
                .setOccurredAt(at)
                .setReceivedAt(at)
                .setCustomFields(custom)
                .build();
    }

    static Activity did(String email, String type, int number, Instant at) {
        return Fixtures.activity(type + "-" + number + "-" + email, email, type)
                .setOccurredAt(at)
                .setReceivedAt(at)
                .build();
    }

    /** A lead with a title who asked for so many demos, one a day. */
    static LeadHistory history(String email, String title, int demos, boolean won) {
        var events = new ArrayList<HistoryEvent>();
        events.add(HistoryEvent.of(lead(email, title, START, Map.of()), false));
        for (int i = 0; i < demos; i++) {
            Instant at = START.plus(Duration.ofDays(i + 1L));
            events.add(HistoryEvent.of(did(email, "demo_requested", i, at), false));
        }
        return LeadHistory.of(Fixtures.leadId(email), events, won, null);
    }

    static History of(List<LeadHistory> leads) {
        return of(leads, null);
    }

    /** One whose leads are looked at at a time. */
    static History of(List<LeadHistory> leads, @Nullable Instant standsAt) {
        return new History() {
            @Override
            public @Nullable Instant standsAt() {
                return standsAt;
            }

            @Override
            public void read(Consumer<LeadHistory> reader) {
                leads.forEach(reader);
            }

            @Override
            public String origin() {
                return "made up";
            }

            @Override
            public String outcome() {
                return "won";
            }
        };
    }
}
