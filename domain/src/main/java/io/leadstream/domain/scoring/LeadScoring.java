// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import io.leadstream.domain.lead.LeadRefusedException;
import io.leadstream.domain.lead.PersonCodec;
import io.leadstream.domain.predictive.Traits;
import io.leadstream.schemas.assignment.CommandOutcome;
import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.capture.AdjustScore;
import io.leadstream.schemas.capture.CapturedLead;
import io.leadstream.schemas.capture.LeadCommand;
import io.leadstream.schemas.scoring.Adjustment;
import io.leadstream.schemas.scoring.ScoreCause;
import io.leadstream.schemas.state.scoring.LeadState;
import io.leadstream.schemas.state.scoring.MergedPart;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one event makes of a lead: merged person, counts, score, grade, qualification. The result for a set of events is
 * the same in any order, but for sequences, for what was told on the way, and for this: a lead that once reached the
 * threshold stays qualified, so with rules that take points away its qualification hangs on the way.
 *
 * <p>Every method takes the state over and may change it in place; when it throws, the state is to be thrown away. Events
 * are given once: to know which were seen is the caller's part. Before any rule set is known, pass no model: the lead is
 * kept and nothing is told.
 */
public final class LeadScoring {

    private static final String UNSUBSCRIBED = "unsubscribed";
    private static final String RECYCLE = "recycle_lead";
    private static final int MOST_VISITORS = 100;

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
     * A person was captured.
     *
     * @throws LeadRefusedException when the lead would grow past its bounds
     */
    public ScoringOutcome capture(
            String leadId, @Nullable LeadState before, CapturedLead capture, @Nullable ScoringModel model) {
        return capture(leadId, before, capture, model, measuresOf(model));
    }

    /**
     * The same while other measures are counted than those of the rules in force.
     *
     * @throws LeadRefusedException when the lead would grow past its bounds
     */
    public ScoringOutcome capture(
            String leadId,
            @Nullable LeadState before,
            CapturedLead capture,
            @Nullable ScoringModel model,
            Measures measures) {
        return captured(new LeadTouch(leadId, before, model, measures, codec), capture);
    }

    private static ScoringOutcome captured(LeadTouch touch, CapturedLead capture) {
        var cause = new Cause(
                ScoreCause.CAPTURE, capture.getEventId(), null, capture.getOccurredAt(), capture.getReceivedAt());
        touch.happened(capture.getOccurredAt(), capture.getReceivedAt());
        touch.merge(capture);
        link(touch, capture.getAnonymousId());
        String counted = activityOf(capture);
        if (counted != null) {
            touch.count(counted, Map.of(), capture.getOccurredAt().toEpochMilli());
        }
        return touch.finish(cause);
    }

    /** The type of activity that a capture is by itself; null when it says who somebody is, not that they did something. */
    public static @Nullable String activityOf(CapturedLead capture) {
        return switch (capture.getSourceKind()) {
            case WEBSITE_FORM -> FORM_SUBMITTED;
            case LIVE_CHAT -> CHAT_MESSAGE;
            case API, CSV_IMPORT, MANUAL, UNKNOWN -> null;
        };
    }

    /**
     * A lead did something.
     *
     * @throws LeadRefusedException when the lead would grow past its bounds
     */
    public ScoringOutcome activity(
            String leadId, @Nullable LeadState before, Activity activity, @Nullable ScoringModel model) {
        return activity(leadId, before, activity, model, measuresOf(model));
    }

    /**
     * The same while other measures are counted than those of the rules in force.
     *
     * @throws LeadRefusedException when the lead would grow past its bounds
     */
    public ScoringOutcome activity(
            String leadId,
            @Nullable LeadState before,
            Activity activity,
            @Nullable ScoringModel model,
            Measures measures) {
        var touch = new LeadTouch(leadId, before, model, measures, codec);
        link(touch, activity.getAnonymousId());
        return did(touch, activity);
    }

    /**
     * A visitor who turned out to be this lead did something.
     *
     * @throws LeadRefusedException when the lead would grow past its bounds, also when it has 100 other visitors
     */
    public ScoringOutcome handover(
            String leadId, @Nullable LeadState before, Activity activity, @Nullable ScoringModel model) {
        return handover(leadId, before, activity, model, measuresOf(model));
    }

    /**
     * The same while other measures are counted than those of the rules in force.
     *
     * @throws LeadRefusedException when the lead would grow past its bounds
     */
    public ScoringOutcome handover(
            String leadId,
            @Nullable LeadState before,
            Activity activity,
            @Nullable ScoringModel model,
            Measures measures) {
        return handedOver(new LeadTouch(leadId, before, model, measures, codec), activity);
    }

