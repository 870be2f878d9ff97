// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import static io.leadstream.testkit.Fixtures.NOW;
import static io.leadstream.testkit.Fixtures.activity;
import static io.leadstream.testkit.Fixtures.identification;
import static io.leadstream.testkit.Fixtures.leadId;
import static io.leadstream.testkit.Fixtures.visitorActivity;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.scoring.ScoreChanged;
import io.leadstream.schemas.state.scoring.VisitorState;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VisitorTest {

    private static final String ANN = "ann@example.org";
    private static final String BOB = "bob@example.org";

    private final ScoringHarness scoring = new ScoringHarness(500, 3);

    @BeforeEach
    void publish() {
        scoring.send(Rules.shipped(1));
    }

    @AfterEach
    void close() {
        scoring.close();
    }

    @Test
    void shouldHandOverOnceWithOwnIdsAndTimes() {
        scoring.sendVisitor(view("e1", 1));
        scoring.sendVisitor(view("e1", 1));
        scoring.sendVisitor(view("e2", 2));
        assertThat(scoring.told()).isEmpty();
        scoring.sendVisitor(identified("i1", ANN, 5));
        assertThat(scoring.told()).extracting(ScoreChanged::getCauseId).containsExactly("e1", "e2");
        scoring.sendVisitor(identified("i1", ANN, 5));
        scoring.sendVisitor(identified("i2", ANN, 6));
        scoring.sendVisitor(view("e2", 2));
        assertThat(scoring.told()).isEmpty();
        scoring.sendVisitor(view("e3", 7));
        assertThat(scoring.told()).extracting(ScoreChanged::getCauseId).containsExactly("e3");
        var state = scoring.state(leadId(ANN));
        assertThat(state.getScore()).isEqualTo(3);
        assertThat(state.getCreatedAt()).isEqualTo(at(1).toEpochMilli());
        assertThat(state.getVisitors()).containsExactly("v1");
        assertThat(scoring.counted("visitor.dropped")).isZero();
        assertThat(rows()).isZero();
    }

    @Test
    void shouldNotCountAgainWhatTheLeadItselfSentAsWell() {
        scoring.send(activity("e1", ANN, "page_viewed").build());
        scoring.sendVisitor(view("e1", 1));
        scoring.sendVisitor(identified("i1", ANN, 5));
        assertThat(scoring.state(leadId(ANN)).getScore()).isEqualTo(1);
    }

    @Test
    void shouldKeepTheNewestOfTooMany() {
        for (int i = 5; i > 0; i--) {
            scoring.sendVisitor(view("e" + i, i));
        }
        assertThat(rows()).isEqualTo(3);
        scoring.sendVisitor(identified("i1", ANN, 9));
        assertThat(scoring.told()).extracting(ScoreChanged::getCauseId).containsExactly("e3", "e4", "e5");
        assertThat(scoring.counted("visitor.dropped")).isEqualTo(2);
    }

    @Test
    void shouldLetGoOfWhatWaitedTooLong() {
        scoring.sendVisitor(view("e1", 1));
        var late = identified("i1", ANN, 2);
        late.setReceivedAt(at(1).plus(Duration.ofDays(30)).plusMillis(1));
        scoring.sendVisitor(late);
        assertThat(scoring.told()).isEmpty();
        assertThat(scoring.counted("visitor.dropped")).isEqualTo(1);
    }

    @Test
    void shouldTidyUpVisitorsWhoNeverIdentify() {
        scoring.sendVisitor(view("e1", 1));
        var much = view("x1", 1);
        much.setAnonymousId("v2");
        much.setReceivedAt(at(1).plus(Duration.ofDays(32)));
        scoring.sendVisitor(much);
        scoring.tick();
        assertThat(rows()).isEqualTo(1);
        assertThat(scoring.harness
                        .<String, VisitorState>store(StoreNames.VISITOR)
                        .get("v1"))
                .isNull();
        assertThat(scoring.counted("visitor.dropped")).isEqualTo(1);
    }

    @Test
    void shouldForgetWhoAVisitorIsAfterALongSilence() {
        scoring.sendVisitor(view("e1", 1));
        scoring.sendVisitor(identified("i1", ANN, 5));
        scoring.tick();
        arrives("x1", Duration.ofDays(400));
        scoring.tick();
        assertThat(scoring.rows(StoreNames.VISITOR)).isEqualTo(2);
        arrives("x2", Duration.ofDays(401).plusHours(1));
        scoring.tick();
        assertThat(scoring.rows(StoreNames.VISITOR)).as("heard of lately").isEqualTo(1);
        scoring.told();
        var again = view("e9", 1);
        again.setReceivedAt(at(1).plus(Duration.ofDays(402)));
        scoring.sendVisitor(again);
        assertThat(scoring.told()).as("unknown again").isEmpty();
    }

    @Test
    void shouldLookAtEveryRowOnceInAnHourOfArrivals() {
        scoring.sendVisitor(view("e1", 1));
        scoring.tick();
        arrives("x1", Duration.ofDays(31).minusMinutes(1));
        scoring.tick();
        arrives("x2", Duration.ofDays(31).plusMinutes(2));
        scoring.tick();
        assertThat(rows()).as("looked at a moment ago").isEqualTo(3);
        arrives("x3", Duration.ofDays(31).plusMinutes(59));
        scoring.tick();
        assertThat(rows()).isEqualTo(3);
        assertThat(scoring.counted("visitor.dropped")).isEqualTo(1);
    }

    private void arrives(String eventId, Duration later) {
        var view = view(eventId, 1);
        view.setAnonymousId("v2");
        view.setReceivedAt(at(1).plus(later));
        scoring.sendVisitor(view);
    }

    @Test
    void shouldGiveASecondPersonOnlyWhatComesAfter() {
        scoring.sendVisitor(view("e1", 1));
        scoring.sendVisitor(identified("i1", ANN, 5));
        scoring.sendVisitor(identified("i2", BOB, 10));
        scoring.sendVisitor(view("e2", 11));
        scoring.sendVisitor(view("e3", 7));
        assertThat(scoring.state(leadId(ANN)).getScore()).isEqualTo(2);
        assertThat(scoring.state(leadId(BOB)).getScore()).isEqualTo(1);
    }

    @Test
    void shouldJoinSeveralVisitorsToOneLead() {
        for (String visitor : new String[] {"v1", "v2", "v3"}) {
            var view = view("e-" + visitor, 1);
            view.setAnonymousId(visitor);
            scoring.sendVisitor(view);
            var identified = identified("i-" + visitor, ANN, 2);
            identified.setAnonymousId(visitor);
            scoring.sendVisitor(identified);
        }
        assertThat(scoring.state(leadId(ANN)).getScore()).isEqualTo(3);
        assertThat(scoring.state(leadId(ANN)).getVisitors()).containsExactly("v1", "v2", "v3");
    }

    @Test
    void shouldSetAsideWhatMoreThanAHundredVisitorsOfOneLeadDid() {
        for (int i = 0; i <= 100; i++) {
            var view = view("e" + i, 1);
            view.setAnonymousId("visitor-" + i);
            scoring.sendVisitor(view);
            var identified = identified("i" + i, ANN, 2);
            identified.setAnonymousId("visitor-" + i);
            scoring.sendVisitor(identified);
        }
        assertThat(scoring.state(leadId(ANN)).getVisitors()).hasSize(100);
        assertThat(scoring.harness.deadLetters().getQueueSize()).isEqualTo(1);
    }

    private long rows() {
        return scoring.rows(StoreNames.VISITOR_ACTIVITY);
    }

    private static Instant at(long minute) {
        return NOW.plusSeconds(60 * minute);
    }

    private static Activity view(String eventId, long minute) {
        return visitorActivity(eventId, "v1", "page_viewed")
                .setOccurredAt(at(minute))
                .setReceivedAt(at(minute))
                .build();
    }

    private static Activity identified(String eventId, String email, long minute) {
        return identification(eventId, "v1", email)
                .setOccurredAt(at(minute))
                .setReceivedAt(at(minute))
                .build();
    }
}
