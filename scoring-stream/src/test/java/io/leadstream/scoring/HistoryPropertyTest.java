// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import static io.leadstream.testkit.Fixtures.NOW;
import static io.leadstream.testkit.Fixtures.command;
import static io.leadstream.testkit.Fixtures.leadId;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.domain.lead.PersonCodec;
import io.leadstream.domain.scoring.LeadScoring;
import io.leadstream.domain.scoring.Measures;
import io.leadstream.domain.scoring.ScoringModel;
import io.leadstream.domain.scoring.ScoringOutcome;
import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.capture.AdjustScore;
import io.leadstream.schemas.capture.CapturedLead;
import io.leadstream.schemas.capture.LeadCommand;
import io.leadstream.schemas.rules.ScoringRuleSet;
import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.schemas.scoring.ScoreChanged;
import io.leadstream.schemas.scoring.ScoreLine;
import io.leadstream.schemas.serde.StateSerde;
import io.leadstream.schemas.state.scoring.LeadState;
import io.leadstream.schemas.state.scoring.Person;
import io.leadstream.scoring.PlainScore.PlainRules;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Random histories against a plain reading: the real topology, with events in any order, late and repeated, rules published
 * and days passing in between, and the domain's model by itself in another order. More of them by
 * {@code -Dleadstream.histories=20000}; one seed again by {@code -Dleadstream.seed=...}.
 */
class HistoryPropertyTest {

    private static final int HISTORIES = Integer.getInteger("leadstream.histories", 200);
    private static final int TOGETHER = 8;
    private static final Duration AFTERWARDS = Duration.ofDays(40);
    private static final Instant END = NOW.plus(AFTERWARDS);

    @TestFactory
    List<DynamicTest> shouldEndAsAPlainReadingDoes() {
        Long only = Long.getLong("leadstream.seed");
        List<DynamicTest> rounds = new ArrayList<>();
        for (long i = 0; i < (only == null ? (HISTORIES + TOGETHER - 1) / TOGETHER : 1); i++) {
            long seed = only == null ? 1_000 + i : only;
            rounds.add(DynamicTest.dynamicTest("seed " + seed, () -> new Round(seed).playOrTellSeed()));
        }
        return rounds;
    }

    /** Some people under the same rules, on the same clock. */
    private static final class Round {

        private final Random random;
        private final String seed;
        private final List<PlainRules> versions = new ArrayList<>();
        private final List<PlainHistory> people = new ArrayList<>();

        Round(long seed) {
            this.random = new Random(seed);
            this.seed = "rerun with -Dleadstream.seed=" + seed;
            for (int version = random.nextInt(3); version >= 0; version--) {
                versions.add(rules(NOW.minus(Duration.ofDays(random.nextInt(100) - 15L))));
            }
            for (int i = 0; i < TOGETHER; i++) {
                people.add(PlainHistory.random("p" + i, random));
            }
        }

        private PlainRules rules(Instant publishedAt) {
            List<PlainRule> rules = new ArrayList<>();
            for (int i = 2 + random.nextInt(7); i >= 0; i--) {
                PlainRule rule = PlainRule.random("r" + i, random);
                rules.add(rules.stream().anyMatch(rule::mayBeShadowedBy) ? rule.alone() : rule);
            }
            return new PlainRules(
                    rules, 1 + random.nextInt(6), 20 + random.nextInt(90), 10 + random.nextInt(80), publishedAt);
        }

        private ScoringRuleSet published(int version) {
            PlainRules rules = versions.get(version - 1);
            String[] lines = rules.rules().stream().map(PlainRule::yaml).toArray(String[]::new);
            ScoringRuleSet published = Rules.of(version, lines);
            published.setDailyHitLimit(rules.dailyLimit());
            published.setQualifyAt(rules.qualifyAt());
            published.setSalesAt(rules.salesAt());
            published.setPublishedAt(rules.publishedAt());
            return published;
        }

        void playOrTellSeed() {
            try {
                play();
            } catch (RuntimeException e) {
                throw new AssertionError(seed, e);
            }
        }

        private void play() {
            try (var scoring = new ScoringHarness()) {
                var deadLetters = scoring.harness.deadLetters();
                Map<String, String> states = deliver(scoring);
                assertThat(deadLetters.getQueueSize()).as(seed).isZero();
                for (PlainHistory person : people) {
                    String id = leadId(person.email());
                    LeadState state = scoring.state(id);
                    var plain = new PlainScore(person.ofThePerson(), versions.get(versions.size() - 1));
                    compare(person, state, plain);
                    assertThat(domainAlone(scoring, person)).as(seed).isEqualTo(states.get(id));
                }
                tellEverything(scoring);
            }
        }