    private static ScoringOutcome handedOver(LeadTouch touch, Activity activity) {
        if (!link(touch, activity.getAnonymousId())) {
            throw new LeadRefusedException("a lead has at most " + MOST_VISITORS + " anonymous ids");
        }
        return did(touch, activity);
    }

    /**
     * Something came of a lead that has become part of this one: all that was known of it, or an event under its id.
     *
     * @throws LeadRefusedException when the lead would grow past its bounds
     */
    public ScoringOutcome merged(
            String leadId, @Nullable LeadState before, MergedPart part, @Nullable ScoringModel model) {
        return merged(leadId, before, part, model, measuresOf(model));
    }

    /**
     * The same while other measures are counted than those of the rules in force.
     *
     * @throws LeadRefusedException when the lead would grow past its bounds
     */
    public ScoringOutcome merged(
            String leadId,
            @Nullable LeadState before,
            MergedPart part,
            @Nullable ScoringModel model,
            Measures measures) {
        var touch = new LeadTouch(leadId, before, model, measures, codec);
        part.getFromLeadIds().forEach(touch::joinedBy);
        if (part.getContent() instanceof LeadState other) {
            touch.unite(other, Instant.ofEpochMilli(part.getReceivedAt()), MOST_VISITORS);
            String from = part.getFromLeadIds().get(0);
            return touch.finish(Cause.ofMerge(from, part.getOccurredAt(), part.getReceivedAt()));
        }
        if (part.getContent() instanceof CapturedLead capture) {
            return captured(touch, capture);
        }
        if (part.getContent() instanceof LeadCommand command) {
            return adjusted(touch, command, (AdjustScore) command.getOrder());
        }
        if (part.getContent() instanceof CommandOutcome outcome) {
            return recycled(touch, outcome);
        }
        Activity activity = (Activity) part.getContent();
        if (part.getHandedOver()) {
            return handedOver(touch, activity);
        }
        link(touch, activity.getAnonymousId());
        return did(touch, activity);
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
     * Somebody gives or takes points by hand. It is told also when the score stays; of a lead that nothing has happened to
     * yet when something does.
     *
     * @throws LeadRefusedException when the lead has too many
     */
    public ScoringOutcome adjust(
            String leadId,
            @Nullable LeadState before,
            LeadCommand command,
            AdjustScore order,
            @Nullable ScoringModel model,
            Measures measures) {
        return adjusted(new LeadTouch(leadId, before, model, measures, codec), command, order);
    }

    private static ScoringOutcome adjusted(LeadTouch touch, LeadCommand command, AdjustScore order) {
        Instant at = command.getReceivedAt();
        touch.arrived(Days.of(at.toEpochMilli()), at);
        touch.adjust(new Adjustment(
                command.getCommandId(),
                order.getPoints(),
                order.getReason(),
                command.getIssuedBy(),
                at,
                order.getUntil()));
        return touch.finish(Cause.of(ScoreCause.ADJUSTMENT, command));
    }

    /** Whether an outcome of a command begins a new cycle of its lead. */
    public static boolean recycles(CommandOutcome outcome) {
        return outcome.getAccepted() && RECYCLE.equals(outcome.getCommand());
    }

    /** The lead goes back to be nurtured: it can qualify again, once something newer wins it points. */
    public ScoringOutcome recycle(
            String leadId,
            @Nullable LeadState before,
            CommandOutcome outcome,
            @Nullable ScoringModel model,
            Measures measures) {
        return recycled(new LeadTouch(leadId, before, model, measures, codec), outcome);
    }

    private static ScoringOutcome recycled(LeadTouch touch, CommandOutcome outcome) {
        Instant at = outcome.getAt();
        touch.arrived(Days.of(at.toEpochMilli()), at);
        touch.recycle(at);
        return touch.finish(new Cause(ScoreCause.RECYCLING, outcome.getCommandId(), null, at, at));
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

    private static ScoringOutcome did(LeadTouch touch, Activity activity) {
        long occurredAt = activity.getOccurredAt().toEpochMilli();
        var cause = new Cause(
                ScoreCause.ACTIVITY,
                activity.getEventId(),
                activity.getType(),
                activity.getOccurredAt(),
                activity.getReceivedAt());
        touch.happened(activity.getOccurredAt(), activity.getReceivedAt());
        touch.identify(activity);
        if (UNSUBSCRIBED.equals(activity.getType())) {
            boolean sms = "\"sms\"".equals(activity.getProperties().get("channel"));
            touch.optOut(sms, activity);
        }
        touch.count(activity.getType(), activity.getProperties(), occurredAt);
        return touch.finish(cause);
    }

    private static Measures measuresOf(@Nullable ScoringModel model) {
        return model == null ? Measures.NONE : model.measures();
    }

    private static boolean link(LeadTouch touch, @Nullable String anonymousId) {
        return anonymousId == null || touch.link(anonymousId, MOST_VISITORS);
    }
}
