// SPDX-License-Identifier: Apache-2.0
package io.leadstream.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.domain.lead.AvroPersonCodec;
import io.leadstream.domain.scoring.LeadScoring;
import io.leadstream.domain.scoring.Merging;
import io.leadstream.domain.scoring.Merging.Departure;
import io.leadstream.domain.scoring.ScoringModel;
import io.leadstream.schemas.assignment.CommandOutcome;
import io.leadstream.schemas.capture.AdjustScore;
import io.leadstream.schemas.capture.LeadCommand;
import io.leadstream.schemas.capture.LeadLink;
import io.leadstream.schemas.rules.ScoringRule;
import io.leadstream.schemas.rules.ScoringRuleSet;
import io.leadstream.schemas.state.scoring.LeadState;
import io.leadstream.schemas.state.scoring.MergedPart;
import io.leadstream.testkit.Fixtures;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What a replay makes of a recorded history is what the stream has made of it. */
class ReplayTest {

    private static final String EMAIL = "ann@example.com";
    private static final List<String> NAMES = List.of(EMAIL, "+442079460018", "Acme");
    private static final Instant NOW = Samples.START.plus(Duration.ofDays(60));
    private static final AvroPersonCodec PERSONS = new AvroPersonCodec();
    private static final LeadScoring SCORING = new LeadScoring(PERSONS);
    private static final Merging MERGING = new Merging(PERSONS);

    /** Leads as the stream has them, in the order in which records come. */
    private static final class Stream {

        private final Map<String, LeadState> leads = new HashMap<>();
        private final ScoringModel model;

        private Stream(ScoringModel model) {
            this.model = model;
        }

        private void take(String leadId, SpecificRecord given, boolean handedOver) {
            SpecificRecord record = SpecificData.get().deepCopy(given.getSchema(), given);
            LeadState before = leads.get(leadId);
            if (record instanceof LeadLink link) {
                depart(leadId, Objects.requireNonNull(MERGING.leave(leadId, before, link, model.measures())));
            } else if (before != null && Merging.isGone(before)) {
                depart(
                        leadId,
                        record instanceof MergedPart part
                                ? MERGING.pass(leadId, before, part)
                                : MERGING.follow(leadId, before, record, handedOver, model.measures()));
            } else {
                leads.put(
                        leadId,
                        SCORING.take(leadId, before, record, handedOver, model, model.measures())
                                .state());
            }
        }

        private void depart(String leadId, Departure departure) {
            leads.put(leadId, departure.state());
            MergedPart part = departure.part();
            if (part != null) {
                take(departure.intoLeadId(), part, false);
            }
        }

        private LeadState at(String leadId, Instant time) {
            LeadState state = Objects.requireNonNull(leads.get(leadId));
            int day = (int) LocalDate.ofInstant(time, ZoneOffset.UTC).toEpochDay();
            while (state.getDueDay() <= day) {
                state = Objects.requireNonNull(
                                SCORING.timer(leadId, state, state.getDueDay(), time, model, model.measures()))
                        .state();
            }
            return state;
        }
    }

    @RepeatedTest(100)
    void shouldStandAsTheStreamHasIt(RepetitionInfo run) {
        var random = new Random(run.getCurrentRepetition());
        ScoringRuleSet rules = rules(random);
        List<HistoryEvent> events = events(random);
        Map<String, String> links = Map.of(id(1), id(0), id(2), id(random.nextInt(2)));
        var stream = new Stream(ScoringModel.compile(rules));
        List<Runnable> steps = new ArrayList<>();
        events.forEach(event -> steps.add(() -> stream.take(event.leadId(), event.record(), event.handedOver())));
        links.forEach(
                (from, into) -> steps.add(() -> stream.take(from, new LeadLink(from, into, "l", NOW, NOW), false)));
        Collections.shuffle(steps, random);
        steps.forEach(Runnable::run);
        LeadState recorded = stream.at(id(0), NOW);

        LeadHistory history = LeadHistory.of(id(0), events, false, null, links);
        Standing standing = Objects.requireNonNull(new Replay().standing(history, ScoringModel.compile(rules), NOW));
        String seed = "seed " + run.getCurrentRepetition();
        assertThat(standing.total()).as(seed).isEqualTo(recorded.getTotal());
        assertThat(standing.score()).as(seed).isEqualTo(recorded.getScore());
        assertThat(standing.lines())
                .as(seed)
                .isEqualTo(SCORING.breakdown(id(0), recorded, ScoringModel.compile(rules))
                        .lines());

        // And so the rules in force, held against themselves, change no lead.
        BacktestReport report = Backtest.run(Samples.of(List.of(history), NOW), Span.ALL, rules, rules);
        assertThat(report.scoreChanges() + report.gradeChanges() + report.newlyQualified())
                .isZero();
        assertThat(report.before(standing.grade())).as(seed).isEqualTo(1);
    }

