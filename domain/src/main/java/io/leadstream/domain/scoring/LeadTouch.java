// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import io.leadstream.domain.lead.LeadRefusedException;
import io.leadstream.domain.lead.PersonCodec;
import io.leadstream.domain.lead.PersonRecord;
import io.leadstream.domain.predictive.Traits;
import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.capture.CapturedLead;
import io.leadstream.schemas.scoring.Adjustment;
import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.schemas.state.scoring.LeadState;
import io.leadstream.schemas.state.scoring.MeasureShare;
import io.leadstream.schemas.state.scoring.Stub;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The working set of one event: the lead's state while it changes, and what has to be looked at again because of it. */
final class LeadTouch {

    private static final int MOST_PERSON_BYTES = 256 * 1024;
    private static final int MOST_MERGED = 100;
    private static final String CHAT_SOURCE = "live_chat";

    private final LeadState state;
    private final Verdict verdict;
    private final PersonCodec codec;
    private final Counting counting;

    private @Nullable PersonRecord person;

    LeadTouch(
            String leadId,
            @Nullable LeadState before,
            @Nullable ScoringModel model,
            Measures measures,
            PersonCodec codec) {
        this(leadId, before, model, measures, codec, null);
    }

    /** Of a lead that is looked at in the background, at a time; null: because of an event. */
    LeadTouch(
            String leadId,
            @Nullable LeadState before,
            @Nullable ScoringModel model,
            Measures measures,
            PersonCodec codec,
            @Nullable Instant now) {
        this.state = before == null ? LeadStates.unknown() : before;
        this.codec = codec;
        if (state.getMeasuresVersion() != measures.version()) {
            measures.fit(state);
        }
        this.verdict = new Verdict(leadId, state, model, measures, this::person);
        this.counting =
                new Counting(state, measures, model == null ? Integer.MAX_VALUE : model.dailyHitLimit(), verdict);
        if (before != null) {
            verdict.bringUpToDate(now);
        }
    }

    /** The person, decoded when first asked for. */
    PersonRecord person() {
        PersonRecord known = person;
        if (known == null) {
            byte[] bytes = Packed.bytes(state.getPerson());
            known = bytes.length == 0 ? new PersonRecord() : PersonRecord.of(codec.decode(bytes));
            person = known;
        }
        return known;
    }

    /** Something arrived, so it is known that time has come so far. */
    void arrived(int day, Instant at) {
        if (day > state.getKnownDay()) {
            verdict.dayComes(day, at);
        }
    }

    /** Something happened to the lead: times move, and with them what counts as old. */
    void happened(Instant when, Instant arrival) {
        long occurredAt = when.toEpochMilli();
        long receivedAt = arrival.toEpochMilli();
        arrived(Math.max(Days.of(occurredAt), Days.of(receivedAt)), arrival);
        if (occurredAt < state.getCreatedAt()) {
            state.setCreatedAt(occurredAt);
            verdict.profileChanges();
        }
        if (receivedAt < state.getFirstReceivedAt()) {
            state.setFirstReceivedAt(receivedAt);
            verdict.profileChanges();
        }
        if (occurredAt > state.getUpdatedAt()) {
            state.setUpdatedAt(occurredAt);
            int oldestKept = Days.oldestKept(Days.of(occurredAt));
            if (state.getOldestDay() < oldestKept) {
                counting.roll(oldestKept);
            }
        }
    }

    /**
     * Counts an activity.
     *
     * @param byType whether by its type alone
     */
    void count(Hit hit, boolean byType) {
        counting.count(hit, byType);
    }

    /** Takes over what a lead that is gone did by measures. */
    void take(MeasureShare share) {
        if (Shares.take(state, share, MOST_MERGED)) {
            verdict.pointsChange();
        }
    }

    /** Takes over what a capture says of the person. */
    void merge(CapturedLead capture) {
        person().merge(capture);
        verdict.personChanges();
        boolean chat = state.getChat() || cameByChat(capture);
        if (chat != state.getChat() || !state.getCaptured()) {
            verdict.profileChanges();
        }
        if (cameByChat(capture)) {
            long at = capture.getOccurredAt().toEpochMilli();
            Long known = state.getChatAt();
            state.setChatAt(known == null ? at : Math.max(known, at));
        }
        state.setChat(chat);
        state.setCaptured(true);
        state.setStub(null);
    }

