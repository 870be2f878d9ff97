// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import static io.leadstream.scoring.DomainAlone.copy;
import static io.leadstream.testkit.Fixtures.NOW;
import static io.leadstream.testkit.Fixtures.command;
import static io.leadstream.testkit.Fixtures.leadId;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.domain.scoring.Merging;
import io.leadstream.domain.scoring.ScoringModel;
import io.leadstream.schemas.assignment.CommandOutcome;
import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.capture.AdjustScore;
import io.leadstream.schemas.capture.CapturedLead;
import io.leadstream.schemas.capture.LeadCommand;
import io.leadstream.schemas.capture.LeadLink;
import io.leadstream.schemas.rules.ScoringRuleSet;
import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.schemas.scoring.ScoreChanged;
import io.leadstream.schemas.scoring.ScoreLine;
import io.leadstream.schemas.state.scoring.LeadState;
import io.leadstream.scoring.PlainScore.PlainRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;

/** Some people under the same rules, on the same clock. */
final class HistoryRound {

    static final int TOGETHER = 8;

    private static final Duration AFTERWARDS = Duration.ofDays(40);
    private static final Instant END = NOW.plus(AFTERWARDS);

    private final Random random;
    private final String seed;
    private final List<PlainRules> versions = new ArrayList<>();
    private final List<PlainHistory> people = new ArrayList<>();
    private final boolean onlyWon;

    HistoryRound(long seed) {
        this.random = new Random(seed);
        this.seed = "rerun with -Dleadstream.seed=" + seed;
        this.onlyWon = random.nextInt(3) == 0;
        for (int version = onlyWon ? 0 : random.nextInt(3); version >= 0; version--) {
            versions.add(rules(NOW.minus(Duration.ofDays(random.nextInt(100) - 15L))));
        }
        for (int i = 0; i < TOGETHER; i++) {
            people.add(PlainHistory.random("p" + i, onlyWon, random));
        }
    }

    private PlainRules rules(Instant publishedAt) {
        List<PlainRule> rules = new ArrayList<>();
        for (int i = 2 + random.nextInt(7); i >= 0; i--) {
            PlainRule rule = onlyWon ? PlainRule.winning("r" + i, random) : PlainRule.random("r" + i, random);
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
                new PlainComparison(seed, onlyWon, versions).compare(person, state, plain, END);
                assertThat(alone(scoring, person)).as(seed).isEqualTo(states.get(id));
            }
            tellEverything(scoring);
        }
    }

    private Map<String, String> deliver(ScoringHarness scoring) {
        List<Runnable> steps = new ArrayList<>();
        for (PlainHistory person : people) {
            person.own().forEach(event -> steps.add(() -> send(scoring, event)));
            person.links().forEach(link -> steps.add(() -> send(scoring, link)));
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
        scoring.states().forEach((id, state) -> states.put(id, DomainAlone.lasting(state, onlyWon)));
        return states;
    }

    /** Lets background work go on, within its share of the machine's time, until nothing is left of it. */
    private void catchUp(ScoringHarness scoring) {
        long end = PlainScore.day(END);
        long until = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (scoring.states().values().stream()
                .filter(state -> !Merging.isGone(state))
                .anyMatch(state -> state.getDueDay() <= end || state.getRulesVersion() != versions.size())) {
            assertThat(System.nanoTime()).as(seed + ": background work ends").isLessThan(until);
            scoring.tick();
        }
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
                        .isEqualTo(state.getQualified() || (!state.getResting() && goesToSales(person, state)));
                assertThat(profile.getCycle()).as(seed).isEqualTo(state.getCycle());
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

    private boolean goesToSales(PlainHistory person, LeadState state) {
        PlainRules model = versions.get(versions.size() - 1);
        return new PlainScore(person.ofThePerson(), model).cycle.chatsNow() || state.getScore() >= model.salesAt();
    }

    /** In another order, by other rules first, and with other days between. */
    private String alone(ScoringHarness scoring, PlainHistory person) {
        int known = random.nextInt(versions.size() + 1);
        ScoringModel first = known == 0 ? null : ScoringModel.compile(published(known));
        var alone = new DomainAlone(scoring.harness.serdes(), leadId(person.email()), END);
        LeadState state =
                alone.play(person.ofThePerson(), first, ScoringModel.compile(published(versions.size())), random);
        return DomainAlone.lasting(state, onlyWon);
    }

    private ScoreChanged adding(ScoreChanged change) {
        int sum = change.getLines().stream().mapToInt(ScoreLine::getPoints).sum();
        assertThat(change.getTotal()).as(seed).isEqualTo(sum);
        assertThat(change.getScore()).as(seed).isEqualTo(Math.max(0, Math.min(100, sum)));
        return change;
    }

    private static void send(ScoringHarness scoring, SpecificRecord event) {
        SpecificRecord copy = copy(event);
        if (copy instanceof CapturedLead capture) {
            scoring.send(capture);
        } else if (copy instanceof LeadCommand order) {
            scoring.send(order);
        } else if (copy instanceof LeadLink link) {
            scoring.send(link);
        } else if (copy instanceof CommandOutcome outcome) {
            scoring.send(outcome);
        } else {
            scoring.send((Activity) copy);
        }
    }
}
