// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import io.leadstream.domain.lead.PersonRecord;
import io.leadstream.domain.predictive.Traits;
import io.leadstream.schemas.scoring.Grade;
import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.schemas.scoring.ScoreChanged;
import io.leadstream.schemas.state.scoring.ActivityCounter;
import io.leadstream.schemas.state.scoring.LeadState;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Decides what an event means for score, qualification and profile, and looks only at what the event can have changed. */
final class Verdict {

    private final String leadId;
    private final LeadState state;
    private final @Nullable ScoringModel model;
    private final Measures measures;
    private final Supplier<PersonRecord> person;
    private final Cycle cycle;
    private final List<ScoreChanged> scores = new ArrayList<>(2);

    private final Foresight foresight;
    private ScoringFacts facts;
    private int timerAt = Outlook.NEVER;
    private @Nullable Cause newness;
    private boolean told;

    private boolean personChanged;
    private boolean pointsChanged;
    private boolean profileChanged;
    private boolean becameReady;

    Verdict(
            String leadId,
            LeadState state,
            @Nullable ScoringModel model,
            Measures measures,
            Supplier<PersonRecord> person) {
        this.leadId = leadId;
        this.state = state;
        this.model = model;
        this.measures = measures;
        this.person = person;
        this.cycle = new Cycle(state, model);
        this.foresight = new Foresight(state, model == null ? null : model.predictive(), this::traits);
        this.facts = freshFacts();
    }

    private ScoringFacts freshFacts() {
        return freshFacts(model == null ? Integer.MAX_VALUE : model.dailyHitLimit());
    }

    private ScoringFacts freshFacts(int limit) {
        return new ScoringFacts(state, this::personProfile, limit);
    }

    /** The answers of rules about the person may have changed. */
    void personChanges() {
        personChanged = true;
        facts = freshFacts();
    }

    /** Points may have changed. */
    void pointsChange() {
        pointsChanged = true;
    }

    /** A new cycle begins. */
    void recycled(Instant at) {
        pointsChanged |= cycle.begin(at);
        profileChanged = true;
    }

    /** Keeps the earlier of two qualifications, if they hold. */
    void qualifiedSince(@Nullable Long one, @Nullable Long other) {
        cycle.qualifiedSince(one, other);
    }

    /** Something that the profile tells has changed. */
    void profileChanges() {
        profileChanged = true;
    }

    /** A hit of a type or measure was counted. */
    void counted(String measure) {
        pointsChanged |= model != null && model.counts(measure);
    }

    /** A hit of a type or measure came that the daily limit cuts. */
    void cut(String measure) {
        if (state.getResting()) {
            counted(measure);
        }
    }

    /** The score is told, also when it stays. */
    void tell() {
        pointsChanged = true;
        told = true;
    }

    /**
     * Applies a newer version of the rules or the predictive model first, as a change of its own, so that each change has
     * one cause.
     *
     * @param now when it is done in the background; null: an event touches the lead, and finds it as it should have been
     */
    void bringUpToDate(@Nullable Instant now) {
        if (model != null && isKnown() && !model.wasAppliedTo(state)) {
            Cause cause = Cause.ofNewer(model, state, now);
            apply(model);
            profileChanged |= foresight.look();
            score(model, cause);
            newness = cause;
        }
    }

    /** What is to be told now that the lead is up to date, when nothing else was to be done. */
    ScoringOutcome rescored() {
        Cause cause = newness;
        boolean news = profileChanged || state.getProfileVersion() == 0;
        return outcome(cause != null && news ? profile(cause) : null);
    }

    /** What time alone has done by a day that is known now comes next, as a change of its own. */
    void dayComes(int day, Instant noticedAt) {
        state.setKnownDay(day);
        if (model != null && isKnown() && LeadDays.move(model, state) && day > state.getAsOfDay()) {
            score(model, Cause.ofDay(day, noticedAt));
        }
        Adjustments.forget(state);
    }

    /** A timer fires: the day it was set for is looked at, and whether something that is announced is another on it. */
    ScoringOutcome timerFires(Instant now) {
        int day = state.getDueDay();
        state.setDueDay(Outlook.NEVER);
        if (model != null && isKnown()) {
            int before = state.getAsOfDay();
            if (day > before && days().changesOn(model, day)) {
                score(model, Cause.ofDay(day, now), day);
            } else {
                timerAt = days().lookAhead(model, Math.max(before, day));
            }
        }
        return outcome(profileChanged ? profile(Cause.ofDay(day, now)) : null);
    }

