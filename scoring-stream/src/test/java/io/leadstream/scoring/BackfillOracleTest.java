// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import static io.leadstream.testkit.Fixtures.NOW;
import static io.leadstream.testkit.Fixtures.activity;
import static io.leadstream.testkit.Fixtures.capture;
import static io.leadstream.testkit.Fixtures.identification;
import static io.leadstream.testkit.Fixtures.leadId;
import static io.leadstream.testkit.Fixtures.visitorActivity;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.domain.scoring.Merging;
import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.capture.CapturedLead;
import io.leadstream.schemas.capture.LeadLink;
import io.leadstream.schemas.capture.SourceKind;
import io.leadstream.schemas.rules.ScoringRuleSet;
import io.leadstream.schemas.state.scoring.LeadState;
import io.leadstream.schemas.state.scoring.MeasureShare;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** A version that was counted back leaves every lead as if it had been in force from the start, to the bit. */
class BackfillOracleTest {

    private static final int EVENTS = 150;
    private static final int PEOPLE = 9;
    private static final int VISITORS = 6;
    private static final List<String> TYPES = List.of("pricing_viewed", "call", "note");
    private static final List<SourceKind> KINDS =
            List.of(SourceKind.WEBSITE_FORM, SourceKind.LIVE_CHAT, SourceKind.API);

    private static final String[] NEEDY = {
        "{name: A, activity: pricing_viewed, points: 2, halfLife: 40, where: {field: plan, operator: equals, value: pro}}",
        "{name: B, field: count.call, operator: greater_than, value: 1, points: 3,"
                + " where: {not: {field: minutes, operator: less_than, value: 5}}}",
        "{name: C, field: days_since.note, operator: less_than, value: 20, points: 4, where: {field: plan, operator: exists}}",
        "{name: D, activity: form_submitted, points: 1, where: {field: plan, operator: not_exists}}",
        "{name: E, activity: chat_message, points: 1, cap: 3, where: {not: {field: plan, operator: exists}}}"
    };

    @RepeatedTest(20)
    void shouldEndAsIfTheVersionHadAlwaysBeenInForce(RepetitionInfo run) {
        int seed = run.getCurrentRepetition();
        var random = new Random(seed);
        List<SpecificRecord> events = history(random);
        ScoringRuleSet last = Rules.of(4, NEEDY);
        Map<Integer, ScoringRuleSet> published = new TreeMap<>();
        published.put(random.nextInt(events.size()), last);
        // Whatever came before the last version must leave no trace.
        int before = published.keySet().iterator().next();
        published.putIfAbsent(random.nextInt(before + 1), Rules.of(1 + random.nextInt(2), NEEDY[random.nextInt(5)]));
        published.putIfAbsent(random.nextInt(before + 1), Rules.of(3, NEEDY[0], NEEDY[random.nextInt(2) + 1]));
        assertThat(play(events, published, random))
                .as("seed %d", seed)
                .isEqualTo(play(events, Map.of(0, last), new Random(0)));
    }

    private static Map<String, String> play(
            List<SpecificRecord> events, Map<Integer, ScoringRuleSet> published, Random random) {
        try (var scoring = new ScoringHarness(1 + random.nextInt(30), 500)) {
            scoring.history.batchSize = 1 + random.nextInt(10);
            for (int i = 0; i < events.size(); i++) {
                if (published.containsKey(i)) {
                    scoring.send(published.get(i));
                }
                send(scoring, events.get(i));
                scoring.history.allowed = random.nextInt(3);
                if (random.nextInt(3) == 0) {
                    scoring.tick();
                }
            }
            scoring.history.allowed = Integer.MAX_VALUE;
            scoring.tick();
            for (int i = 0; i < 3 * EVENTS && isAtWork(scoring); i++) {
                scoring.tick();
            }
            var states = new TreeMap<String, String>();
            scoring.states().forEach((leadId, state) -> states.put(leadId, lasting(state)));
            return states;
        }
    }

    /** Whether a version still waits, or leads are still to be brought to the one in force. */
    private static boolean isAtWork(ScoringHarness scoring) {
        return scoring.harness.store(StoreNames.RULE_SET).get("pending") != null
                || scoring.rows(StoreNames.RESCORE_CURSOR) > 0;
    }

