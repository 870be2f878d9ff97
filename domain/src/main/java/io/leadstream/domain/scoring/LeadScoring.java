// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import io.leadstream.domain.lead.LeadRefusedException;
import io.leadstream.domain.lead.PersonCodec;
import io.leadstream.domain.predictive.Traits;
import io.leadstream.schemas.assignment.CommandOutcome;
import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.capture.CapturedLead;
import io.leadstream.schemas.state.scoring.LeadState;
import io.leadstream.schemas.state.scoring.MergedPart;
import java.time.Instant;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * What one event makes of a lead: merged person, counts, score, grade, qualification. The result for a set of events is
 * the same in any order and however leads were merged, but for sequences, for what was told on the way, for when it
 * qualified, and for this: a lead that once reached the threshold stays qualified until it is recycled, so with rules that
 * take points away or let them fade, whether it did hangs on the way.
 *
 * <p>Every method takes the state over and may change it in place; when it throws, the state is to be thrown away. Events
 * are given once: to know which were seen is the caller's part. Before any rule set is known, pass no model: the lead is
 * kept and nothing is told.
 */
public final class LeadScoring {

    private static final String RECYCLE = "recycle_lead";
    private static final String FORM_SUBMITTED = "form_submitted";
    private static final String CHAT_MESSAGE = "chat_message";

    /** The types that captures are. */
    public static final Set<String> CAPTURED_TYPES = Set.of(FORM_SUBMITTED, CHAT_MESSAGE);

    private final PersonCodec codec;

    /** Keeps persons in the codec's form. */
    public LeadScoring(PersonCodec codec) {
        this.codec = codec;
    }

    /**
     * Something came for a lead.
     *
     * @param event a person's capture ({@link CapturedLead}), what a lead did ({@link Activity}), points by hand
     *     ({@link io.leadstream.schemas.capture.LeadCommand}), a recycling ({@link CommandOutcome}), or something of a lead
     *     that has become part of this one ({@link MergedPart})
     * @param handedOver whether a visitor's identification brought the activity
     * @param measures what is counted beside types
     * @throws LeadRefusedException when the lead would grow past its bounds
     */
    public ScoringOutcome take(
            String leadId,
            @Nullable LeadState before,
            SpecificRecord event,
            boolean handedOver,
            @Nullable ScoringModel model,
            Measures measures) {
        var touch = new LeadTouch(leadId, before, model, measures, codec);
        return touch.finish(new Intake(touch, false).take(event, handedOver));
    }

    /** A person was captured; measures are counted as if the rules had been in force from the start, as in all that follow. */
    public ScoringOutcome capture(
            String leadId, @Nullable LeadState before, CapturedLead capture, @Nullable ScoringModel model) {
        return take(leadId, before, capture, false, model, measuresOf(model));
    }

    /** A lead did something. */
    public ScoringOutcome activity(
            String leadId, @Nullable LeadState before, Activity activity, @Nullable ScoringModel model) {
        return take(leadId, before, activity, false, model, measuresOf(model));
    }

    /** A visitor who turned out to be this lead did something; refused also when the lead has 100 other visitors. */
    public ScoringOutcome handover(
            String leadId, @Nullable LeadState before, Activity activity, @Nullable ScoringModel model) {
        return take(leadId, before, activity, true, model, measuresOf(model));
    }

    /** Something came of a lead that has become part of this one: all that was known of it, or an event under its id. */
    public ScoringOutcome merged(
            String leadId, @Nullable LeadState before, MergedPart part, @Nullable ScoringModel model) {
        return take(leadId, before, part, false, model, measuresOf(model));
    }

    /** The type of activity that a capture is by itself; null when it says who somebody is, not that they did something. */
    public static @Nullable String activityOf(CapturedLead capture) {
        return switch (capture.getSourceKind()) {
            case WEBSITE_FORM -> FORM_SUBMITTED;
            case LIVE_CHAT -> CHAT_MESSAGE;
            case API, CSV_IMPORT, MANUAL, UNKNOWN -> null;
        };
    }

    /** Whether anything has happened to a lead yet; else it is only what was ordered beforehand. */
    public static boolean isKnown(LeadState state) {
        return LeadStates.isKnown(state);
    }

    /** Whether an outcome of a command begins a new cycle of its lead. */
    public static boolean recycles(CommandOutcome outcome) {
        return outcome.getAccepted() && RECYCLE.equals(outcome.getCommand());
    }

    /**
     * A newer version of the rules or of the predictive model is in force. A lead that it already was applied to stays as
     * it is.
     *
     * @param now the time at which the lead gets to it: what the lead becomes by it, it becomes then
     */
    public ScoringOutcome rescore(String leadId, LeadState before, ScoringModel model, Instant now) {
        return rescore(leadId, before, model, model.measures(), now);
    }

    /** The same while other measures are counted than those of the rules in force. */
    public ScoringOutcome rescore(String leadId, LeadState before, ScoringModel model, Measures measures, Instant now) {
        return new LeadTouch(leadId, before, model, measures, codec, now).rescored();
    }

    /** The rules' lines for a lead as it stands; the model is the one that was applied to it last. */
    public Breakdown breakdown(String leadId, LeadState state, ScoringModel model) {
        return new LeadTouch(leadId, state, null, model.measures(), codec).breakdown(model);
    }

    /** A lead as predictive models see it. It looks into the state, which must not change meanwhile. */
    public Traits traits(String leadId, LeadState state) {
        return new LeadTouch(leadId, state, null, Measures.NONE, codec).traits();
    }

    /**
     * A timer fires that was set for a day; null when the lead's timer has been set for another day since.
     *
     * @param day the day, which has come
     * @param now the time at which it fires
     */
    public @Nullable ScoringOutcome timer(
            String leadId, LeadState before, int day, Instant now, @Nullable ScoringModel model, Measures measures) {
        return before.getDueDay() == day ? new LeadTouch(leadId, before, model, measures, codec).timerFires(now) : null;
    }

    private static Measures measuresOf(@Nullable ScoringModel model) {
        return model == null ? Measures.NONE : model.measures();
    }
}
