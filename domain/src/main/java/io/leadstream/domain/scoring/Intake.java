// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import io.leadstream.domain.lead.LeadRefusedException;
import io.leadstream.schemas.assignment.CommandOutcome;
import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.capture.AdjustScore;
import io.leadstream.schemas.capture.CapturedLead;
import io.leadstream.schemas.capture.LeadCommand;
import io.leadstream.schemas.scoring.Adjustment;
import io.leadstream.schemas.scoring.ScoreCause;
import io.leadstream.schemas.state.scoring.LeadState;
import io.leadstream.schemas.state.scoring.MeasureShare;
import io.leadstream.schemas.state.scoring.MergedPart;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Lets a lead take something in, whatever it is, and says by what it was touched. */
final class Intake {

    private static final String UNSUBSCRIBED = "unsubscribed";
    private static final int MOST_VISITORS = 100;

    private final LeadTouch touch;
    private final boolean measuredElsewhere;

    /** @param measuredElsewhere whether what comes is counted by measures under another lead's id */
    Intake(LeadTouch touch, boolean measuredElsewhere) {
        this.touch = touch;
        this.measuredElsewhere = measuredElsewhere;
    }

    /**
     * Takes an event or a part in.
     *
     * @throws LeadRefusedException when the lead would grow past its bounds
     */
    Cause take(SpecificRecord event, boolean handedOver) {
        if (event instanceof Activity activity) {
            return activity(activity, handedOver);
        }
        if (event instanceof CapturedLead capture) {
            return capture(capture);
        }
        if (event instanceof MergedPart part) {
            return part(part);
        }
        if (event instanceof LeadCommand command) {
            return adjust(command, (AdjustScore) command.getOrder());
        }
        return recycle((CommandOutcome) event);
    }

    private Cause capture(CapturedLead capture) {
        touch.happened(capture.getOccurredAt(), capture.getReceivedAt());
        touch.merge(capture);
        link(capture.getAnonymousId());
        count(capture);
        return new Cause(
                ScoreCause.CAPTURE, capture.getEventId(), null, capture.getOccurredAt(), capture.getReceivedAt());
    }

    private Cause activity(Activity activity, boolean handedOver) {
        if (!link(activity.getAnonymousId()) && handedOver) {
            throw new LeadRefusedException("a lead has at most " + MOST_VISITORS + " anonymous ids");
        }
        touch.happened(activity.getOccurredAt(), activity.getReceivedAt());
        touch.identify(activity);
        if (UNSUBSCRIBED.equals(activity.getType())) {
            boolean sms = "\"sms\"".equals(activity.getProperties().get("channel"));
            touch.optOut(sms, activity);
        }
        count(activity);
        return new Cause(
                ScoreCause.ACTIVITY,
                activity.getEventId(),
                activity.getType(),
                activity.getOccurredAt(),
                activity.getReceivedAt());
    }

    private void count(SpecificRecord event) {
        Hit hit = Hit.of(event);
        if (hit != null) {
            touch.count(hit, measuredElsewhere);
        }
    }

    private boolean link(@Nullable String anonymousId) {
        return anonymousId == null || touch.link(anonymousId, MOST_VISITORS);
    }

    /** Points by hand: told also when the score stays; of a lead that nothing has happened to yet when something does. */
    private Cause adjust(LeadCommand command, AdjustScore order) {
        Instant at = command.getReceivedAt();
        touch.arrived(Days.of(at.toEpochMilli()), at);
        touch.adjust(new Adjustment(
                command.getCommandId(),
                order.getPoints(),
                order.getReason(),
                command.getIssuedBy(),
                at,
                order.getUntil()));
        return Cause.of(ScoreCause.ADJUSTMENT, command);
    }

    /** The lead goes back to be nurtured: it can qualify again, once it does something newer that there are points for. */
    private Cause recycle(CommandOutcome outcome) {
        Instant at = outcome.getAt();
        touch.arrived(Days.of(at.toEpochMilli()), at);
        touch.recycle(at);
        return new Cause(ScoreCause.RECYCLING, outcome.getCommandId(), null, at, at);
    }

    private Cause part(MergedPart part) {
        part.getFromLeadIds().forEach(touch::joinedBy);
        MeasureShare share = part.getShare();
        if (share != null) {
            touch.take(share);
        }
        if (part.getContent() instanceof LeadState other) {
            touch.unite(other, Instant.ofEpochMilli(part.getReceivedAt()), MOST_VISITORS);
        } else if (part.getContent() instanceof MeasureShare counted) {
            touch.take(counted);
        } else {
            return new Intake(touch, true).take((SpecificRecord) part.getContent(), part.getHandedOver());
        }
        return Cause.ofMerge(part.getFromLeadIds().get(0), part.getOccurredAt(), part.getReceivedAt());
    }
}