    /** A chat widget's capture, or one that a trusted adapter brings from elsewhere as a chat's. */
    private static boolean cameByChat(CapturedLead capture) {
        return switch (capture.getSourceKind()) {
            case LIVE_CHAT -> true;
            case API, CSV_IMPORT, MANUAL -> capture.getSource().equalsIgnoreCase(CHAT_SOURCE);
            case WEBSITE_FORM, UNKNOWN -> false;
        };
    }

    /** Notes who an activity says the lead is, while no capture has. */
    void identify(Activity activity) {
        if (state.getCaptured()) {
            return;
        }
        Stub known = state.getStub();
        Stub united = Stubs.unite(known, Stubs.of(activity));
        if (!Objects.equals(united, known)) {
            state.setStub(united);
            verdict.personChanges();
            verdict.profileChanges();
        }
    }

    /** Takes an unsubscription. */
    void optOut(boolean sms, Activity activity) {
        person().optOut(sms, activity.getOccurredAt().toEpochMilli(), activity.getEventId(), activity.getSource());
        verdict.personChanges();
    }

    /** Joins an anonymous id to the lead; false when the lead has too many others. */
    boolean link(String anonymousId, int most) {
        List<String> visitors = state.getVisitors();
        int place = Collections.binarySearch(visitors, anonymousId);
        if (place >= 0) {
            return true;
        }
        if (visitors.size() >= most) {
            return false;
        }
        visitors.add(-place - 1, anonymousId);
        return true;
    }

    /** What the rules make of the lead as it stands. */
    Breakdown breakdown(ScoringModel model) {
        return verdict.breakdown(model);
    }

    /** The lead as predictive models see it. */
    Traits traits() {
        return verdict.traits();
    }

    /** Notes that something of another lead, which has become part of this one, came to it. */
    void joinedBy(String otherId) {
        List<String> known = state.getMergedFrom();
        int place = Collections.binarySearch(known, otherId);
        if (place < 0 && known.size() < MOST_MERGED) {
            known.add(-place - 1, otherId);
            verdict.profileChanges();
        }
    }

    /**
     * Takes over all that is known of another lead, as if what made it had happened to this one.
     *
     * @throws LeadRefusedException when the lead would grow past its bounds
     */
    void unite(LeadState other, Instant arrival, int mostVisitors) {
        if (other.getKnownDay() != Integer.MIN_VALUE) {
            arrived(other.getKnownDay(), arrival);
        }
        if (LeadStates.isKnown(other)) {
            Instant firstReceivedAt = Instant.ofEpochMilli(other.getFirstReceivedAt());
            happened(Instant.ofEpochMilli(other.getCreatedAt()), firstReceivedAt);
            happened(Instant.ofEpochMilli(other.getUpdatedAt()), firstReceivedAt);
        }
        other.getMergedFrom().forEach(this::joinedBy);
        other.getVisitors().forEach(visitor -> link(visitor, mostVisitors));
        other.getShares().forEach(this::take);
        counting.unite(other.getCounters());
        byte[] bytes = Packed.bytes(other.getPerson());
        if (bytes.length > 0) {
            person().unite(PersonRecord.of(codec.decode(bytes)));
        }
        Union.of(state, other);
        verdict.qualifiedSince(state.getQualifiedAt(), other.getQualifiedAt());
        verdict.personChanges();
        verdict.profileChanges();
    }

    /** The last profile of a lead that becomes part of another. */
    LeadProfile farewell(Cause cause, String intoLeadId) {
        LeadProfile profile = verdict.profile(cause);
        profile.setMergedInto(intoLeadId);
        return profile;
    }

    /** Points by hand. */
    void adjust(Adjustment adjustment) {
        Adjustments.add(state, adjustment);
        verdict.tell();
    }

    /** A new cycle begins. */
    void recycle(Instant at) {
        verdict.recycled(at);
    }

    /** A timer that was set for the lead fires. */
    ScoringOutcome timerFires(Instant now) {
        return verdict.timerFires(now);
    }

    /** The state and what is to be told of newer rules or a newer predictive model. */
    ScoringOutcome rescored() {
        return verdict.rescored();
    }

    /** The state and what is to be told, after the event has been taken in. */
    ScoringOutcome finish(Cause cause) {
        PersonRecord read = person;
        if (read != null && read.touched()) {
            byte[] bytes = codec.encode(read.toState());
            if (bytes.length > MOST_PERSON_BYTES) {
                throw new LeadRefusedException("what is known of a person has at most " + MOST_PERSON_BYTES + " bytes");
            }
            state.setPerson(ByteBuffer.wrap(bytes));
            if (read.changed()) {
                verdict.profileChanges();
            }
        }
        return verdict.reach(cause);
    }
}
