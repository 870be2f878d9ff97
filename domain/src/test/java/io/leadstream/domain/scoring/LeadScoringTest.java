// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import static io.leadstream.domain.lead.Captures.START;
import static io.leadstream.domain.lead.Captures.capture;
import static io.leadstream.domain.scoring.Histories.SCORING;
import static io.leadstream.domain.scoring.Histories.activity;
import static io.leadstream.domain.scoring.Histories.apply;
import static io.leadstream.domain.scoring.Histories.model;
import static io.leadstream.domain.scoring.Histories.play;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.leadstream.domain.lead.LeadRefusedException;
import io.leadstream.domain.rules.Yaml;
import io.leadstream.schemas.capture.SourceKind;
import io.leadstream.schemas.scoring.Grade;
import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.schemas.scoring.ScoreCause;
import io.leadstream.schemas.scoring.ScoreLine;
import io.leadstream.schemas.state.scoring.LeadState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeadScoringTest {

    private final ScoringModel rules = Histories.defaultModel();

    @Test
    void shouldTellScoreAndProfileOfANewLead() {
        var capture = capture("a", 5)
                .setSourceKind(SourceKind.WEBSITE_FORM)
                .setTitle("CTO")
                .setEmail("a@x.org")
                .build();
        var outcome = apply(null, capture, rules);
        assertThat(outcome.scores()).singleElement().satisfies(change -> {
            assertThat(change.getScore()).isEqualTo(30);
            assertThat(change.getTotal()).isEqualTo(30);
            assertThat(change.getPreviousScore()).isZero();
            assertThat(change.getSequence()).isEqualTo(1);
            assertThat(change.getCause()).isEqualTo(ScoreCause.CAPTURE);
            assertThat(change.getCauseId()).isEqualTo("a");
            assertThat(change.getCauseType()).isNull();
            assertThat(change.getRulesVersion()).isEqualTo(1);
            assertThat(change.getLines())
                    .containsExactly(
                            new ScoreLine("title-c-level", "demographic", 1, 0, 20, 0, 0),
                            new ScoreLine("form-submitted", "behavioural", 1, 0, 10, 0, 0));
        });
        var profile = told(outcome);
        assertThat(profile.getVersion()).isEqualTo(1);
        assertThat(profile.getTitle()).isEqualTo("CTO");
        assertThat(profile.getCreatedAt()).isEqualTo(capture.getOccurredAt());
        assertThat(profile.getReceivedAt()).isEqualTo(capture.getReceivedAt());
        assertThat(profile.getFirstReceivedAt()).isEqualTo(capture.getReceivedAt());
        assertThat(profile.getCauseId()).isEqualTo("a");
        assertThat(profile.getCaptured()).isTrue();
        assertThat(profile.getScore()).isEqualTo(30);
        assertThat(profile.getRulesVersion()).isEqualTo(1);
        assertThat(profile.getQualifiedAt()).isNull();
    }

    @Test
    void shouldNotHaveHappenedBeforeTheLeadCameWhenRulesAreOlderThanItAndComeLater() {
        var capture = capture("a", 5).setSourceKind(SourceKind.LIVE_CHAT).build();
        assertThat(rules.rules().getPublishedAt()).isBefore(capture.getReceivedAt());
        var kept = play(List.of(capture), null);
        var outcome = SCORING.rescore("lead-1", kept, rules, START);
        assertThat(told(outcome).getReceivedAt()).isEqualTo(capture.getReceivedAt());
        assertThat(told(outcome).getSalesReady()).isTrue();
        var later = model(Yaml.rules("{name: m, rules: [{name: Chat, activity: chat_message, points: 90}]}"), 2);
        assertThat(SCORING.rescore("lead-1", outcome.state(), later, START).scores())
                .singleElement()
                .satisfies(change -> assertThat(change.getReceivedAt()).isEqualTo(capture.getReceivedAt()));
    }

    @Test
    void shouldTellOnlyTheScoreWhenItMovesWithinItsGrade() {
        var state = play(List.of(capture("a", 0).build()), rules);
        var outcome = apply(state, activity("b", "page_viewed", 1), rules);
        assertThat(outcome.scores()).singleElement().satisfies(change -> {
            assertThat(change.getCause()).isEqualTo(ScoreCause.ACTIVITY);
            assertThat(change.getCauseType()).isEqualTo("page_viewed");
            assertThat(change.getScore()).isEqualTo(1);
        });
        assertThat(outcome.profile()).isNull();
    }

    @Test
    void shouldTellNothingWhenOnlyACounterMoves() {
        var state = play(List.of(capture("a", 0).build()), rules);
        var outcome = apply(state, activity("b", "webinar_attended", 1), rules);
        assertThat(outcome.scores()).isEmpty();
        assertThat(outcome.profile()).isNull();
        assertThat(outcome.state().getCounters()).singleElement().satisfies(counter -> assertThat(counter.getTotal())
                .isEqualTo(1));
    }

    @Test
    void shouldCutMoreThanTwentyADayAndShowIt() {
        var events = new ArrayList<Object>();
        for (int i = 0; i < 25; i++) {
            events.add(activity("p" + i, "page_viewed", i));
        }
        var state = play(events, rules);
        assertThat(state.getScore()).isEqualTo(20);
        assertThat(apply(state, activity("x", "page_viewed", 30), rules).scores())
                .isEmpty();
        var next = apply(state, activity("y", "email_opened", 31), rules);
        assertThat(next.scores().get(0).getLines())
                .contains(new ScoreLine("page-viewed", "behavioural", 20, 6, 20, 0, 0));
    }

    @Test
    void shouldHoldTheScoreAtOneHundredAndBeSilentAbove() {
        var events = new ArrayList<Object>();
        for (int i = 0; i < 5; i++) {
            events.add(activity("d" + i, "demo_requested", i));
        }
        var state = play(events, rules);
        assertThat(state.getScore()).isEqualTo(100);
        var outcome = apply(state, activity("d9", "demo_requested", 9), rules);
        assertThat(outcome.scores()).isEmpty();
        assertThat(outcome.state().getTotal()).isEqualTo(120);
    }

    @Test
    void shouldQualifyOnceWhenTheScoreReachesEighty() {
        LeadState state = play(List.of(activity("a", "demo_requested", 0), activity("b", "demo_requested", 1)), rules);
        state = apply(state, activity("c", "demo_requested", 2), rules).state();
        var salesReady = apply(state, activity("c2", "form_submitted", 3), rules);
        assertThat(told(salesReady).getSalesReady()).isTrue();
        assertThat(salesReady.qualifiedNow()).isFalse();
        assertThat(salesReady.becameReady()).isTrue();
        var fourth = activity("d", "demo_requested", 4);
        var outcome = apply(salesReady.state(), fourth, rules);
        assertThat(outcome.qualifiedNow()).isTrue();
        assertThat(outcome.becameReady()).as("was before").isFalse();
        assertThat(told(outcome).getQualified()).isTrue();
        assertThat(told(outcome).getQualifiedAt()).isEqualTo(fourth.getReceivedAt());
        assertThat(told(outcome).getGrade()).isEqualTo(Grade.A_PLUS);
        var harsher = model("{name: n, qualifyAt: 10, rules: [{name: D, activity: demo_requested, points: 1}]}", 2);
        var lower = SCORING.rescore("lead-1", outcome.state(), harsher, START);
        assertThat(told(lower).getGrade()).isEqualTo(Grade.F);
        assertThat(told(lower).getQualified()).isTrue();
        assertThat(told(lower).getSalesReady()).isTrue();
        var again = SCORING.rescore("lead-1", lower.state(), Histories.model(rules.rules(), 3), START);
        assertThat(again.qualifiedNow()).isFalse();
        assertThat(told(again).getQualifiedAt()).isEqualTo(fourth.getReceivedAt());
    }

    @ParameterizedTest
    @CsvSource({
        "API,live_chat,true",
        "CSV_IMPORT,Live_Chat,true",
        "MANUAL,live_chat,true",
        "CSV_IMPORT,google,false",
        "WEBSITE_FORM,live_chat,false",
        "UNKNOWN,live_chat,false"
    })
    void shouldTakeAsChatWhatATrustedAdapterBringsAsOne(SourceKind kind, String source, boolean chat) {
        var outcome = apply(
                null, capture("a", 0).setSourceKind(kind).setSource(source).build(), rules);
        assertThat(told(outcome).getChat()).isEqualTo(chat);
        assertThat(told(outcome).getSalesReady()).isEqualTo(chat);
    }

    @Test
    void shouldSendAChatToSalesWhateverItsScore() {
        var outcome =
                apply(null, capture("a", 0).setSourceKind(SourceKind.LIVE_CHAT).build(), rules);
        assertThat(told(outcome).getChat()).isTrue();
        assertThat(told(outcome).getSalesReady()).isTrue();
        assertThat(outcome.scores()).isEmpty();
        assertThat(outcome.state().getCounters().get(0).getType()).isEqualTo("chat_message");
        var known = play(List.of(capture("b", 0).build()), rules);
        assertThat(told(apply(
                                known,
                                capture("a", 1)
                                        .setSourceKind(SourceKind.LIVE_CHAT)
                                        .build(),
                                rules))
                        .getSalesReady())
                .isTrue();
    }

    @Test
    void shouldKeepALeadInSilenceUntilRulesAreKnown() {
        var held = apply(null, capture("a", 0).setTitle("CTO").build(), null);
        assertThat(held.scores()).isEmpty();
        assertThat(held.profile()).isNull();
        for (int i = 0; i < 30; i++) {
            held = apply(held.state(), activity("p" + i, "page_viewed", i), null);
        }
        var scored = SCORING.rescore("lead-1", held.state(), rules, START);
        assertThat(scored.scores()).singleElement().satisfies(change -> {
            assertThat(change.getScore()).isEqualTo(40);
            assertThat(change.getCause()).isEqualTo(ScoreCause.RULE_SET);
            assertThat(change.getCauseId()).isEqualTo("rules:1");
            assertThat(change.getReceivedAt()).isEqualTo(rules.rules().getPublishedAt());
        });
        assertThat(told(scored).getCauseId()).isEqualTo("rules:1");
    }

    @Test
    void shouldApplyNewerRulesFirstWhenALeadIsTouched() {
        var state = play(List.of(activity("a", "page_viewed", 0)), rules);
        var newer = model("{name: n, rules: [{name: P, activity: page_viewed, points: 7}]}", 2);
        var outcome = apply(state, activity("b", "page_viewed", 1), newer);
        assertThat(outcome.scores()).hasSize(2);
        assertThat(outcome.scores().get(0).getCause()).isEqualTo(ScoreCause.RULE_SET);
        assertThat(outcome.scores().get(0).getScore()).isEqualTo(7);
        assertThat(outcome.scores().get(1).getCause()).isEqualTo(ScoreCause.ACTIVITY);
        assertThat(outcome.scores().get(1).getScore()).isEqualTo(14);
        assertThat(outcome.scores()).allMatch(change -> change.getRulesVersion() == 2);
        assertThat(SCORING.rescore("lead-1", outcome.state(), newer, START).scores())
                .isEmpty();
    }

    @Test
    void shouldDescribeALeadThatWasNeverCaptured() {
        var later = activity("b", "page_viewed", 5);
        later.setEmail("a@x.org");
        later.setPhone("+49301");
        var outcome = apply(null, later, rules);
        assertThat(told(outcome).getCaptured()).isFalse();
        assertThat(told(outcome).getEmail()).isEqualTo("a@x.org");
        assertThat(told(outcome).getPhone()).isEqualTo("+49301");
        assertThat(told(outcome).getSource()).isEqualTo("api");
        var earlier = activity("a", "page_viewed", 4);
        earlier.setSource("site");
        var told = apply(outcome.state(), earlier, rules);
        assertThat(told(told).getSource()).isEqualTo("site");
        assertThat(told(told).getEmail()).isEqualTo("a@x.org");
        var sameTime = activity("0", "page_viewed", 4);
        sameTime.setSource("app");
        assertThat(told(apply(told.state(), sameTime, rules)).getLastSource()).isEqualTo("app");
        assertThat(apply(told.state(), activity("1", "page_viewed", 4), rules).profile())
                .isNull();
        var captured = apply(told.state(), capture("c", 9).setSource("form").build(), rules);
        assertThat(told(captured).getSource()).isEqualTo("form");
        assertThat(told(captured).getCaptured()).isTrue();
        assertThat(captured.state().getStub()).isNull();
    }

    @Test
    void shouldTakeAnUnsubscriptionAsConsentAct() {
        var state = play(
                List.of(capture("a", 0).setOptInEmail(true).setOptInSms(true).build()), rules);
        var email = apply(state, activity("u", "unsubscribed", 1), rules);
        assertThat(told(email).getOptInEmail().getOptedIn()).isFalse();
        assertThat(told(email).getOptInSms().getOptedIn()).isTrue();
        var sms = activity("v", "unsubscribed", 2);
        sms.setProperties(Map.of("channel", "\"sms\""));
        assertThat(told(apply(email.state(), sms, rules)).getOptInSms().getOptedIn())
                .isFalse();
    }

    @Test
    void shouldTellEarlierBeginnings() {
        var state = play(List.of(capture("a", 10).build()), rules);
        var outcome = apply(state, activity("b", "webinar_attended", 5), rules);
        assertThat(told(outcome).getCreatedAt()).isEqualTo(START.plusSeconds(300));
        assertThat(told(outcome).getFirstReceivedAt()).isEqualTo(START.plusSeconds(301));
    }

    @Test
    void shouldJoinVisitorsUpToABound() {
        LeadState full = play(List.of(capture("a", 0).build()), rules);
        for (int i = 0; i < 100; i++) {
            var activity = activity("e" + i, "page_viewed", i);
            activity.setAnonymousId("v" + i);
            SCORING.handover("lead-1", full, activity, rules);
        }
        assertThat(full.getVisitors()).hasSize(100).isSorted();
        var known = activity("known", "page_viewed", 200);
        known.setAnonymousId("v7");
        assertThat(SCORING.handover("lead-1", full, known, rules).state().getVisitors())
                .hasSize(100);
        var stranger = activity("stranger", "page_viewed", 201);
        stranger.setAnonymousId("v100");
        assertThatExceptionOfType(LeadRefusedException.class)
                .isThrownBy(() -> SCORING.handover("lead-1", full, stranger, rules))
                .withMessageContaining("100");
        assertThat(SCORING.activity("lead-1", full, stranger, rules).state().getVisitors())
                .as("identified by itself")
                .hasSize(100);
        var capture = capture("c", 300).setAnonymousId("v1").build();
        assertThat(apply(null, capture, rules).state().getVisitors()).containsExactly("v1");
    }

    private static LeadProfile told(ScoringOutcome outcome) {
        return Objects.requireNonNull(outcome.profile());
    }

    @Test
    void shouldRefuseToGrowWithoutBounds() {
        LeadState state = null;
        for (int i = 0; i < 500; i++) {
            state = apply(state, activity("e" + i, "type-" + i, i), rules).state();
        }
        LeadState full = state;
        assertThatExceptionOfType(LeadRefusedException.class)
                .isThrownBy(() -> apply(full, activity("x", "one-more", 1), rules));
        var large = capture("a", 0).setTitle("x".repeat(300_000)).build();
        assertThatExceptionOfType(LeadRefusedException.class).isThrownBy(() -> apply(null, large, rules));
    }

    @Test
    void shouldRollDaysThatBecomeTooOld() {
        var events = new ArrayList<Object>();
        for (int day = 0; day < 30; day++) {
            events.add(activity("e" + day, "page_viewed", START.plus(Duration.ofDays(day))));
        }
        assertThat(play(events, rules).getScore()).isEqualTo(30);
        var later = activity("later", "note", START.plus(Duration.ofDays(425)));
        events.add(later);
        assertThat(play(events, rules).getScore())
                .as("25 old days count as one, cut to 20")
                .isEqualTo(25);
        events.add(activity("late", "page_viewed", START.minus(Duration.ofDays(1))));
        var state = play(events, rules);
        assertThat(state.getScore()).isEqualTo(25);
        assertThat(state.getOldestDay())
                .isEqualTo(Days.of(START.plus(Duration.ofDays(25)).toEpochMilli()));
    }
}
