// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import io.leadstream.domain.lead.LeadRefusedException;
import io.leadstream.domain.lead.PersonCodec;
import io.leadstream.domain.lead.PersonRecord;
import io.leadstream.domain.predictive.Traits;
import io.leadstream.domain.rules.Measure;
import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.capture.CapturedLead;
import io.leadstream.schemas.scoring.Adjustment;
import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.schemas.state.scoring.ActivityCounter;
import io.leadstream.schemas.state.scoring.LeadState;
import io.leadstream.schemas.state.scoring.Stub;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The working set of one event: the lead's state while it changes, and what has to be looked at again because of it. */
final class LeadTouch {

    private static final int MOST_PERSON_BYTES = 256 * 1024;
    private static final int MOST_TYPES = 500;
    private static final int MOST_MERGED = 100;
    private static final String CHAT_SOURCE = "live_chat";

    private final LeadState state;
    private final Verdict verdict;
    private final PersonCodec codec;
    private final Measures measures;
    private final int limit;

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
        this.state = before == null ? unknown() : before;
        this.codec = codec;
        this.measures = measures;
        if (state.getMeasuresVersion() != measures.version()) {
            measures.fit(state);
        }
        this.limit = model == null ? Integer.MAX_VALUE : model.dailyHitLimit();
        this.verdict = new Verdict(leadId, state, model, measures, this::person);
        if (before != null) {
            verdict.bringUpToDate(now);
        }
    }

    static LeadState unknown() {
        var unknown = new LeadState();
        unknown.setCreatedAt(Long.MAX_VALUE);
        unknown.setUpdatedAt(Long.MIN_VALUE);
        unknown.setFirstReceivedAt(Long.MAX_VALUE);
        unknown.setPerson(Packed.empty());
        unknown.setVisitors(new ArrayList<>(1));
        unknown.setCounters(new ArrayList<>(4));
        unknown.setAsOfDay(Integer.MIN_VALUE);
        unknown.setOldestDay(Integer.MAX_VALUE);
        unknown.setMatched(Packed.empty());
        unknown.setKnownDay(Integer.MIN_VALUE);
        unknown.setDueDay(Outlook.NEVER);
        unknown.setAdjustments(new ArrayList<>(0));
        unknown.setSeen(new ArrayList<>(1));
        unknown.setPredicted(-1);
        unknown.setMergedFrom(new ArrayList<>(0));
        return unknown;
    }

    /** Whether anything has happened to a lead. */
    static boolean isKnown(LeadState state) {
        return state.getCreatedAt() <= state.getUpdatedAt();
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
                rollOldDays(oldestKept);
            }
        }
    }

    private void rollOldDays(int oldestKept) {
        int oldest = Integer.MAX_VALUE;
        for (ActivityCounter counter : state.getCounters()) {
            if (Counters.roll(counter, oldestKept, limit)) {
                verdict.pointsChange();
            }
            oldest = Math.min(oldest, Counters.oldestDay(counter));
        }
        state.setOldestDay(oldest);
    }

    /**
     * Counts an activity, and by its properties the measures that take it. The daily limit cuts each of these by itself,
     * as it does a type.
     */
    void count(String type, Map<String, String> properties, long occurredAt) {
        requireRoomFor(type);
        int day = Days.of(occurredAt);
        if (Counters.hit(state, type, day, limit)) {
            verdict.counted(type);
        }
        for (Measures.Counted measure : measures.watching(type)) {
            if (measure.takes(properties, day) && Counters.hit(state, measure.name(), day, limit)) {
                verdict.counted(measure.name());
            }
        }
    }

    private void requireRoomFor(String type) {
        if (Measure.isConditional(type)) {
            throw new LeadRefusedException("no type of activity has a { in it");
        }
        List<ActivityCounter> counters = state.getCounters();
        if (counters.size() >= MOST_TYPES && Counters.find(counters, type) == null && types(counters) >= MOST_TYPES) {
            throw new LeadRefusedException("a lead has at most " + MOST_TYPES + " types of activity");
        }
    }

    /** Measures are bounded by the rules. */
    private static long types(List<ActivityCounter> counters) {
        return counters.stream()
                .filter(counter -> !Measure.isConditional(counter.getType()))
                .count();
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
        if (isKnown(other)) {
            Instant firstReceivedAt = Instant.ofEpochMilli(other.getFirstReceivedAt());
            happened(Instant.ofEpochMilli(other.getCreatedAt()), firstReceivedAt);
            happened(Instant.ofEpochMilli(other.getUpdatedAt()), firstReceivedAt);
        }
        other.getAdjustments().forEach(adjustment -> Adjustments.add(state, adjustment));
        uniteCycles(other);
        measures.fit(other);
        other.getMergedFrom().forEach(this::joinedBy);
        other.getCounters().forEach(this::add);
        other.getVisitors().forEach(visitor -> link(visitor, mostVisitors));
        byte[] bytes = Packed.bytes(other.getPerson());
        if (bytes.length > 0) {
            person().unite(PersonRecord.of(codec.decode(bytes)));
            verdict.personChanges();
        }
        if (other.getQualified()
                && !state.getResting()
                && (!state.getQualified() || earlier(other.getQualifiedAt(), state.getQualifiedAt()))) {
            state.setQualified(true);
            state.setQualifiedAt(other.getQualifiedAt());
        }
        state.setChat(state.getChat() || other.getChat());
        state.setCaptured(state.getCaptured() || other.getCaptured());
        state.setStub(state.getCaptured() ? null : Stubs.unite(state.getStub(), other.getStub()));
        verdict.personChanges();
        verdict.profileChanges();
    }

    /** The newest recycling of both decides whether the lead rests. */
    private void uniteCycles(LeadState other) {
        state.setChatAt(later(state.getChatAt(), other.getChatAt()));
        state.setLastWonAt(later(state.getLastWonAt(), other.getLastWonAt()));
        state.setCycle(state.getCycle() + other.getCycle());
        state.setRecycledAt(later(state.getRecycledAt(), other.getRecycledAt()));
        verdict.rest();
    }

    private void add(ActivityCounter other) {
        ActivityCounter counter = Counters.find(state.getCounters(), other.getType());
        if (counter == null) {
            if (!Measure.isConditional(other.getType())) {
                requireRoomFor(other.getType());
            }
            counter = Counters.insert(state.getCounters(), other.getType());
        }
        Counters.unite(counter, other, Days.oldestKept(Days.of(state.getUpdatedAt())), limit);
        state.setOldestDay(Math.min(state.getOldestDay(), Counters.oldestDay(counter)));
        verdict.counted(other.getType());
    }

    private static @Nullable Long later(@Nullable Long one, @Nullable Long other) {
        return one == null || (other != null && other > one) ? other : one;
    }

    private static boolean earlier(@Nullable Long one, @Nullable Long other) {
        return one != null && other != null && one < other;
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
