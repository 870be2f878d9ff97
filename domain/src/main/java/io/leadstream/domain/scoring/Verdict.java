// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import io.leadstream.domain.lead.PersonRecord;
import io.leadstream.domain.lead.ProfileView;
import io.leadstream.domain.predictive.Prediction;
import io.leadstream.domain.predictive.PredictiveScorer;
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
    private final List<ScoreChanged> scores = new ArrayList<>(2);

    private @Nullable Prediction prediction;
    private boolean predictionMoved;
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
        this.facts = freshFacts();
    }

    private ScoringFacts freshFacts() {
        return new ScoringFacts(state, this::personProfile);
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

    /**
     * A new cycle begins: what the lead was qualified for is over. A recycling that is older than one before was over when
     * that came.
     */
    void recycled(Instant at) {
        state.setCycle(state.getCycle() + 1);
        Long known = state.getRecycledAt();
        if (known == null || at.toEpochMilli() > known) {
            state.setRecycledAt(at.toEpochMilli());
            state.setQualified(false);
            state.setQualifiedAt(null);
            rest();
            pointsChanged = true;
        }
        profileChanged = true;
    }

    /** A recycled lead rests unless something newer has won points, or a chat came, whichever arrived first. */
    void rest() {
        Long recycledAt = state.getRecycledAt();
        Long wonAt = state.getLastWonAt();
        boolean won = recycledAt != null && wonAt != null && wonAt > recycledAt;
        state.setResting(recycledAt != null && !won && !chatsNow());
    }

    /** Something that the profile tells has changed. */
    void profileChanges() {
        profileChanged = true;
    }

    /** A hit of a type or measure was counted. */
    void counted(String measure) {
        pointsChanged |= model != null && model.counts(measure);
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
            Cause cause = newest(model, now);
            apply(model);
            predict(model);
            score(model, cause);
            newness = cause;
        }
    }

    private Cause newest(ScoringModel rules, @Nullable Instant now) {
        PredictiveScorer predictive = rules.predictive();
        boolean ruled = predictive == null || state.getRulesVersion() != rules.version();
        Instant publishedAt = predictive == null || ruled
                ? rules.rules().getPublishedAt()
                : predictive.model().getPublishedAt();
        Instant appliedAt = now == null ? publishedAt : now;
        Instant firstReceivedAt = Instant.ofEpochMilli(state.getFirstReceivedAt());
        if (appliedAt.isBefore(firstReceivedAt)) {
            appliedAt = firstReceivedAt;
        }
        return predictive == null || ruled
                ? Cause.of(rules.rules(), appliedAt)
                : Cause.of(predictive.model(), appliedAt);
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
        if (model != null && isKnown() && moves(model) && day > state.getAsOfDay()) {
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
            if (day > before && changesOn(model, day)) {
                score(model, Cause.ofDay(day, now), day);
            } else {
                lookAhead(model, Math.max(before, day));
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
        predict(model);
        if (pointsChanged || predictionMoved || moves(model)) {
            score(model, cause);
        } else {
            state.setAsOfDay(firstDay(model));
        }
        boolean first = state.getProfileVersion() == 0;
        return outcome(profileChanged || first ? profile(cause) : null);
    }

    private ScoringOutcome outcome(@Nullable LeadProfile profile) {
        return new ScoringOutcome(state, scores, profile, timerAt, becameReady);
    }

    /** Whether anything has happened to the lead yet; else it is only what was ordered beforehand. */
    private boolean isKnown() {
        return state.getCreatedAt() != Long.MAX_VALUE;
    }

    private boolean moves(ScoringModel rules) {
        return rules.changesByTime() || !state.getAdjustments().isEmpty();
    }

    /** What rules that were applied to the lead make of it. */
    Breakdown breakdown(ScoringModel rules) {
        return rules.evaluate(state, facts);
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

    /** Asks the predictive model, if there is one: any event may change what it looks at. */
    private void predict(ScoringModel rules) {
        PredictiveScorer predictive = rules.predictive();
        int before = state.getPredicted();
        int after = -1;
        if (predictive == null) {
            prediction = null;
        } else {
            Prediction said = predictive.predict(traits());
            prediction = said;
            after = said.percent();
        }
        predictionMoved |= after != before;
        // Within a tenth it is told by score changes alone, as the score is within a grade.
        profileChanged |= Math.floorDiv(after, 10) != Math.floorDiv(before, 10);
        state.setPredicted(after);
        state.setPredictiveVersion(rules.predictiveVersion());
    }

    private void match(ScoringModel rules) {
        state.setMatched(ByteBuffer.wrap(rules.match(facts)));
    }

    /** The day from which on time alone may have changed something: what is known from events and rules. */
    private int firstDay(ScoringModel rules) {
        return Math.max(state.getKnownDay(), rules.publishedDay());
    }

    private void score(ScoringModel rules, Cause cause) {
        score(rules, cause, moves(rules) ? lastChange(rules, firstDay(rules), state.getAsOfDay()) : firstDay(rules));
    }

    /** The last day after the first on which time alone changed something; the first when there was none. */
    private int lastChange(ScoringModel rules, int first, int last) {
        int changed = first;
        if (first < last) {
            Breakdown then = asOf(rules, first);
            int day = Outlook.nextChange(rules, then, facts, Outlook.NEVER);
            while (day <= last) {
                Breakdown now = asOf(rules, day);
                changed = rules.sameAnnounced(then, now) ? changed : day;
                then = now;
                day = Outlook.nextChange(rules, now, facts, Outlook.NEVER);
            }
            state.setAsOfDay(last);
        }
        return changed;
    }

    private boolean changesOn(ScoringModel rules, int day) {
        int before = state.getAsOfDay();
        Breakdown then = asOf(rules, before);
        boolean changes = !rules.sameAnnounced(then, asOf(rules, day));
        state.setAsOfDay(before);
        return changes;
    }

    private Breakdown asOf(ScoringModel rules, int day) {
        state.setAsOfDay(day);
        return rules.evaluate(state, facts);
    }

    private void score(ScoringModel rules, Cause cause, int asOfDay) {
        int adjusted = Adjustments.inForce(state).size();
        Breakdown breakdown = asOf(rules, asOfDay);
        boolean ranOut = breakdown.adjustments().size() < adjusted;
        setTimer(rules, breakdown);
        wake(cause, breakdown);
        int previous = state.getScore();
        int score = breakdown.score();
        boolean qualifiedNow = !state.getQualified()
                && !state.getResting()
                && score >= rules.rules().getQualifyAt();
        state.setTotal(breakdown.total());
        state.setScore(score);
        if (qualifiedNow) {
            state.setQualified(true);
            state.setQualifiedAt(cause.receivedAt().toEpochMilli());
        }
        boolean salesReady = state.getQualified()
                || (!state.getResting() && (score >= rules.rules().getSalesAt() || chatsNow()));
        Grade grade = Grades.of(score);
        Grade previousGrade = Grades.of(previous);
        profileChanged |= qualifiedNow || salesReady != state.getSalesReady() || grade != previousGrade;
        becameReady |= salesReady && !state.getSalesReady();
        state.setSalesReady(salesReady);
        if (score != previous || qualifiedNow || predictionMoved || told || ranOut) {
            predictionMoved = false;
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
                    toldPrediction(),
                    LocalDate.ofEpochDay(asOfDay),
                    breakdown.adjustments()));
        }
    }

    /** Ends the rest after a recycling: something newer has won points, or a new chat came. */
    private void wake(Cause cause, Breakdown breakdown) {
        if (cause.isEvent() && breakdown.total() > state.getTotal()) {
            long at = cause.occurredAt().toEpochMilli();
            Long known = state.getLastWonAt();
            state.setLastWonAt(known == null ? at : Math.max(known, at));
        }
        if (state.getResting()) {
            rest();
        }
    }

    /** Whether a chat came in this cycle. */
    private boolean chatsNow() {
        Long chatAt = state.getChatAt();
        Long recycledAt = state.getRecycledAt();
        return chatAt != null && (recycledAt == null || chatAt > recycledAt);
    }

    /**
     * Sees that a timer is set early enough. A timer that comes early stays, since it looks again: a change that only wins
     * time costs nothing.
     */
    private void setTimer(ScoringModel rules, Breakdown breakdown) {
        if (moves(rules) && state.getDueDay() > state.getAsOfDay()) {
            int day = Outlook.nextChange(rules, breakdown, facts, state.getDueDay());
            if (day < state.getDueDay()) {
                state.setDueDay(day);
                timerAt = day;
            }
        }
    }

    /** Sets the timer on from a day up to which nothing has changed since the lead's. */
    private void lookAhead(ScoringModel rules, int day) {
        int before = state.getAsOfDay();
        Breakdown breakdown = asOf(rules, day);
        state.setDueDay(Outlook.nextChange(rules, breakdown, facts, Outlook.NEVER));
        timerAt = state.getDueDay();
        state.setAsOfDay(before);
    }

    /** The next profile of the lead. */
    LeadProfile profile(Cause cause) {
        state.setProfileVersion(state.getProfileVersion() + 1);
        LeadProfile profile = personProfile();
        profile.setVersion(state.getProfileVersion());
        profile.setReceivedAt(cause.receivedAt());
        profile.setCauseId(cause.id());
        profile.setPrediction(toldPrediction());
        return profile;
    }

    private io.leadstream.schemas.scoring.@Nullable Prediction toldPrediction() {
        Prediction said = prediction;
        PredictiveScorer predictive = model == null ? null : model.predictive();
        if (said == null && predictive != null && state.getPredicted() >= 0) {
            // Time alone is told, or what it did before the event; it changes nothing that the model looks at.
            said = predictive.predict(traits());
        }
        return said == null ? null : said.toRecord(state.getPredictiveVersion());
    }

    private LeadProfile personProfile() {
        LeadProfile profile = new LeadProfile();
        profile.setLeadId(leadId);
        profile.setCreatedAt(Instant.ofEpochMilli(state.getCreatedAt()));
        profile.setUpdatedAt(Instant.ofEpochMilli(state.getUpdatedAt()));
        profile.setFirstReceivedAt(Instant.ofEpochMilli(state.getFirstReceivedAt()));
        profile.setChat(state.getChat());
        profile.setCaptured(state.getCaptured());
        profile.setScore(state.getScore());
        profile.setGrade(Grades.of(state.getScore()));
        profile.setQualified(state.getQualified());
        Long qualifiedAt = state.getQualifiedAt();
        profile.setQualifiedAt(qualifiedAt == null ? null : Instant.ofEpochMilli(qualifiedAt));
        profile.setSalesReady(state.getSalesReady());
        profile.setRulesVersion(state.getRulesVersion());
        profile.setMergedFrom(List.copyOf(state.getMergedFrom()));
        profile.setCycle(state.getCycle());
        ProfileView.fill(profile, person.get(), state.getStub());
        return profile;
    }
}
