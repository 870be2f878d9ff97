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
    }

    /** The answers of rules about the person may have changed. */
    void personChanges() {
        personChanged = true;
    }

    /** Points may have changed. */
    void pointsChange() {
        pointsChanged = true;
    }

    /** Something that the profile tells has changed. */
    void profileChanges() {
        profileChanged = true;
    }

    /** A hit of a type or measure was counted. */
    void counted(String measure) {
        pointsChanged |= model != null && model.counts(measure);
    }

    /** Applies a newer version of the rules first, as a change of its own, so that each change has one cause. */
    void bringUpToDate() {
        if (model != null && !model.wasAppliedTo(state)) {
            Instant firstReceivedAt = Instant.ofEpochMilli(state.getFirstReceivedAt());
            PredictiveScorer predictive = model.predictive();
            Cause cause = predictive == null || state.getRulesVersion() != model.version()
                    ? Cause.of(model.rules(), firstReceivedAt)
                    : Cause.of(predictive.model(), firstReceivedAt);
            apply(model);
            predict(model);
            score(model, cause);
        }
    }

    /** What is to be told now that the event has been taken in. */
    ScoringOutcome reach(Cause cause) {
        if (model == null) {
            return new ScoringOutcome(state, List.of(), null, false);
        }
        if (!model.wasAppliedTo(state)) {
            apply(model);
            pointsChanged = true;
        } else if (personChanged) {
            match(model);
            pointsChanged = true;
        }
        predict(model);
        if (pointsChanged || predictionMoved || model.changesByTime()) {
            score(model, cause);
        }
        boolean first = state.getProfileVersion() == 0;
        return new ScoringOutcome(state, scores, profileChanged || first ? profile(cause) : null, becameReady);
    }

    /** What rules that were applied to the lead make of it. */
    Breakdown breakdown(ScoringModel rules) {
        return rules.evaluate(state, facts());
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
        state.setMatched(ByteBuffer.wrap(rules.match(facts())));
    }

    private ScoringFacts facts() {
        return new ScoringFacts(state, this::personProfile);
    }

    private void score(ScoringModel rules, Cause cause) {
        Breakdown breakdown = rules.evaluate(state, facts());
        int previous = state.getScore();
        int score = breakdown.score();
        boolean qualifiedNow = !state.getQualified() && score >= rules.rules().getQualifyAt();
        state.setTotal(breakdown.total());
        state.setScore(score);
        if (qualifiedNow) {
            state.setQualified(true);
            state.setQualifiedAt(cause.receivedAt().toEpochMilli());
        }
        boolean salesReady = score >= rules.rules().getSalesAt() || state.getQualified() || state.getChat();
        Grade grade = Grades.of(score);
        Grade previousGrade = Grades.of(previous);
        profileChanged |= qualifiedNow || salesReady != state.getSalesReady() || grade != previousGrade;
        becameReady |= salesReady && !state.getSalesReady();
        state.setSalesReady(salesReady);
        if (score != previous || qualifiedNow || predictionMoved) {
            predictionMoved = false;
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
                    toldPrediction()));
        }
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
        ProfileView.fill(profile, person.get(), state.getStub());
        return profile;
    }
}