    private static void send(ScoringHarness scoring, SpecificRecord event) {
        if (event instanceof LeadLink link) {
            scoring.send(link);
        } else if (event instanceof CapturedLead capture) {
            scoring.send(SpecificData.get().deepCopy(CapturedLead.getClassSchema(), capture));
        } else {
            Activity activity = SpecificData.get().deepCopy(Activity.getClassSchema(), (Activity) event);
            if (activity.getType().equals("identified") || activity.getLeadId() == null) {
                scoring.sendVisitor(activity);
            } else {
                scoring.send(activity);
            }
        }
    }

    /** All but what tells of the way: sequences, timers, what won points when it came, and a qualification that stays. */
    private static String lasting(LeadState state) {
        state.setScoreSequence(0);
        state.setProfileVersion(0);
        state.setDueDay(0);
        state.setQualified(false);
        state.setQualifiedAt(null);
        state.setSalesReady(false);
        state.setShareRevision(0);
        state.setShares(state.getShares().stream()
                .filter(share -> !share.getCounters().isEmpty())
                .map(share -> new MeasureShare(share.getLeadId(), 0, share.getCounters()))
                .toList());
        if (Merging.isGone(state)) {
            assertThat(state.getShareDue()).isFalse();
            state.setMeasuresVersion(0);
            state.setOldestDay(0);
        } else {
            assertThat(state.getRulesVersion()).isEqualTo(4);
        }
        return SpecificData.get().toString(state);
    }

    private static List<SpecificRecord> history(Random random) {
        var events = new ArrayList<SpecificRecord>();
        int span = random.nextBoolean() ? 25 : 700;
        for (int i = 0; i < EVENTS; i++) {
            int person = random.nextInt(PEOPLE);
            String email = random.nextInt(3) == 0 ? phone(person) : email(person);
            String visitor = "v" + random.nextInt(VISITORS);
            var at = NOW.minus(Duration.ofDays(random.nextInt(span)));
            // Within the time for which visitors are kept: when they are let go depends on the clock.
            var received = NOW.plus(Duration.ofHours(random.nextInt(600)));
            switch (random.nextInt(8)) {
                case 0 ->
                    events.add(capture("e" + i, email)
                            .setOccurredAt(at)
                            .setReceivedAt(received)
                            .setSourceKind(KINDS.get(random.nextInt(3)))
                            .build());
                case 1 ->
                    events.add(identification("e" + i, visitor, email)
                            .setOccurredAt(at)
                            .setReceivedAt(received)
                            .build());
                case 2, 3 ->
                    events.add(visitorActivity("e" + i, visitor, TYPES.get(random.nextInt(3)))
                            .setOccurredAt(at)
                            .setReceivedAt(received)
                            .setProperties(properties(random))
                            .build());
                default ->
                    events.add(activity("e" + i, email, TYPES.get(random.nextInt(3)))
                            .setOccurredAt(at)
                            .setReceivedAt(received)
                            .setProperties(properties(random))
                            .build());
            }
            // A repeat, at once or much later, within the window or after it.
            if (random.nextInt(4) == 0) {
                SpecificRecord again = events.get(random.nextInt(events.size()));
                events.add(later(again, Duration.ofDays(25L * random.nextInt(3))));
            }
        }
        for (int person = 0; person < PEOPLE; person++) {
            var link = new LeadLink(leadId(phone(person)), leadId(email(person)), "l" + person, NOW, NOW);
            events.add(random.nextInt(events.size() + 1), link);
        }
        return events;
    }

    private static String email(int person) {
        return "person-" + person + "@example.org";
    }

    private static String phone(int person) {
        return "+44" + person;
    }

    private static SpecificRecord later(SpecificRecord event, Duration later) {
        if (event instanceof CapturedLead capture) {
            return CapturedLead.newBuilder(capture)
                    .setReceivedAt(capture.getReceivedAt().plus(later))
                    .build();
        }
        Activity activity = (Activity) event;
        if (activity.getLeadId() == null || activity.getType().equals("identified")) {
            return activity;
        }
        return Activity.newBuilder(activity)
                .setReceivedAt(activity.getReceivedAt().plus(later))
                .build();
    }

    private static Map<String, String> properties(Random random) {
        return random.nextInt(4) == 0
                ? Map.of()
                : Map.of(
                        "plan",
                        random.nextBoolean() ? "\"pro\"" : "\"free\"",
                        "minutes",
                        String.valueOf(random.nextInt(10)));
    }
}
