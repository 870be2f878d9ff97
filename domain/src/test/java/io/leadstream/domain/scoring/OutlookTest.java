// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import static io.leadstream.domain.lead.Captures.START;
import static io.leadstream.domain.scoring.Histories.activity;
import static io.leadstream.domain.scoring.Histories.model;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.schemas.state.scoring.LeadState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Looking ahead against going from day to day. */
class OutlookTest {

    private static final int DAYS = 500;
    private static final List<String> TYPES = List.of("page_viewed", "email_opened", "bounced");

    @RepeatedTest(150)
    void shouldNeverLookTooLateAndSeldomTooEarly(RepetitionInfo run) {
        var random = new Random(run.getCurrentRepetition());
        ScoringModel model = randomModel(random);
        LeadState state = randomLead(random, model);
        int first = state.getAsOfDay();
        int looks = 0;
        int changes = 0;
        Breakdown then = asOf(model, state, first);
        int due = next(model, state, then);
        for (int day = first + 1; day < first + DAYS; day++) {
            Breakdown now = asOf(model, state, day);
            if (day < due) {
                assertThat(model.sameAnnounced(then, now))
                        .as("seed %d, day %d before %d", run.getCurrentRepetition(), day, due)
                        .isTrue();
            } else {
                looks++;
                changes += model.sameAnnounced(then, now) ? 0 : 1;
                due = next(model, state, now);
                assertThat(due).isGreaterThan(day);
            }
            then = now;
        }
        assertThat(looks).as("seed %d", run.getCurrentRepetition()).isLessThanOrEqualTo(30 + 30 * changes);
    }

    private static int next(ScoringModel model, LeadState state, Breakdown now) {
        return Outlook.nextChange(model, now, new ScoringFacts(state, LeadProfile::new, 20), Outlook.NEVER);
    }

    private static Breakdown asOf(ScoringModel model, LeadState state, int day) {
        state.setAsOfDay(day);
        return model.evaluate(state, new ScoringFacts(state, LeadProfile::new, 20));
    }

    private static LeadState randomLead(Random random, ScoringModel model) {
        var events = new ArrayList<Object>();
        int span = 1 + random.nextInt(500);
        for (int i = 0; i < 1 + random.nextInt(60); i++) {
            var at = START.minus(Duration.ofDays(random.nextInt(span)));
            var activity = activity("a" + i, TYPES.get(random.nextInt(3)), at);
            activity.setReceivedAt(START);
            events.add(activity);
        }
        return Histories.play(events, model);
    }

    private static ScoringModel randomModel(Random random) {
        var rules = new StringBuilder("name: random\ndailyHitLimit: 5\nqualifyAt: 77\nsalesAt: 33\nrules:\n");
        for (String type : TYPES) {
            rules.append("- {name: fade %s, activity: %s, points: %d, halfLife: %d, cap: %d}\n"
                    .formatted(
                            type,
                            type,
                            random.nextInt(60) - (type.equals("bounced") ? 60 : 0),
                            1 + random.nextInt(random.nextBoolean() ? 10 : 400),
                            20 + random.nextInt(100)));
        }
        rules.append("- {name: base, field: count.page_viewed, operator: greater_than, value: 3, points: %d}\n"
                .formatted(random.nextInt(40)));
        if (random.nextBoolean()) {
            rules.append("- {name: a, group: g, points: 30, when: {not: {field: days_since.page_viewed,"
                            + " operator: greater_than, value: %d.5}}}\n".formatted(random.nextInt(100)))
                    .append(
                            "- {name: b, group: g, field: days_since.bounced, operator: in, value: [%d, 7], points: 15}\n"
                                    .formatted(random.nextInt(60)))
                    .append("- {name: c, field: updatedAt, operator: within_days, value: %d, points: 9}\n"
                            .formatted(random.nextInt(60)));
        }
        return model(rules.toString(), 1);
    }
}