        private Map<String, String> deliver(ScoringHarness scoring) {
            List<Runnable> steps = new ArrayList<>();
            for (PlainHistory person : people) {
                person.own().forEach(event -> steps.add(() -> send(scoring, event)));
                person.held().forEach(activity -> steps.add(() -> scoring.sendVisitor(copy(activity))));
                person.identifications().forEach(activity -> steps.add(() -> scoring.sendVisitor(copy(activity))));
            }
            int distinct = steps.size();
            for (int i = 0; i < distinct / 4; i++) {
                steps.add(steps.get(random.nextInt(distinct)));
            }
            Collections.shuffle(steps, random);
            Duration left = AFTERWARDS;
            for (int i = 0; i < 8; i++) {
                Duration some = Duration.ofHours(random.nextInt(100));
                left = left.minus(some);
                steps.add(random.nextInt(steps.size()), () -> scoring.advance(some));
            }
            int place = 0;
            for (int version = 1; version <= versions.size(); version++) {
                ScoringRuleSet published = published(version);
                place += random.nextInt(steps.size() - place + 1);
                steps.add(place++, () -> scoring.send(published));
            }
            steps.forEach(Runnable::run);
            // Who has the device next identifies after the first has.
            people.forEach(person -> person.othersByTime().forEach(activity -> scoring.sendVisitor(copy(activity))));
            scoring.advance(left);
            catchUp(scoring);
            Map<String, String> states = new LinkedHashMap<>();
            scoring.states().forEach((id, state) -> states.put(id, lasting(state)));
            return states;
        }

        /** Lets background work go on, within its share of the machine's time, until nothing is left of it. */
        private void catchUp(ScoringHarness scoring) {
            long end = PlainScore.day(END);
            long until = System.nanoTime() + Duration.ofMinutes(1).toNanos();
            while (scoring.states().values().stream()
                    .anyMatch(state -> state.getDueDay() <= end || state.getRulesVersion() != versions.size())) {
                assertThat(System.nanoTime())
                        .as(seed + ": background work ends")
                        .isLessThan(until);
                scoring.tick();
            }
        }

        private void compare(PlainHistory person, LeadState state, PlainScore plain) {
            long asOf = plain.asOf(PlainScore.day(END));
            assertThat(LocalDate.ofEpochDay(state.getAsOfDay())).as(seed).isEqualTo(LocalDate.ofEpochDay(asOf));
            assertThat(state.getTotal()).as(seed).isEqualTo(plain.total(asOf));
            assertThat(state.getScore()).as(seed).isEqualTo(plain.score(asOf));
            assertThat((long) state.getKnownDay()).as(seed).isEqualTo(plain.knownDay);
            assertThat(state.getCreatedAt()).as(seed).isEqualTo(plain.createdAt.toEpochMilli());
            assertThat(state.getUpdatedAt()).as(seed).isEqualTo(plain.updatedAt.toEpochMilli());
            assertThat(state.getFirstReceivedAt()).as(seed).isEqualTo(plain.firstReceivedAt.toEpochMilli());
            assertThat(state.getCounters().stream()
                            .mapToLong(counter -> counter.getTotal())
                            .sum())
                    .as(seed)
                    .isEqualTo(person.ofThePerson().stream()
                            .filter(event -> !(event instanceof LeadCommand))
                            .filter(event -> !(event instanceof CapturedLead capture
                                    && capture.getSourceKind().name().equals("API")))
                            .count());
            assertThat(state.getVisitors())
                    .as(seed)
                    .containsExactlyElementsOf(person.held().stream()
                            .map(Activity::getAnonymousId)
                            .distinct()
                            .sorted()
                            .toList());
            assertThat(state.getAdjustments())
                    .as(seed)
                    .extracting(adjustment -> adjustment.getCommandId())
                    .containsExactlyElementsOf(plain.inForce(plain.knownDay).stream()
                            .map(LeadCommand::getCommandId)
                            .toList());
        }

        /** What was told last fits the state; and a last adjustment has the whole breakdown told as of the last day. */
        private void tellEverything(ScoringHarness scoring) {
            Map<String, ScoreChanged> scores = new LinkedHashMap<>();
            scoring.scores.readValuesToList().forEach(change -> scores.put(change.getLeadId(), adding(change)));
            Map<String, LeadProfile> profiles = new LinkedHashMap<>();
            scoring.profiles.readValuesToList().forEach(profile -> profiles.put(profile.getLeadId(), profile));
            long end = PlainScore.day(END);
            for (PlainHistory person : people) {
                String id = leadId(person.email());
                LeadState state = scoring.state(id);
                ScoreChanged last = scores.get(id);
                assertThat(last == null ? 0 : last.getScore()).as(seed).isEqualTo(state.getScore());
                LeadProfile profile = profiles.get(id);
                assertThat(profile).as(seed).isNotNull();
                if (profile != null) {
                    assertThat(profile.getGrade()).as(seed).isEqualTo(PlainScore.grade(state.getScore()));
                    assertThat(profile.getQualified()).as(seed).isEqualTo(state.getQualified());
                    assertThat(profile.getSalesReady())
                            .as(seed)
                            .isEqualTo(state.getQualified()
                                    || state.getChat()
                                    || state.getScore()
                                            >= versions.get(versions.size() - 1).salesAt());
                }
                LeadCommand order = command("last-" + person.email(), person.email(), "ann")
                        .setReceivedAt(END)
                        .setOrder(new AdjustScore(1, "to see it all", null))
                        .build();
                scoring.send(order);
                List<SpecificRecord> all = new ArrayList<>(person.ofThePerson());
                all.add(order);
                var plain = new PlainScore(all, versions.get(versions.size() - 1));
                List<ScoreChanged> told = scoring.told();
                ScoreChanged everything = adding(told.get(told.size() - 1));
                Map<String, Integer> lines = new LinkedHashMap<>();
                everything.getLines().forEach(line -> lines.put(line.getRuleId(), line.getPoints()));
                assertThat(lines).as(seed).containsExactlyEntriesOf(plain.lines(Math.max(end, plain.asOf(end))));
            }
        }

