// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import static io.leadstream.domain.lead.Captures.START;
import static io.leadstream.domain.scoring.Histories.SCORING;
import static io.leadstream.domain.scoring.Histories.activity;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.domain.lead.AvroPersonCodec;
import io.leadstream.domain.scoring.Merging.Departure;
import io.leadstream.schemas.assignment.CommandOutcome;
import io.leadstream.schemas.capture.AdjustScore;
import io.leadstream.schemas.capture.LeadCommand;
import io.leadstream.schemas.capture.LeadLink;
import io.leadstream.schemas.scoring.Adjustment;
import io.leadstream.schemas.scoring.ScoreCause;
import io.leadstream.schemas.scoring.ScoreChanged;
import io.leadstream.schemas.state.scoring.LeadState;
import io.leadstream.schemas.state.scoring.MergedPart;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What people ordered about a lead that is part of another, before or after it became so. */
class MergedOrdersTest {

    private static final String EMAIL = "lead-of-email";
    private static final String PHONE = "lead-of-phone";
    private static final ScoringModel MODEL = Histories.defaultModel();
    private static final Merging MERGING = new Merging(new AvroPersonCodec());

    @Test
    void shouldGiveTheLeadThatIsLeftThePointsByHandOfBoth() {
        Departure gone = leave(adjust(known(PHONE, "note"), "k2", 30));
        LeadState email = adjust(known(EMAIL, "demo_requested"), "k1", 1);
        ScoringOutcome merged = merge(email, gone.part());
        assertThat(merged.state().getAdjustments())
                .extracting(Adjustment::getCommandId)
                .containsExactly("k1", "k2");
        assertThat(merged.state().getScore()).isEqualTo(51);
        Departure late = MERGING.follow(PHONE, gone.state(), order("k3", -5), false, Measures.NONE);
        ScoreChanged told = merge(merged.state(), late.part()).scores().get(0);
        assertThat(told.getCause()).isEqualTo(ScoreCause.ADJUSTMENT);
        assertThat(told.getCauseId()).isEqualTo("k3");
        assertThat(told.getScore()).isEqualTo(46);
    }

    @Test
    void shouldKeepPointsForALeadThatNothingHasHappenedTo() {
        Departure gone = leave(null);
        Departure late = MERGING.follow(PHONE, gone.state(), order("k1", 30), false, Measures.NONE);
        assertThat(late.farewell()).as("nobody knows the id yet").isNull();
        ScoringOutcome merged = merge(null, late.part());
        assertThat(merged.profile()).isNull();
        LeadState waiting = merged.state();
        assertThat(SCORING.activity(EMAIL, waiting, activity("a1", "demo_requested", 0), MODEL)
                        .state()
                        .getScore())
                .isEqualTo(50);
    }

    @Test
    void shouldLetTheNewestRecyclingOfBothDecide() {
        LeadState phone = recycle(known(PHONE, "note"), 20);
        ScoringOutcome merged =
                merge(recycle(known(EMAIL, "note"), 10), leave(phone).part());
        assertThat(merged.state().getCycle()).isEqualTo(2);
        assertThat(merged.state().getRecycledAt())
                .isEqualTo(START.plusSeconds(20).toEpochMilli());
        assertThat(merged.state().getResting()).isTrue();

        LeadState early = recycle(known(PHONE, "note"), 20);
        Departure gone = leave(early);
        LeadState later = merge(recycle(known(EMAIL, "note"), 30), gone.part()).state();
        assertThat(later.getRecycledAt()).isEqualTo(START.plusSeconds(30).toEpochMilli());
        Departure late = MERGING.follow(PHONE, gone.state(), recycling(40), false, Measures.NONE);
        ScoringOutcome again = merge(later, late.part());
        assertThat(again.state().getCycle()).isEqualTo(3);
        assertThat(Objects.requireNonNull(again.profile()).getCycle()).isEqualTo(3);
    }

