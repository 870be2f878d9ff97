// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import static io.leadstream.domain.lead.Captures.START;
import static io.leadstream.domain.scoring.Histories.SCORING;
import static io.leadstream.domain.scoring.Histories.activity;
import static io.leadstream.domain.scoring.Histories.lasting;
import static io.leadstream.domain.scoring.Histories.model;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leadstream.domain.rules.Yaml;
import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.state.scoring.ActivityCounter;
import io.leadstream.schemas.state.scoring.LeadState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class RecountTest {

    private static final ScoringModel OLD =
            model("{name: a, rules: [{name: V, activity: viewed, points: 1}], dailyHitLimit: 3}", 1);

    private static final String ENTERPRISE = "viewed{plan equals \"enterprise\"}";

    private static final ScoringModel NEW = model("""
            name: b
            dailyHitLimit: 2
            rules:
            - {name: E, activity: viewed, points: 7, halfLife: 50, where: {field: plan, operator: equals, value: enterprise}}
            - {name: N, field: count.viewed, operator: greater_than, value: 2, points: 5, where: {field: n, operator: less_than, value: 4}}
            - {name: R, field: days_since.note, operator: less_than, value: 9, points: 3, where: {field: n, operator: exists}}
            """, 2);

    private static final Measures MISSING =
            Measures.of(2, since(2), Measures.ofRules(NEW.rules()).values());

    private static Map<String, Integer> since(int version) {
        var since = new HashMap<String, Integer>();
        Measures.ofRules(NEW.rules()).keySet().forEach(name -> since.put(name, version));
        return since;
    }

    @RepeatedTest(100)
    void shouldEndAsIfTheMeasureHadAlwaysBeenCounted(RepetitionInfo run) {
        var random = new Random(run.getCurrentRepetition());
        List<Activity> events = history(random);
        LeadState expected = Histories.play(events, NEW);
        int publishedAt = random.nextInt(events.size() + 1);
        var recorded = new ArrayList<>(events.subList(0, publishedAt));
        Collections.shuffle(recorded, random);
        LeadState state = null;
        for (int i = 0; i < events.size(); i++) {
            state = i < publishedAt
                    ? SCORING.activity("lead-1", state, events.get(i), OLD).state()
                    : SCORING.take("lead-1", state, events.get(i), false, OLD, MISSING)
                            .state();
            for (int slice = random.nextInt(3); i >= publishedAt && slice > 0 && !recorded.isEmpty(); slice--) {
                recount(Objects.requireNonNull(state), recorded.remove(0));
            }
        }
        LeadState left = Objects.requireNonNull(state);
        recorded.forEach(event -> recount(left, event));
        assertThat(lasting(SCORING.rescore("lead-1", left, NEW, MISSING, START).state()))
                .as("seed %d", run.getCurrentRepetition())
                .isEqualTo(lasting(expected));
    }

    private static void recount(LeadState state, Activity event) {
        Recount.count(state, MISSING, event.getType(), event.getOccurredAt().toEpochMilli(), event.getProperties());
    }

    private static List<Activity> history(Random random) {
        var events = new ArrayList<Activity>();
        int span = random.nextBoolean() ? 5 : 900;
        for (int i = random.nextInt(40); i >= 0; i--) {
            Activity event = Histories.withProperties("e" + i, "enterprise", span, random);
            events.add(event);
        }
        return events;
    }

    @Test
    void shouldLeaveAloneWhatNoMeasureTakes() {
        LeadState state = Histories.play(List.of(viewed("e1", "free")), OLD);
        assertThat(Recount.count(state, MISSING, "viewed", 0, Map.of("plan", "\"free\"")))
                .isFalse();
        assertThat(Recount.count(state, MISSING, "call", 0, Map.of("plan", "\"enterprise\"")))
                .isFalse();
        assertThat(state.getMeasuresVersion()).isEqualTo(1);
        assertThat(state.getCounters()).hasSize(1);
    }

    @Test
    void shouldVoidWhatWasCountedBeforeCountingBeganAnew() {
        LeadState state = Histories.play(List.of(viewed("e1", "enterprise")), NEW);
        assertThat(names(state)).containsExactly("viewed", ENTERPRISE);
        var later = model("{name: c, rules: [{name: V, activity: viewed, points: 1}]}", 4);
        state = Histories.apply(state, viewed("e2", "enterprise"), later).state();
        assertThat(names(state)).as("dropped with the rules that needed it").containsExactly("viewed");

        LeadState stale = Histories.play(List.of(viewed("e1", "enterprise")), NEW);
        var anew = Measures.of(5, since(5), Measures.ofRules(NEW.rules()).values());
        assertThat(Recount.count(
                        stale,
                        anew,
                        "viewed",
                        START.toEpochMilli(),
                        viewed("e1", "enterprise").getProperties()))
                .isTrue();
        assertThat(counter(stale, ENTERPRISE).getTotal())
                .as("not on top of the old count")
                .isEqualTo(1);
        assertThat(stale.getMeasuresVersion()).isEqualTo(5);
    }

    @Test
    void shouldTellWhatALeadHadTakenIn() {
        var seen = viewed("e1", "free");
        seen.setAnonymousId("v1");
        LeadState state = Histories.play(List.of(seen), OLD);
        assertThat(Recount.tookIn(state, "viewed", null)).isTrue();
        assertThat(Recount.tookIn(state, "viewed", "v1")).isTrue();
        assertThat(Recount.tookIn(state, "viewed", "v2")).isFalse();
        assertThat(Recount.tookIn(state, "call", null)).isFalse();
        assertThat(Recount.tookIn(null, "viewed", null)).isFalse();
    }

    @Test
    void shouldCutEachMeasureByTheDailyLimitAsItCutsAType() {
        var events = new ArrayList<Activity>();
        for (int i = 0; i < 5; i++) {
            events.add(viewed("f" + i, "free"));
            events.add(viewed("e" + i, "enterprise"));
        }
        LeadState state = Histories.play(events, NEW);
        ActivityCounter counter = counter(state, ENTERPRISE);
        assertThat(counter.getTotal()).isEqualTo(5);
        assertThat(counter.getCut()).isEqualTo(3);
        assertThat(counter(state, "viewed").getCut()).isEqualTo(8);
    }

    @Test
    void shouldLookOnlyAtActiveRules() {
        var rules = Yaml.rules("""
                {name: n, rules: [{name: E, activity: viewed, points: 1, active: false,
                where: {field: plan, operator: exists}}, {name: V, activity: viewed, points: 1}]}
                """);
        assertThat(Measures.ofRules(rules)).isEmpty();
        rules.getRules().get(0).setActive(true);
        rules.getRules().get(0).setActivityType(null);
        rules.setVersion(1);
        assertThatIllegalArgumentException().isThrownBy(() -> ScoringModel.compile(rules));
    }

    private static Activity viewed(String eventId, String plan) {
        var viewed = activity(eventId, "viewed", START);
        viewed.setProperties(Map.of("plan", '"' + plan + '"'));
        return viewed;
    }

    private static ActivityCounter counter(LeadState state, String name) {
        return Objects.requireNonNull(Counters.find(state.getCounters(), name));
    }

    private static List<String> names(LeadState state) {
        return state.getCounters().stream().map(ActivityCounter::getType).toList();
    }
}