        private ScoreChanged adding(ScoreChanged change) {
            int sum = change.getLines().stream().mapToInt(ScoreLine::getPoints).sum();
            assertThat(change.getTotal()).as(seed).isEqualTo(sum);
            assertThat(change.getScore()).as(seed).isEqualTo(Math.max(0, Math.min(100, sum)));
            return change;
        }

        /** The same events, each once, in another order and with other days between, by the domain's model alone. */
        private String domainAlone(ScoringHarness scoring, PlainHistory person) {
            String id = leadId(person.email());
            var model = new LeadScoring(persons(scoring));
            List<SpecificRecord> events = new ArrayList<>(person.ofThePerson());
            Collections.shuffle(events, random);
            int known = random.nextInt(versions.size() + 1);
            ScoringModel rules = known == 0 ? null : ScoringModel.compile(published(known));
            LeadState state = null;
            Instant now = NOW;
            for (SpecificRecord event : events) {
                state = apply(model, id, state, copy(event), rules).state();
                now = now.plus(Duration.ofHours(random.nextInt(20)));
                state = pass(model, id, state, now.isAfter(END) ? END : now, rules);
            }
            if (state == null) {
                throw new IllegalStateException("no events");
            }
            ScoringModel last = ScoringModel.compile(published(versions.size()));
            return lasting(pass(model, id, model.rescore(id, state, last, END).state(), END, last));
        }

        private static ScoringOutcome apply(
                LeadScoring model,
                String id,
                @Nullable LeadState state,
                SpecificRecord event,
                @Nullable ScoringModel rules) {
            if (event instanceof CapturedLead capture) {
                return model.capture(id, state, capture, rules);
            }
            if (event instanceof LeadCommand order) {
                return model.adjust(id, state, order, (AdjustScore) order.getOrder(), rules, measures(rules));
            }
            Activity activity = (Activity) event;
            return activity.getAnonymousId() == null
                    ? model.activity(id, state, activity, rules)
                    : model.handover(id, state, activity, rules);
        }

        private static LeadState pass(
                LeadScoring model, String id, LeadState before, Instant now, @Nullable ScoringModel rules) {
            LeadState state = before;
            int today = (int) LocalDate.ofInstant(now, ZoneOffset.UTC).toEpochDay();
            while (state.getDueDay() <= today) {
                ScoringOutcome outcome = model.timer(id, state, state.getDueDay(), now, rules, measures(rules));
                if (outcome == null) {
                    throw new IllegalStateException("the lead's own timer");
                }
                state = outcome.state();
            }
            return state;
        }

        private static Measures measures(@Nullable ScoringModel model) {
            return model == null ? Measures.NONE : model.measures();
        }

        private static PersonCodec persons(ScoringHarness scoring) {
            StateSerde<Person> serde = scoring.harness.serdes().internal(Person.class);
            return new PersonCodec() {
                @Override
                public byte[] encode(Person person) {
                    return serde.encode(person);
                }

                @Override
                public Person decode(byte[] bytes) {
                    return serde.decode(bytes, null);
                }
            };
        }
    }

    private static void send(ScoringHarness scoring, SpecificRecord event) {
        SpecificRecord copy = copy(event);
        if (copy instanceof CapturedLead capture) {
            scoring.send(capture);
        } else if (copy instanceof LeadCommand order) {
            scoring.send(order);
        } else {
            scoring.send((Activity) copy);
        }
    }

    /** The product may change what it is given. */
    private static <T extends SpecificRecord> T copy(T event) {
        return SpecificData.get().deepCopy(event.getSchema(), event);
    }

    /** All but what hangs on the order: sequences, timers, which event ids are where, and whether it ever qualified. */
    private static String lasting(LeadState state) {
        LeadState copy = copy(state);
        copy.setSeen(List.of());
        copy.setScoreSequence(0);
        copy.setProfileVersion(0);
        copy.setDueDay(0);
        copy.setQualified(false);
        copy.setQualifiedAt(null);
        copy.setSalesReady(false);
        copy.setLastWonAt(null);
        return SpecificData.get().toString(copy);
    }
}
