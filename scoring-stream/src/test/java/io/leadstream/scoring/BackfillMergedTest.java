// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import static io.leadstream.testkit.Fixtures.NOW;
import static io.leadstream.testkit.Fixtures.activity;
import static io.leadstream.testkit.Fixtures.identification;
import static io.leadstream.testkit.Fixtures.leadId;
import static io.leadstream.testkit.Fixtures.visitorActivity;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.capture.LeadLink;
import io.leadstream.schemas.scoring.ScoreCause;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Counting back what happened under an id that is part of another by now. */
class BackfillMergedTest {

    private static final String ANN = "ann@example.org";
    private static final String PHONE = "+442079460018";
    private static final String VIEWS = "{name: Views, activity: pricing_viewed, points: 1}";
    private static final String ENTERPRISE =
            "{name: Enterprise, activity: pricing_viewed, points: 7, where: {field: plan, operator: equals, value: enterprise}}";

    private ScoringHarness scoring = new ScoringHarness();

    @AfterEach
    void close() {
        scoring.close();
    }

    @Test
    void shouldCountWhatHappenedUnderAnIdThatIsGone() {
        scoring.send(Rules.of(1, VIEWS));
        scoring.send(viewed("a1", ANN));
        scoring.send(viewed("p1", PHONE));
        scoring.send(link());
        scoring.send(viewed("p2", PHONE));
        scoring.send(viewed("p2", PHONE));
        scoring.send(Rules.of(2, ENTERPRISE));
        scoring.send(viewed("p3", PHONE));
        scoring.tick();
        scoring.tick();

        assertThat(scoring.state(leadId(ANN)).getScore()).isEqualTo(28);
        assertThat(scoring.told()).last().satisfies(change -> {
            assertThat(change.getLeadId()).isEqualTo(leadId(ANN));
            assertThat(change.getRulesVersion()).isEqualTo(2);
            assertThat(change.getCause()).isEqualTo(ScoreCause.MERGE);
            assertThat(change.getLines()).singleElement().satisfies(line -> assertThat(line.getHits())
                    .isEqualTo(4));
        });
        scoring.send(viewed("p4", PHONE));
        assertThat(scoring.state(leadId(ANN)).getScore()).isEqualTo(35);
    }

    @Test
    void shouldCountOnceWhenALeadIsMergedInTheMiddleAndAfterAMove() {
        scoring.send(Rules.of(1, VIEWS));
        scoring.send(viewed("a1", ANN));
        scoring.send(viewed("p1", PHONE));
        scoring.sendVisitor(visitorActivity("v1", "v", "pricing_viewed")
                .setProperties(Map.of("plan", "\"enterprise\""))
                .build());
        scoring.sendVisitor(identification("i1", "v", PHONE).setEmail(null).build());
        scoring.send(viewed("p2", PHONE));
        scoring.history.allowed = 0;
        scoring.send(Rules.of(2, ENTERPRISE));
        scoring.tick();
        scoring.history.allowed = 1;
        scoring.tick();
        scoring.history.allowed = 0;
        scoring.send(link());
        scoring.send(viewed("p3", PHONE));
        assertThat(scoring.state(leadId(ANN)).getRulesVersion()).isEqualTo(1);
        scoring.history.allowed = Integer.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            scoring.tick();
        }
        assertThat(scoring.state(leadId(ANN)).getScore()).isEqualTo(35);

        scoring = scoring.movedAfter(Duration.ofMinutes(1));
        scoring.send(viewed("p5", PHONE));
        assertThat(scoring.state(leadId(ANN)).getScore()).isEqualTo(42);
    }

    @Test
    void shouldForgetAMeasureThatNoRuleAsksForAndBeginAnew() {
        scoring.send(Rules.of(1, ENTERPRISE));
        scoring.send(viewed("p1", PHONE));
        scoring.send(link());
        assertThat(scoring.state(leadId(ANN)).getScore()).isEqualTo(7);
        scoring.send(Rules.of(2, VIEWS));
        scoring.tick();
        scoring.send(viewed("p2", PHONE));
        assertThat(scoring.state(leadId(ANN)).getScore()).isEqualTo(2);
        assertThat(scoring.state(leadId(PHONE)).getCounters()).isEmpty();
        scoring.send(Rules.of(3, ENTERPRISE));
        scoring.tick();
        scoring.tick();
        assertThat(scoring.state(leadId(ANN)).getScore()).isEqualTo(14);
    }

    private static Activity viewed(String eventId, String who) {
        return activity(eventId, who, "pricing_viewed")
                .setEmail(who.equals(ANN) ? ANN : null)
                .setProperties(Map.of("plan", "\"enterprise\""))
                .build();
    }

    private static LeadLink link() {
        return new LeadLink(leadId(PHONE), leadId(ANN), "f1", NOW, NOW);
    }
}
