// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import io.leadstream.domain.lead.PersonCodec;
import io.leadstream.schemas.assignment.CommandOutcome;
import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.capture.CapturedLead;
import io.leadstream.schemas.capture.LeadCommand;
import io.leadstream.schemas.capture.LeadLink;
import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.schemas.state.scoring.LeadState;
import io.leadstream.schemas.state.scoring.MeasureShare;
import io.leadstream.schemas.state.scoring.MergedPart;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Two leads that turn out to be one: the lesser one, known by a phone or company, sends all that is known of it to the
 * other, and from then on what comes under its id. What arrives is taken in by {@link LeadScoring#merged}, so the other
 * lead ends the same whether the link or the events came first. The first link of a lead decides; it never joins two
 * others.
 *
 * <p>States are taken over and may be changed in place, as in {@link LeadScoring}.
 */
public final class Merging {

    private final PersonCodec codec;

    /** Keeps persons in the codec's form. */
    public Merging(PersonCodec codec) {
        this.codec = codec;
    }

    /**
     * What the lesser lead is left with, and what goes out.
     *
     * @param state to be kept: it tells repeats, and where the lead is now
     * @param intoLeadId the lead it is part of
     * @param part to be sent there; null when nothing is known
     * @param farewell the lead's last profile; null when it was told already, or nothing is known
     */
    public record Departure(
            LeadState state,
            String intoLeadId,
            @Nullable MergedPart part,
            @Nullable LeadProfile farewell) {}

    /** Whether a lead has become part of another. */
    public static boolean isGone(@Nullable LeadState state) {
        return state != null && state.getMergedInto() != null;
    }

    /**
     * A lead turns out to be another; null when that changes nothing, since an earlier link has decided.
     *
     * @param measures what is counted beside types where the lead's events come
     */
    public @Nullable Departure leave(String leadId, @Nullable LeadState before, LeadLink link, Measures measures) {
        String into = link.getIntoLeadId();
        if (isGone(before) || into.equals(leadId)) {
            return null;
        }
        if (before == null) {
            return new Departure(goneInto(into), into, null, null);
        }
        long occurredAt = link.getOccurredAt().toEpochMilli();
        long receivedAt = link.getReceivedAt().toEpochMilli();
        LeadProfile farewell = LeadStates.isKnown(before)
                // Of a copy, since what it counts must arrive as it is.
                ? new LeadTouch(leadId, LeadState.newBuilder(before).build(), null, Measures.NONE, codec)
                        .farewell(Cause.ofMerge(leadId, occurredAt, receivedAt), into)
                : null;
        LeadState left = goneInto(into);
        left.setProfileVersion(farewell == null ? before.getProfileVersion() : farewell.getVersion());
        left.setSeen(before.getSeen());
        before.setSeen(new ArrayList<>(0));
        measures.fit(before);
        Shares.part(leadId, before, left);
        return new Departure(
                left, into, new MergedPart(List.of(leadId), occurredAt, receivedAt, false, null, before), farewell);
    }

    private static LeadState goneInto(String into) {
        LeadState state = LeadStates.unknown();
        state.setMergedInto(into);
        return state;
    }

    /**
     * Something came under the id of a lead that is gone.
     *
     * @param event a {@link CapturedLead}, {@link Activity}, {@link LeadCommand} or {@link CommandOutcome}
     * @param handedOver whether a visitor's identification brought it
     * @param measures what is counted beside types where it came
     */
    public Departure follow(
            String leadId, LeadState gone, SpecificRecord event, boolean handedOver, Measures measures) {
        Instant occurredAt;
        Instant receivedAt;
        if (event instanceof CapturedLead capture) {
            occurredAt = capture.getOccurredAt();
            receivedAt = capture.getReceivedAt();
        } else if (event instanceof LeadCommand command) {
            occurredAt = command.getReceivedAt();
            receivedAt = occurredAt;
        } else if (event instanceof CommandOutcome outcome) {
            occurredAt = outcome.getAt();
            receivedAt = occurredAt;
        } else {
            occurredAt = ((Activity) event).getOccurredAt();
            receivedAt = ((Activity) event).getReceivedAt();
        }
        Hit hit = Hit.of(event);
        if (hit != null) {
            Shares.fit(gone, measures);
            Shares.count(gone, measures, hit);
        }
        return pass(
                leadId,
                gone,
                new MergedPart(
                        List.of(),
                        occurredAt.toEpochMilli(),
                        receivedAt.toEpochMilli(),
                        handedOver,
                        Shares.handOver(leadId, gone),
                        event));
    }

    /**
     * Hands over what has been counted back under the id of a lead that is gone; null when nothing has.
     *
     * @param measures what is counted beside types there now
     */
    public @Nullable Departure settle(String leadId, LeadState gone, Measures measures, Instant now) {
        Shares.fit(gone, measures);
        MeasureShare share = Shares.handOver(leadId, gone);
        long at = now.toEpochMilli();
        return share == null ? null : pass(leadId, gone, new MergedPart(List.of(), at, at, false, null, share));
    }

    /** Sends on what came to a lead that is gone itself. */
    public Departure pass(String leadId, LeadState gone, MergedPart part) {
        var from = new ArrayList<>(part.getFromLeadIds());
        from.add(leadId);
        part.setFromLeadIds(from);
        LeadProfile farewell = gone.getProfileVersion() == 0 ? firstAndLast(leadId, gone, part) : null;
        return new Departure(gone, String.valueOf(gone.getMergedInto()), part, farewell);
    }

    /** A lead that nothing was known of when it was linked: whoever holds its id must find out what it stands for. */
    private @Nullable LeadProfile firstAndLast(String leadId, LeadState gone, MergedPart part) {
        ScoringOutcome alone = new LeadScoring(codec)
                .merged(leadId, null, MergedPart.newBuilder(part).build(), null);
        if (!LeadStates.isKnown(alone.state())) {
            return null;
        }
        var cause = Cause.ofMerge(leadId, part.getOccurredAt(), part.getReceivedAt());
        LeadProfile farewell = new LeadTouch(leadId, alone.state(), null, Measures.NONE, codec)
                .farewell(cause, String.valueOf(gone.getMergedInto()));
        farewell.setMergedFrom(List.of());
        gone.setProfileVersion(farewell.getVersion());
        return farewell;
    }
}
