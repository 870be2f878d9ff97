// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.table;

import io.leadstream.schemas.capture.AcceptLead;
import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.capture.AdjustScore;
import io.leadstream.schemas.capture.AssessBant;
import io.leadstream.schemas.capture.CapturedLead;
import io.leadstream.schemas.capture.ConvertLead;
import io.leadstream.schemas.capture.DeclineLead;
import io.leadstream.schemas.capture.HandBackLead;
import io.leadstream.schemas.capture.ImportRun;
import io.leadstream.schemas.capture.LeadCommand;
import io.leadstream.schemas.capture.LeadLink;
import io.leadstream.schemas.capture.LogTouch;
import io.leadstream.schemas.capture.ReassignLead;
import io.leadstream.schemas.capture.RecycleLead;

/** Tables of what came from outside. */
final class CaptureTables {

    static final Table<CapturedLead> LEAD_CAPTURES = Table.ofFacts(
            "lead_captures",
            capture -> capture.getLeadId() + capture.getEventId(),
            Columns.of(CapturedLead.class)
                    .uuid("lead_id", CapturedLead::getLeadId)
                    .text("event_id", CapturedLead::getEventId)
                    .text("source_kind", capture -> Literals.word(capture.getSourceKind()))
                    .text("source", CapturedLead::getSource)
                    .timestamp("occurred_at", CapturedLead::getOccurredAt)
                    .timestamp("received_at", CapturedLead::getReceivedAt)
                    .flag("clock_clamped", CapturedLead::getClockClamped)
                    .text("first_name", CapturedLead::getFirstName)
                    .text("last_name", CapturedLead::getLastName)
                    .text("email", CapturedLead::getEmail)
                    .text("phone", CapturedLead::getPhone)
                    .text("title", CapturedLead::getTitle)
                    .text("company", CapturedLead::getCompany)
                    .text("website", CapturedLead::getWebsite)
                    .text("industry", CapturedLead::getIndustry)
                    .bigint("employee_count", CapturedLead::getEmployeeCount)
                    .bigint("annual_revenue", CapturedLead::getAnnualRevenue)
                    .text("address", CapturedLead::getAddress)
                    .textArray("tags", capture -> Literals.array(capture.getTags()))
                    .json("campaign", capture -> CampaignColumns.json(capture.getCampaign()))
                    .text("referrer", CapturedLead::getReferrer)
                    .text("landing_page", CapturedLead::getLandingPage)
                    .flag("opt_in_email", CapturedLead::getOptInEmail)
                    .flag("opt_in_sms", CapturedLead::getOptInSms)
                    .text("consent_where", CapturedLead::getConsentWhere)
                    .json("custom_fields", capture -> Json.scalars(capture.getCustomFields()))
                    .text("anonymous_id", CapturedLead::getAnonymousId)
                    .text("form_key", CapturedLead::getFormKey)
                    .text("import_id", CapturedLead::getImportId)
                    .bigint("import_line", CapturedLead::getImportLine)
                    .build());

    static final Table<Activity> VISITOR_ACTIVITIES = Table.ofFacts(
            "visitor_activities",
            activity -> activity.getAnonymousId() + "\n" + activity.getEventId(),
            Columns.of(Activity.class)
                    .text("anonymous_id", Activity::getAnonymousId)
                    .text("event_id", Activity::getEventId)
                    .text("type", Activity::getType)
                    .timestamp("occurred_at", Activity::getOccurredAt)
                    .timestamp("received_at", Activity::getReceivedAt)
                    .flag("clock_clamped", Activity::getClockClamped)
                    .uuid("lead_id", Activity::getLeadId)
                    .text("source", Activity::getSource)
                    .json("properties", activity -> Json.scalars(activity.getProperties()))
                    .text("import_id", Activity::getImportId)
                    .build());

    static final Table<LeadLink> LEAD_LINKS = Table.ofFacts(
            "lead_links",
            link -> link.getLeadId() + link.getIntoLeadId() + link.getEventId(),
            Columns.of(LeadLink.class)
                    .uuid("lead_id", LeadLink::getLeadId)
                    .uuid("into_lead_id", LeadLink::getIntoLeadId)
                    .text("event_id", LeadLink::getEventId)
                    .timestamp("occurred_at", LeadLink::getOccurredAt)
                    .timestamp("received_at", LeadLink::getReceivedAt)
                    .build());

