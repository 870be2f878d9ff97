// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.lifecycle;

import io.leadstream.domain.conversion.Conversion;
import io.leadstream.domain.lifecycle.Verdict.Accepted;
import io.leadstream.domain.lifecycle.Verdict.Refused;
import io.leadstream.domain.qualification.Bant;
import io.leadstream.domain.routing.Routing;
import io.leadstream.schemas.assignment.CommandOutcome;
import io.leadstream.schemas.assignment.LeadAssessment;
import io.leadstream.schemas.assignment.LeadConverted;
import io.leadstream.schemas.assignment.LeadTask;
import io.leadstream.schemas.assignment.Machine;
import io.leadstream.schemas.assignment.RefusalCode;
import io.leadstream.schemas.capture.AcceptLead;
import io.leadstream.schemas.capture.AdjustScore;
import io.leadstream.schemas.capture.AssessBant;
import io.leadstream.schemas.capture.ConvertLead;
import io.leadstream.schemas.capture.DeclineLead;
import io.leadstream.schemas.capture.HandBackLead;
import io.leadstream.schemas.capture.LeadCommand;
import io.leadstream.schemas.capture.LogTouch;
import io.leadstream.schemas.capture.ReassignLead;
import io.leadstream.schemas.capture.RecycleLead;
import io.leadstream.schemas.capture.TouchKind;
import io.leadstream.schemas.state.assignment.LeadState;
import io.leadstream.schemas.state.assignment.Ownership;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Carries out what sales orders, once for each command id, or refuses it with a code. */
public final class Commands {

    /** The role that may act for any owner. */
    public static final String ADMIN = "admin";

    /** So many of the newest commands of a lead that were carried out are remembered. */
    static final int REMEMBERED = 200;

    private Commands() {}

    /**
     * Decides a command; one that was carried out before changes nothing and says nothing again. One that was refused
     * changed nothing, and is decided anew when it comes again.
     *
     * @param state absent for a lead that is not known
     * @param routing absent until rules and roster are published
     */
    public static Outcome decide(@Nullable LeadState state, LeadCommand command, @Nullable Routing routing) {
        if (command.getOrder() instanceof AdjustScore) {
            // Scoring carries it out and tells of it; nothing of the pipeline hangs on it but by the profile.
            return Outcome.unchanged();
        }
        if (state == null || !LeadPipeline.isKnown(state)) {
            Refused unknown = new Refused(RefusalCode.UNKNOWN_LEAD, "no lead has this id");
            return Outcome.told(outcome(command, unknown));
        }
        if (MergedLeads.isGone(state)) {
            return MergedLeads.handOn(state, command);
        }
        if (state.getCommandIds().contains(command.getCommandId())) {
            return Outcome.unchanged();
        }
        Draft draft = Draft.of(state);
        Cause cause = new Cause(command.getCommandId(), command.getIssuedBy(), command.getReceivedAt());
        // A command that arrived after a clock ran out finds what came of it, whether the timer fired already or not.
        Clocks.run(draft, routing, cause.at());
        Verdict verdict = verdict(draft, command.getOrder(), cause, routing);
        if (verdict instanceof Accepted) {
            draft.state().setCommandIds(remembered(state.getCommandIds(), command.getCommandId()));
        }
        draft.publish(outcome(command, verdict));
        return draft.outcome();
    }

    private static Verdict verdict(Draft draft, Object order, Cause cause, @Nullable Routing routing) {
        if (order instanceof ConvertLead && draft.state().getConversionId() != null) {
            return new Accepted(draft.state().getConversionId());
        }
        if (order instanceof RecycleLead) {
            return Recycling.recycle(draft, cause);
        }
        if (!draft.isOpen()) {
            return new Refused(
                    RefusalCode.TERMINAL, "the lead is " + draft.state().getStatus());
        }
        if (order instanceof AcceptLead accept) {
            Verdict verdict = OfferCommands.accept(draft, accept, cause);
            if (verdict instanceof Accepted) {
                reachSql(draft, cause);
            }
            return verdict;
        }
        if (order instanceof DeclineLead decline) {
            return OfferCommands.decline(draft, decline, cause, routing);
        }
        if (order instanceof HandBackLead back) {
            return OfferCommands.handBack(draft, back, cause, routing);
        }
        if (order instanceof ReassignLead reassign) {
            return OfferCommands.reassign(draft, reassign, cause, routing);
        }
        Refused notOwner = notOwner(draft, cause);
        if (notOwner != null) {
            return notOwner;
        }
        if (order instanceof AssessBant assess) {
            return assess(draft, assess, cause, routing);
        }
        if (order instanceof LogTouch touch) {
            return touch(draft, touch, cause);
        }
        if (order instanceof ConvertLead convert) {
            return convert(draft, convert, cause);
        }
        throw new IllegalArgumentException("unknown order " + order.getClass().getSimpleName());
    }