    @Test
    void shouldLookAtALeadAsOfTheHistorysEndOnlyWhenThereIsOne() {
        ScoringRule fading = Samples.perActivity("demo_requested", 80);
        fading.setHalfLifeDays(30);
        ScoringRuleSet rules = versioned(Samples.rules("fading", fading));
        rules.setPublishedAt(Samples.START);
        var model = ScoringModel.compile(rules);
        LeadHistory lead = Samples.history(EMAIL, "Clerk", 1, false);
        var replay = new Replay();
        assertThat(Objects.requireNonNull(replay.standing(lead, model, null)).score())
                .isEqualTo(80);
        assertThat(Objects.requireNonNull(replay.standing(lead, model, NOW)).score())
                .isLessThan(50);
    }

    @Test
    void shouldKnowNothingOfALeadThatOnlyOrdersTellOf() {
        var history = LeadHistory.of(id(0), List.of(adjusted("k", id(0), 5, Samples.START)), false, null);
        var model = ScoringModel.compile(versioned(Samples.rules("r", Samples.perActivity("call", 1))));
        assertThat(new Replay().standing(history, model, NOW)).isNull();
        assertThat(new Replay().traits(history)).isNull();
        assertThat(history.cameAt()).isEqualTo(Instant.MAX);
    }

    @Test
    void shouldLetTheFirstLinkOfALeadDecideAndIgnoreACircle() {
        var ids = new MergedIds();
        ids.link("phone", "email", true);
        ids.link("phone", "other", true);
        ids.link("company", "phone", true);
        ids.link("email", "company", true);
        ids.link("later", "email", false);
        assertThat(ids.endOf("company")).isEqualTo("email");
        assertThat(ids.linksTo("email").keySet()).isEqualTo(Set.of("phone", "company"));
        assertThat(ids.concerns("email")).isTrue();
        assertThat(ids.concerns("other")).isFalse();
        assertThat(ids.concerns("later")).isFalse();
    }

    private static ScoringRuleSet rules(Random random) {
        ScoringRule demo = Samples.perActivity("demo_requested", 20 + random.nextInt(20));
        demo.setHalfLifeDays(random.nextBoolean() ? 5 + random.nextInt(40) : null);
        ScoringRule page = Samples.perActivity("page_viewed", random.nextInt(9) - 3);
        return versioned(Samples.rules("r", demo, page, Samples.onTitle("Director", 30)));
    }

    private static ScoringRuleSet versioned(ScoringRuleSet rules) {
        rules.setVersion(3);
        rules.setPublishedAt(Samples.START.plus(Duration.ofDays(5)));
        return rules;
    }

    private static List<HistoryEvent> events(Random random) {
        List<HistoryEvent> events = new ArrayList<>();
        for (int i = 0; i < 4 + random.nextInt(20); i++) {
            String name = NAMES.get(i == 0 ? 0 : random.nextInt(3));
            Instant at = Samples.START.plus(Duration.ofHours(random.nextInt(600)));
            int kind = i == 0 ? 0 : random.nextInt(8);
            if (kind == 0) {
                var capture = Samples.lead(name, random.nextBoolean() ? "Director" : "Clerk", at, Map.of());
                capture.setEventId("c" + i);
                events.add(HistoryEvent.of(capture, false));
            } else if (kind == 1) {
                events.add(adjusted("k" + i, Fixtures.leadId(name), random.nextInt(40) - 10, at));
            } else if (kind == 2) {
                events.add(HistoryEvent.of(
                        CommandOutcome.newBuilder()
                                .setCommandId("r" + i)
                                .setLeadId(Fixtures.leadId(name))
                                .setCommand("recycle_lead")
                                .setIssuedBy("ann")
                                .setAccepted(true)
                                .setAt(at)
                                .build(),
                        false));
            } else {
                var did = Samples.did(name, kind < 5 ? "demo_requested" : "page_viewed", i, at);
                boolean handedOver = random.nextInt(4) == 0;
                did.setAnonymousId(handedOver ? "v" + random.nextInt(3) : null);
                events.add(HistoryEvent.of(did, handedOver));
            }
        }
        return events;
    }

    private static HistoryEvent adjusted(String commandId, String leadId, int points, Instant at) {
        return HistoryEvent.of(
                new LeadCommand(commandId, leadId, "ann", at, new AdjustScore(points, "met", null)), false);
    }

    private static String id(int name) {
        return Fixtures.leadId(NAMES.get(name));
    }
}