    @Test
    void shouldWakeByWhatEitherLeadWonAfterTheRecycling() {
        LeadState email = SCORING.activity(EMAIL, known(EMAIL, "note"), activity("a1", "demo_requested", 1), MODEL)
                .state();
        Departure recycled = leave(recycle(known(PHONE, "note"), 20));
        assertThat(merge(email, recycled.part()).state().getResting()).isFalse();

        LeadState phone = SCORING.activity(PHONE, known(PHONE, "note"), activity("a1", "demo_requested", 1), MODEL)
                .state();
        LeadState resting = recycle(known(EMAIL, "note"), 20);
        assertThat(resting.getResting()).isTrue();
        assertThat(merge(resting, leave(phone).part()).state().getResting()).isFalse();
    }

    @Test
    void shouldEndTheCycleOfAQualifiedLeadWhenTheOtherWasRecycledLater() {
        LeadState email = qualified(EMAIL);
        Departure phone = leave(recycle(known(PHONE, "note"), 20));
        ScoringOutcome merged = merge(email, phone.part());
        assertThat(merged.state().getResting()).isTrue();
        assertThat(merged.state().getQualified()).isFalse();
        assertThat(merged.state().getQualifiedAt()).isNull();
        assertThat(Objects.requireNonNull(merged.profile()).getSalesReady()).isFalse();

        Departure gone = leave(qualified(PHONE));
        LeadState resting = recycle(known(EMAIL, "note"), 20);
        assertThat(merge(resting, gone.part()).state().getQualified()).isFalse();
    }

    @Test
    void shouldKeepAQualificationOfTheCycleSince() {
        LeadState email = qualified(EMAIL);
        long qualifiedAt = Objects.requireNonNull(email.getQualifiedAt());
        LeadState merged =
                merge(email, leave(recycle(known(PHONE, "note"), -20)).part()).state();
        assertThat(merged.getQualified()).isTrue();
        assertThat(merged.getQualifiedAt()).isEqualTo(qualifiedAt);
    }

    /** By demos in the first five seconds. */
    private static LeadState qualified(String leadId) {
        LeadState state = known(leadId, "note");
        for (int i = 1; i <= 5; i++) {
            state = SCORING.activity(
                            leadId, state, activity("d" + i + leadId, "demo_requested", START.plusSeconds(i)), MODEL)
                    .state();
        }
        assertThat(state.getQualified()).isTrue();
        return state;
    }

    private static LeadState known(String leadId, String type) {
        return SCORING.activity(leadId, null, activity("of " + leadId, type, 0), MODEL)
                .state();
    }

    private static LeadState adjust(LeadState state, String commandId, int points) {
        return SCORING.take("l", state, order(commandId, points), false, MODEL, MODEL.measures())
                .state();
    }

    private static LeadCommand order(String commandId, int points) {
        return new LeadCommand(commandId, PHONE, "ann", START, new AdjustScore(points, "met at the fair", null));
    }

    private static LeadState recycle(LeadState state, int second) {
        return SCORING.take("l", state, recycling(second), false, MODEL, MODEL.measures())
                .state();
    }

    private static CommandOutcome recycling(int second) {
        Instant at = START.plusSeconds(second);
        return CommandOutcome.newBuilder()
                .setCommandId("r" + second)
                .setLeadId(PHONE)
                .setCommand("recycle_lead")
                .setIssuedBy("ann")
                .setAccepted(true)
                .setAt(at)
                .build();
    }

    private static Departure leave(@Nullable LeadState phone) {
        return Objects.requireNonNull(
                MERGING.leave(PHONE, phone, new LeadLink(PHONE, EMAIL, "link", START, START), Measures.NONE));
    }

    private static ScoringOutcome merge(@Nullable LeadState email, @Nullable MergedPart part) {
        return SCORING.merged(EMAIL, email, Objects.requireNonNull(part), MODEL);
    }
}
