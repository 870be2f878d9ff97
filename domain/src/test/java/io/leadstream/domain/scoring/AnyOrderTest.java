// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import static io.leadstream.domain.lead.Captures.START;
import static io.leadstream.domain.lead.Captures.capture;
import static io.leadstream.domain.scoring.Histories.activity;
import static io.leadstream.domain.scoring.Histories.lasting;
import static io.leadstream.domain.scoring.Histories.model;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.schemas.capture.SourceKind;
import io.leadstream.schemas.scoring.ScoreChanged;
import io.leadstream.schemas.scoring.ScoreLine;
import io.leadstream.schemas.state.scoring.LeadState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Any delivery order of the same events, with rules published anywhere in between, ends in the same lead. */
class AnyOrderTest {

    private static final List<SourceKind> KINDS = List.of(SourceKind.values());

    private static final List<String> TYPES =
            List.of("page_viewed", "email_opened", "demo_requested", "bounced", "unsubscribed", "note");

    private static final ScoringModel OLD = Histories.defaultModel();

    private static final ScoringModel NEW = model("""
            name: everything
            dailyHitLimit: 4
            rules:
            - {name: Pages, activity: page_viewed, points: 3, cap: 40}
            - {name: Opens, activity: email_opened, points: 5, halfLife: 20}
            - {name: Bounces, activity: bounced, points: -6}
            - {name: Many, group: g, field: count.page_viewed, operator: greater_than, value: 6, points: 9}
            - {name: Recent, group: g, field: days_since.demo_requested, operator: less_than, value: 30, points: 8}
            - {name: Young, field: createdAt, operator: within_days, value: 60, points: 5}
            - {name: Mailable, field: optInEmail, operator: equals, value: "true", points: 4}
            - {name: Boss, field: title, operator: contains, value: boss, points: 11}
            - {name: Pricing, activity: page_viewed, points: 2, halfLife: 40, where: {field: page, operator: equals, value: pricing}}
            - {name: Long, field: count.note, operator: greater_than, value: 1, points: 3, where: {field: size, operator: greater_than, value: 5}}
            """, 2);

    @RepeatedTest(200)
    void shouldEndInTheSameLead(RepetitionInfo run) {
        int seed = run.getCurrentRepetition();
        var random = new Random(seed);
        List<Object> events = history(random);
        LeadState expected = play(events, 0);
        for (int i = 0; i < 3; i++) {
            Collections.shuffle(events, random);
            LeadState state = play(events, random.nextInt(events.size() + 1));
            assertThat(lasting(state)).as("seed %d, order %d", seed, i).isEqualTo(lasting(expected));
        }
    }

    @RepeatedTest(50)
    void shouldQualifyTheSameLeadsWhenPointsAreOnlyWon(RepetitionInfo run) {
        var random = new Random(run.getCurrentRepetition());
        List<Object> events = history(random);
        LeadState expected = Histories.play(events, OLD);
        Collections.shuffle(events, random);
        LeadState state = Histories.play(events, OLD);
        assertThat(state.getQualified()).isEqualTo(expected.getQualified());
        assertThat(state.getSalesReady()).isEqualTo(expected.getSalesReady());
    }

    /** Half of the runs know the old rules first; all end with the new ones. */
    private static LeadState play(List<Object> events, int publishAt) {
        LeadState state = null;
        ScoringModel model = publishAt == 0 ? NEW : publishAt % 2 == 0 ? OLD : null;
        for (int i = 0; i < events.size(); i++) {
            if (i == publishAt) {
                model = NEW;
            }
            // What the new rules look at is counted from the start, as back-filling makes it look.
            var outcome = Histories.apply(state, events.get(i), model, NEW.measures());
            state = outcome.state();
            for (ScoreChanged change : outcome.scores()) {
                assertThat(change.getLines().stream()
                                .mapToInt(ScoreLine::getPoints)
                                .sum())
                        .isEqualTo(change.getTotal());
                assertThat(change.getScore()).isEqualTo(Math.max(0, Math.min(100, change.getTotal())));
            }
        }
        if (state == null) {
            throw new IllegalStateException("no events");
        }
        return Histories.SCORING.rescore("lead-1", state, NEW, START).state();
    }

    private static List<Object> history(Random random) {
        var events = new ArrayList<Object>();
        int span = random.nextBoolean() ? 20 : 900;
        int count = 5 + random.nextInt(40);
        for (int i = 0; i < count; i++) {
            var at = START.plus(Duration.ofDays(random.nextInt(span))).plusSeconds(random.nextInt(3));
            if (random.nextInt(5) == 0) {
                events.add(capture("c" + i, Duration.between(START, at).toMinutes())
                        .setTitle(random.nextBoolean() ? "boss " + random.nextInt(2) : "clerk")
                        .setSourceKind(KINDS.get(random.nextInt(KINDS.size())))
                        .setOptInEmail(random.nextBoolean() ? Boolean.valueOf(random.nextBoolean()) : null)
                        .build());
            } else {
                var activity = activity("a" + i, TYPES.get(random.nextInt(TYPES.size())), at);
                activity.setEmail(random.nextBoolean() ? "x@y.org" : null);
                activity.setAnonymousId(random.nextBoolean() ? "v" + random.nextInt(3) : null);
                activity.setSource("s" + random.nextInt(3));
                activity.setProperties(Map.of(
                        "page",
                        random.nextBoolean() ? "\"pricing\"" : "\"home\"",
                        "size",
                        String.valueOf(random.nextInt(10))));
                events.add(activity);
            }
        }
        return events;
    }
}