    static final Table<LeadCommand> COMMANDS = Table.ofFacts(
            "commands",
            command -> command.getLeadId() + command.getCommandId(),
            Columns.of(LeadCommand.class)
                    .uuid("lead_id", LeadCommand::getLeadId)
                    .text("command_id", LeadCommand::getCommandId)
                    .text("command", CaptureTables::commandName)
                    .text("issued_by", LeadCommand::getIssuedBy)
                    .timestamp("received_at", LeadCommand::getReceivedAt)
                    .json("details", CaptureTables::commandDetails)
                    .build());

    /** The run as its newest record tells it, and the offset that orders the records of a run. */
    record ImportState(ImportRun run, long position) {}

    static final Table<ImportState> IMPORT_RUNS = Table.ofNewest(
            "import_runs",
            "import_id",
            state -> state.run().getImportId(),
            Columns.of(ImportState.class)
                    .text("import_id", state -> state.run().getImportId())
                    .bigint("position", ImportState::position)
                    .text("file_name", state -> state.run().getFileName())
                    .text("mapping", state -> state.run().getMapping())
                    .text("status", state -> Literals.word(state.run().getStatus()))
                    .bigint("lines", state -> state.run().getLines())
                    .bigint("accepted", state -> state.run().getAccepted())
                    .bigint("refused", state -> state.run().getRefused())
                    .bigint("activities", state -> state.run().getActivities())
                    .timestamp("started_at", state -> state.run().getStartedAt())
                    .timestamp("finished_at", state -> state.run().getFinishedAt())
                    .build(),
            (first, later) -> later.position() > first.position() ? later : first,
            "excluded.position > t.position");

    private CaptureTables() {}

    private static String commandName(LeadCommand command) {
        Object order = command.getOrder();
        if (order instanceof AssessBant) {
            return "assess_bant";
        } else if (order instanceof AcceptLead) {
            return "accept_lead";
        } else if (order instanceof DeclineLead) {
            return "decline_lead";
        } else if (order instanceof HandBackLead) {
            return "hand_back_lead";
        } else if (order instanceof ReassignLead) {
            return "reassign_lead";
        } else if (order instanceof RecycleLead) {
            return "recycle_lead";
        } else if (order instanceof LogTouch) {
            return "log_touch";
        } else if (order instanceof ConvertLead) {
            return "convert_lead";
        } else if (order instanceof AdjustScore) {
            return "adjust_score";
        }
        return "unknown";
    }

    private static String commandDetails(LeadCommand command) {
        Object order = command.getOrder();
        return Json.object(order, (json, of) -> {
            if (of instanceof AssessBant bant) {
                json.put("budget", bant.getBudget())
                        .put("authority", bant.getAuthority())
                        .put("need", bant.getNeed())
                        .put("timeline", bant.getTimeline())
                        .put("notes", bant.getNotes());
            } else if (of instanceof AcceptLead accept) {
                json.put("offer_number", accept.getOfferNumber());
            } else if (of instanceof DeclineLead decline) {
                json.put("offer_number", decline.getOfferNumber()).put("reason", decline.getReason());
            } else if (of instanceof HandBackLead back) {
                json.put("reason", back.getReason());
            } else if (of instanceof RecycleLead recycle) {
                json.put("reason", recycle.getReason());
            } else if (of instanceof ReassignLead reassign) {
                json.put("representative", reassign.getRepresentative())
                        .put("team", reassign.getTeam())
                        .put("reason", reassign.getReason());
            } else if (of instanceof LogTouch touch) {
                json.put("kind", touch.getKind())
                        .put("two_way", touch.getTwoWay())
                        .put("outcome", touch.getOutcome())
                        .put("next_step", touch.getNextStep())
                        .put("next_step_at", touch.getNextStepAt());
            } else if (of instanceof ConvertLead convert) {
                json.put("create_opportunity", convert.getCreateOpportunity())
                        .put("opportunity_name", convert.getOpportunityName())
                        .put("amount_minor", convert.getAmountMinor())
                        .put("currency", convert.getCurrency())
                        .put("expected_close_date", convert.getExpectedCloseDate())
                        .put("package_name", convert.getPackageName())
                        .put("start_expectation", convert.getStartExpectation());
            } else if (of instanceof AdjustScore adjust) {
                json.put("points", adjust.getPoints())
                        .put("reason", adjust.getReason())
                        .put("until", adjust.getUntil());
            }
        });
    }
}