    /** What is to be told now that the event has been taken in. */
    ScoringOutcome reach(Cause cause) {
        if (model == null || !isKnown()) {
            state.setAsOfDay(state.getKnownDay());
            return outcome(null);
        }
        if (!model.wasAppliedTo(state)) {
            apply(model);
            pointsChanged = true;
        } else if (personChanged) {
            match(model);
            pointsChanged = true;
        }
        profileChanged |= foresight.look();
        if (pointsChanged || foresight.moved() || LeadDays.move(model, state)) {
            score(model, cause);
        } else {
            state.setAsOfDay(LeadDays.first(model, state));
        }
        boolean first = state.getProfileVersion() == 0;
        return outcome(profileChanged || first ? profile(cause) : null);
    }

    private LeadDays days() {
        return new LeadDays(state, facts);
    }

    private ScoringOutcome outcome(@Nullable LeadProfile profile) {
        return new ScoringOutcome(state, scores, profile, timerAt, becameReady);
    }

    /** Whether anything has happened to the lead yet; else it is only what was ordered beforehand. */
    private boolean isKnown() {
        return state.getCreatedAt() != Long.MAX_VALUE;
    }

    /** What rules that were applied to the lead make of it. */
    Breakdown breakdown(ScoringModel rules) {
        return rules.evaluate(state, freshFacts(rules.dailyHitLimit()));
    }

    /** The lead as predictive models see it. */
    Traits traits() {
        return new LeadTraits(state, personProfile());
    }

    private void apply(ScoringModel rules) {
        measures.fit(state);
        for (ActivityCounter counter : state.getCounters()) {
            Counters.recut(counter, rules.dailyHitLimit());
        }
        match(rules);
        state.setRulesVersion(rules.version());
    }

    private void match(ScoringModel rules) {
        state.setMatched(ByteBuffer.wrap(rules.match(facts)));
    }

    private void score(ScoringModel rules, Cause cause) {
        score(rules, cause, days().lastChange(rules));
    }

    private void score(ScoringModel rules, Cause cause, int asOfDay) {
        int adjusted = Adjustments.inForce(state).size();
        LeadDays days = days();
        Breakdown breakdown = days.asOf(rules, asOfDay);
        boolean ranOut = breakdown.adjustments().size() < adjusted;
        timerAt = days.lookEarlyEnough(rules, breakdown, timerAt);
        cycle.rest();
        int previous = state.getScore();
        int score = breakdown.score();
        boolean qualifiedNow = cycle.qualifies(score, rules, cause);
        state.setTotal(breakdown.total());
        state.setScore(score);
        boolean salesReady = cycle.goesToSales(score, rules);
        Grade grade = Grades.of(score);
        Grade previousGrade = Grades.of(previous);
        profileChanged |= qualifiedNow || salesReady != state.getSalesReady() || grade != previousGrade;
        becameReady |= salesReady && !state.getSalesReady();
        state.setSalesReady(salesReady);
        if (score != previous || qualifiedNow || foresight.moved() || told || ranOut) {
            foresight.told();
            told = false;
            state.setScoreSequence(state.getScoreSequence() + 1);
            scores.add(new ScoreChanged(
                    leadId,
                    state.getScoreSequence(),
                    score,
                    previous,
                    grade,
                    previousGrade,
                    breakdown.total(),
                    qualifiedNow,
                    rules.version(),
                    cause.kind(),
                    cause.id(),
                    cause.type(),
                    cause.occurredAt(),
                    cause.receivedAt(),
                    breakdown.lines(),
                    // Nobody can have seen it before; who tells it says when that was.
                    cause.receivedAt(),
                    foresight.toRecord(),
                    LocalDate.ofEpochDay(asOfDay),
                    breakdown.adjustments()));
        }
    }

    private LeadProfile personProfile() {
        return Profiles.of(leadId, state, person.get());
    }

    /** The next profile of the lead. */
    LeadProfile profile(Cause cause) {
        state.setProfileVersion(state.getProfileVersion() + 1);
        LeadProfile profile = personProfile();
        profile.setVersion(state.getProfileVersion());
        profile.setReceivedAt(cause.receivedAt());
        profile.setCauseId(cause.id());
        profile.setPrediction(foresight.toRecord());
        return profile;
    }
}