    private static Verdict touch(Draft draft, LogTouch touch, Cause cause) {
        LeadState lead = draft.state();
        if (touch.getKind() != TouchKind.NOTE) {
            if (lead.getFirstTouchAt() == null) {
                lead.setFirstTouchAt(cause.at());
            }
            lead.setTouchBy(null);
            if (touch.getTwoWay() && lead.getTwoWayTouchAt() == null) {
                lead.setTwoWayTouchAt(cause.at());
            }
            draft.move(Machine.STATUS, Trigger.CONTACTED, cause);
        }
        if (lead.getOwnership() == Ownership.ASSIGNED) {
            if (!lead.getAccepted()) {
                OfferCommands.take(draft, " by the first touch", cause);
            }
            draft.move(Machine.STAGE, Trigger.OWNER_TOUCH, cause);
        }
        reachSql(draft, cause);
        return new Accepted(null);
    }

    private static Verdict assess(Draft draft, AssessBant order, Cause cause, @Nullable Routing routing) {
        LeadState lead = draft.state();
        LeadAssessment assessment = Bant.assess(order, cause.id(), draft.lead().getLeadId(), cause.actor(), cause.at());
        draft.publish(assessment);
        if (!assessment.getQualified()) {
            draft.move(Machine.STATUS, Trigger.BANT_FAILED, cause);
            Offers.release(draft, "unqualified", cause.at());
            return new Accepted(null);
        }
        boolean first = !lead.getBantPassed();
        lead.setBantPassed(true);
        draft.move(Machine.STATUS, Trigger.BANT_PASSED, cause);
        // Who is qualified is for sales, also out of nurture, where scores alone had left the lead.
        draft.move(Machine.ROUTE, Trigger.SALES_READY, new Cause(cause.id(), Cause.SYSTEM, cause.at()));
        Offers.seekOwner(draft, routing, cause.at());
        reachSql(draft, cause);
        if (!first) {
            return new Accepted(null);
        }
        LeadTask call = Bant.discoveryCall(assessment, ownerOf(lead));
        draft.publish(call);
        return new Accepted(call.getTaskId());
    }

    private static Verdict convert(Draft draft, ConvertLead order, Cause cause) {
        LeadState lead = draft.state();
        LeadConverted converted = Conversion.of(draft.lead(), ownerOf(lead), order, cause.actor(), cause.at());
        lead.setConversionId(converted.getConversionId());
        draft.publish(converted);
        if (order.getCreateOpportunity()) {
            draft.move(Machine.STAGE, Trigger.OPPORTUNITY_MADE, cause);
        }
        draft.move(Machine.STATUS, Trigger.CONVERTED, cause);
        Offers.release(draft, "converted", cause.at());
        return new Accepted(converted.getConversionId());
    }

    /** Assessment and talk may come in either order: the second of them makes the lead sales qualified. */
    static void reachSql(Draft draft, Cause cause) {
        if (draft.state().getBantPassed() && draft.state().getTwoWayTouchAt() != null) {
            draft.move(Machine.STAGE, Trigger.BANT_AND_TALK, cause);
        }
    }

    static @Nullable Refused notOwner(Draft draft, Cause cause) {
        String owner = ownerOf(draft.state());
        if (cause.actor().equals(ADMIN) || cause.actor().equals(owner)) {
            return null;
        }
        return new Refused(
                RefusalCode.NOT_OWNER,
                owner == null ? "the lead has no owner; only admin may act on it" : "the lead belongs to " + owner);
    }

    private static @Nullable String ownerOf(LeadState lead) {
        return lead.getOwnership() == Ownership.ASSIGNED ? lead.getRepresentativeId() : null;
    }

    private static List<String> remembered(List<String> known, String commandId) {
        int dropped = Math.max(0, known.size() + 1 - REMEMBERED);
        return Stream.concat(known.stream().skip(dropped), Stream.of(commandId)).toList();
    }

    private static CommandOutcome outcome(LeadCommand command, Verdict verdict) {
        CommandOutcome.Builder outcome = CommandOutcome.newBuilder()
                .setCommandId(command.getCommandId())
                .setLeadId(command.getLeadId())
                .setCommand(nameOf(command.getOrder()))
                .setIssuedBy(command.getIssuedBy())
                .setAt(command.getReceivedAt());
        if (verdict instanceof Refused refused) {
            outcome.setAccepted(false).setRefusal(refused.code()).setDetail(refused.detail());
        } else if (verdict instanceof Accepted accepted) {
            outcome.setAccepted(true).setResultId(accepted.resultId());
        }
        return outcome.build();
    }

    private static String nameOf(Object order) {
        if (order instanceof AssessBant) {
            return "assess_bant";
        }
        if (order instanceof AcceptLead) {
            return "accept_lead";
        }
        if (order instanceof DeclineLead) {
            return "decline_lead";
        }
        if (order instanceof HandBackLead) {
            return "hand_back_lead";
        }
        if (order instanceof ReassignLead) {
            return "reassign_lead";
        }
        if (order instanceof RecycleLead) {
            return "recycle_lead";
        }
        return order instanceof LogTouch ? "log_touch" : "convert_lead";
    }
}
