// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.table;

import io.leadstream.schemas.assignment.AssignmentAlert;
import io.leadstream.schemas.assignment.CommandOutcome;
import io.leadstream.schemas.assignment.LeadAssessment;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.assignment.LeadTask;
import io.leadstream.schemas.assignment.LeadTransition;

/** Tables of what sales does. */
final class AssignmentTables {

    static final Table<LeadTransition> TRANSITIONS = Table.ofFacts(
            "transitions",
            transition -> transition.getLeadId() + transition.getSequence(),
            Columns.of(LeadTransition.class)
                    .uuid("lead_id", LeadTransition::getLeadId)
                    .bigint("sequence", LeadTransition::getSequence)
                    .uuid("transition_id", LeadTransition::getTransitionId)
                    .text("machine", transition -> Literals.word(transition.getMachine()))
                    .text("from_state", LeadTransition::getFromState)
                    .text("to_state", LeadTransition::getToState)
                    .text("cause", LeadTransition::getCause)
                    .text("cause_id", LeadTransition::getCauseId)
                    .text("actor", LeadTransition::getActor)
                    .timestamp("at", LeadTransition::getAt)
                    .build());

    static final Table<LeadAssignment> ASSIGNMENTS = Table.ofFacts(
            "assignments",
            LeadAssignment::getAssignmentId,
            Columns.of(LeadAssignment.class)
                    .uuid("assignment_id", LeadAssignment::getAssignmentId)
                    .uuid("lead_id", LeadAssignment::getLeadId)
                    .text("kind", assignment -> Literals.word(assignment.getKind()))
                    .integer("offer_number", LeadAssignment::getOfferNumber)
                    .text("team_id", LeadAssignment::getTeamId)
                    .text("representative_id", LeadAssignment::getRepresentativeId)
                    .text("representative_email", LeadAssignment::getRepresentativeEmail)
                    .text("method", assignment -> Literals.word(assignment.getMethod()))
                    .text("rule_id", LeadAssignment::getRuleId)
                    .text("strategy", LeadAssignment::getStrategy)
                    .integer("rules_version", LeadAssignment::getRulesVersion)
                    .integer("roster_version", LeadAssignment::getRosterVersion)
                    .text("explanation", LeadAssignment::getExplanation)
                    .json("candidates", AssignmentTables::candidates)
                    .text("segment", LeadAssignment::getSegment)
                    .integer("score", LeadAssignment::getScore)
                    .text("grade", LeadAssignment::getGrade)
                    .timestamp("requested_at", LeadAssignment::getRequestedAt)
                    .timestamp("decided_at", LeadAssignment::getDecidedAt)
                    .text("queue_reason", LeadAssignment::getQueueReason)
                    .timestamp("expected_at", LeadAssignment::getExpectedAt)
                    .timestamp("accept_by", LeadAssignment::getAcceptBy)
                    .timestamp("touch_by", LeadAssignment::getTouchBy)
                    .integer("moves", LeadAssignment::getMoves)
                    .text("reason", LeadAssignment::getReason)
                    .flag("impossible", LeadAssignment::getImpossible)
                    .build());

    static final Table<AssignmentAlert> ALERTS = Table.ofFacts(
            "assignment_alerts",
            AssignmentAlert::getAlertId,
            Columns.of(AssignmentAlert.class)
                    .uuid("alert_id", AssignmentAlert::getAlertId)
                    .uuid("lead_id", AssignmentAlert::getLeadId)
                    .text("kind", alert -> Literals.word(alert.getKind()))
                    .integer("offer_number", AssignmentAlert::getOfferNumber)
                    .text("team_id", AssignmentAlert::getTeamId)
                    .text("representative_id", AssignmentAlert::getRepresentativeId)
                    .text("manager_id", AssignmentAlert::getManagerId)
                    .text("detail", AssignmentAlert::getDetail)
                    .timestamp("due_at", AssignmentAlert::getDueAt)
                    .timestamp("at", AssignmentAlert::getAt)
                    .integer("score", AssignmentAlert::getScore)
                    .text("grade", AssignmentAlert::getGrade)
                    .build());

    static final Table<LeadTask> TASKS = Table.ofFacts(
            "tasks",
            LeadTask::getTaskId,
            Columns.of(LeadTask.class)
                    .uuid("task_id", LeadTask::getTaskId)
                    .uuid("lead_id", LeadTask::getLeadId)
                    .text("type", LeadTask::getType)
                    .text("title", LeadTask::getTitle)
                    .text("priority", LeadTask::getPriority)
                    .timestamp("due_at", LeadTask::getDueAt)
                    .text("owner_id", LeadTask::getOwnerId)
                    .timestamp("created_at", LeadTask::getCreatedAt)
                    .text("cause_id", LeadTask::getCauseId)
                    .build());

    static final Table<LeadAssessment> ASSESSMENTS = Table.ofFacts(
            "assessments",
            assessment -> assessment.getLeadId() + assessment.getAssessmentId(),
            Columns.of(LeadAssessment.class)
                    .uuid("lead_id", LeadAssessment::getLeadId)
                    .text("assessment_id", LeadAssessment::getAssessmentId)
                    .flag("budget", LeadAssessment::getBudget)
                    .flag("authority", LeadAssessment::getAuthority)
                    .flag("need", LeadAssessment::getNeed)
                    .flag("timeline", LeadAssessment::getTimeline)
                    .text("notes", LeadAssessment::getNotes)
                    .flag("qualified", LeadAssessment::getQualified)
                    .text("assessed_by", LeadAssessment::getAssessedBy)
                    .timestamp("at", LeadAssessment::getAt)
                    .build());

    /** A command that was refused may be sent again with the same id, and be carried out then. */
    static final Table<CommandOutcome> COMMAND_OUTCOMES = Table.ofNewest(
            "command_outcomes",
            "lead_id, command_id",
            outcome -> outcome.getLeadId() + outcome.getCommandId(),
            Columns.of(CommandOutcome.class)
                    .uuid("lead_id", CommandOutcome::getLeadId)
                    .text("command_id", CommandOutcome::getCommandId)
                    .text("command", CommandOutcome::getCommand)
                    .text("issued_by", CommandOutcome::getIssuedBy)
                    .flag("accepted", CommandOutcome::getAccepted)
                    .text("refusal", outcome -> Literals.word(outcome.getRefusal()))
                    .text("detail", CommandOutcome::getDetail)
                    .timestamp("at", CommandOutcome::getAt)
                    .build(),
            (first, later) -> later.getAccepted() && !first.getAccepted() ? later : first,
            "excluded.accepted and not t.accepted");

    private AssignmentTables() {}

    private static String candidates(LeadAssignment assignment) {
        return Json.objects(assignment.getCandidates(), (json, candidate) -> json.put(
                        "representative", candidate.getRepresentativeId())
                .put("result", candidate.getResult())
                .put("open_leads", candidate.getOpenLeads())
                .put("weight", candidate.getWeight())
                .put("last_turn", candidate.getLastTurn())
                .put("assigned", candidate.getAssigned())
                .put("head_start", candidate.getHeadStart()));
    }
}
