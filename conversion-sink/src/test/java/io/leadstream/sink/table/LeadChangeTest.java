// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.schemas.assignment.AssignmentKind;
import io.leadstream.schemas.assignment.Machine;
import io.leadstream.sink.SinkRecords;
import io.leadstream.testkit.Fixtures;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LeadChangeTest {

    private static final String ANN = "ann@example.com";

    private final LeadChange change = new LeadChange(Fixtures.leadId(ANN));

    @Test
    void shouldKeepNewestOfEachGroupWhenRecordsArriveInAnyOrder() {
        change.score(SinkRecords.score(ANN, 3, 30).build());
        change.score(SinkRecords.score(ANN, 2, 20).build());
        change.profile(Fixtures.profile(ANN).setVersion(5).build());
        change.profile(Fixtures.profile(ANN).setVersion(4).build());
        change.transition(SinkRecords.transition(ANN, 4, Machine.STAGE, "lead", "mql"));
        change.transition(SinkRecords.transition(ANN, 1, Machine.STAGE, "none", "lead"));
        change.transition(SinkRecords.transition(ANN, 5, Machine.STATUS, "new", "qualified"));

        assertThat(Objects.requireNonNull(change.score()).getScore()).isEqualTo(30);
        assertThat(Objects.requireNonNull(change.profile()).getVersion()).isEqualTo(5);
        assertThat(Objects.requireNonNull(change.stage()).getToState()).isEqualTo("mql");
        assertThat(Objects.requireNonNull(change.status()).getToState()).isEqualTo("qualified");
        assertThat(change.route()).isNull();
    }

    @Test
    void shouldIgnoreMachineThatIsNotKnown() {
        change.transition(SinkRecords.transition(ANN, 1, Machine.UNKNOWN, "a", "b"));

        assertThat(change.stage()).isNull();
        assertThat(change.status()).isNull();
        assertThat(change.route()).isNull();
    }

    @Test
    void shouldKeepTimeOfAssignmentWhenItIsAcceptedInTheSameBatch() {
        decide(1, AssignmentKind.ASSIGNED, "alice", 10);
        decide(1, AssignmentKind.ACCEPTED, "alice", 11);

        Ownership ownership = ownership();
        assertThat(ownership.state()).isEqualTo("accepted");
        assertThat(ownership.assignedAt()).isEqualTo(Fixtures.NOW.plusSeconds(10));
        assertThat(ownership.acceptedAt()).isEqualTo(Fixtures.NOW.plusSeconds(11));
        assertThat(ownership.keepAssignedAt()).isFalse();
    }

    @Test
    void shouldLeaveStoredTimeOfAssignmentWhenItWasAssignedInAnEarlierBatch() {
        decide(1, AssignmentKind.ACCEPTED, "alice", 11);

        assertThat(ownership().keepAssignedAt()).isTrue();
        assertThat(ownership().assignedAt()).isNull();
    }

    @Test
    void shouldKeepOwnerWhenReleasedAndForgetWhenQueued() {
        decide(1, AssignmentKind.ASSIGNED, "alice", 10);
        decide(1, AssignmentKind.RELEASED, "alice", 11);
        assertThat(ownership().ownerId()).isEqualTo("alice");
        assertThat(ownership().keepAssignedAt()).isFalse();

        decide(2, AssignmentKind.QUEUED, null, 12);
        assertThat(ownership().ownerId()).isNull();
        assertThat(ownership().queueReason()).isEqualTo("nobody_available");
        assertThat(ownership().position()).isEqualTo(12);
    }

    @Test
    void shouldKeepStoredTimesWhenAReleaseComesAlone() {
        decide(1, AssignmentKind.RELEASED, "alice", 10);
        assertThat(ownership().keepAssignedAt()).isTrue();
        assertThat(ownership().keepAcceptedAt()).isTrue();
    }

    @Test
    void shouldChangeNothingWhenTheKindOfDecisionIsNotKnown() {
        decide(1, AssignmentKind.UNKNOWN, "alice", 10);

        assertThat(change.ownership()).isNull();
    }

    @Test
    void shouldHaveNoOwnerOnceAnOfferExpiredAndHeedNoEndOfAnOlderOffer() {
        decide(1, AssignmentKind.ASSIGNED, "alice", 10);
        decide(1, AssignmentKind.EXPIRED, "alice", 11);
        assertThat(ownership().state()).isEqualTo("expired");
        assertThat(ownership().ownerId()).isNull();
        decide(2, AssignmentKind.ASSIGNED, "bob", 12);
        decide(1, AssignmentKind.RELEASED, "alice", 13);
        assertThat(ownership().ownerId()).isEqualTo("bob");
        assertThat(ownership().state()).isEqualTo("assigned");
    }

    private Ownership ownership() {
        return Objects.requireNonNull(change.ownership());
    }

    private void decide(int offer, AssignmentKind kind, @org.jspecify.annotations.Nullable String who, int position) {
        change.decision(SinkRecords.assignment(ANN, offer, kind, who, Fixtures.NOW.plusSeconds(position)), position);
    }
}
