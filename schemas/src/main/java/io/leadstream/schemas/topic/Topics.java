// SPDX-License-Identifier: Apache-2.0
package io.leadstream.schemas.topic;

import static io.leadstream.schemas.topic.Topic.Cleanup.COMPACT;
import static io.leadstream.schemas.topic.Topic.Cleanup.KEEP;
import static io.leadstream.schemas.topic.Topic.Spread.PARTITIONED;
import static io.leadstream.schemas.topic.Topic.Spread.SINGLE;
import static io.leadstream.schemas.topic.Topic.Writer.ASSIGNMENT_STREAM;
import static io.leadstream.schemas.topic.Topic.Writer.CAPTURE_INGEST;
import static io.leadstream.schemas.topic.Topic.Writer.NOTIFIER;
import static io.leadstream.schemas.topic.Topic.Writer.SCORING_STREAM;

import io.leadstream.schemas.assignment.AssignmentAlert;
import io.leadstream.schemas.assignment.CommandOutcome;
import io.leadstream.schemas.assignment.LeadAssessment;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.assignment.LeadConverted;
import io.leadstream.schemas.assignment.LeadTask;
import io.leadstream.schemas.assignment.LeadTransition;
import io.leadstream.schemas.assignment.StaffChange;
import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.capture.CapturedLead;
import io.leadstream.schemas.capture.ImportRun;
import io.leadstream.schemas.capture.LeadCommand;
import io.leadstream.schemas.capture.LeadLink;
import io.leadstream.schemas.capture.RejectedInput;
import io.leadstream.schemas.capture.StaffCommand;
import io.leadstream.schemas.notification.UndeliveredNotification;
import io.leadstream.schemas.predictive.PredictiveModel;
import io.leadstream.schemas.rules.AssignmentRuleSet;
import io.leadstream.schemas.rules.Roster;
import io.leadstream.schemas.rules.ScoringRuleSet;
import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.schemas.scoring.ScoreChanged;
import io.leadstream.schemas.scoring.ScoringProgress;
import java.util.List;

/**
 * The topic catalogue: the one place that knows names, keys, values, cleanup, partitions and writers. Every topic has
 * one writing module.
 */
public final class Topics {

    public static final Topic<CapturedLead> CAPTURED_LEADS = new Topic<>(
            "captured-leads",
            CapturedLead.class,
            "lead id",
            CAPTURE_INGEST,
            KEEP,
            PARTITIONED,
            "Every capture of a person, validated and normalised.");

    public static final Topic<Activity> ACTIVITIES = new Topic<>(
            "activities", Activity.class, "lead id", CAPTURE_INGEST, KEEP, PARTITIONED, "What identified people did.");

    public static final Topic<Activity> VISITOR_ACTIVITIES = new Topic<>(
            "visitor-activities",
            Activity.class,
            "anonymous id",
            CAPTURE_INGEST,
            KEEP,
            PARTITIONED,
            "What unknown visitors did, and who they turned out to be.");

    public static final Topic<LeadLink> LEAD_LINKS = new Topic<>(
            "lead-links",
            LeadLink.class,
            "lead id",
            CAPTURE_INGEST,
            KEEP,
            PARTITIONED,
            "Leads without an e-mail that turned out to be another.");

    public static final Topic<LeadCommand> LEAD_COMMANDS = new Topic<>(
            "lead-commands",
            LeadCommand.class,
            "lead id",
            CAPTURE_INGEST,
            KEEP,
            PARTITIONED,
            "What sales tells the pipeline to do.");

    public static final Topic<StaffCommand> STAFF_COMMANDS = new Topic<>(
            "staff-commands",
            StaffCommand.class,
            "representative id",
            CAPTURE_INGEST,
            KEEP,
            PARTITIONED,
            "Who is away or back, and whose leads go to somebody else.");

    public static final Topic<RejectedInput> REJECTED_INPUTS = new Topic<>(
            "rejected-inputs",
            RejectedInput.class,
            "import id",
            CAPTURE_INGEST,
            KEEP,
            PARTITIONED,
            "Rows of imported files that were refused, with the reason.");

    public static final Topic<ImportRun> IMPORT_RUNS = new Topic<>(
            "import-runs",
            ImportRun.class,
            "import id",
            CAPTURE_INGEST,
            COMPACT,
            SINGLE,
            "Imported files and how many lines were accepted and refused.");

    public static final Topic<ScoringRuleSet> SCORING_RULE_SETS = new Topic<>(
            "scoring-rule-sets",
            ScoringRuleSet.class,
            "version",
            CAPTURE_INGEST,
            COMPACT,
            SINGLE,
            "Published versions of the scoring rules.");

    public static final Topic<PredictiveModel> PREDICTIVE_MODELS = new Topic<>(
            "predictive-models",
            PredictiveModel.class,
            "version",
            CAPTURE_INGEST,
            COMPACT,
            SINGLE,
            "Published versions of the predictive model.");

    public static final Topic<AssignmentRuleSet> ASSIGNMENT_RULE_SETS = new Topic<>(
            "assignment-rule-sets",
            AssignmentRuleSet.class,
            "version",
            CAPTURE_INGEST,
            COMPACT,
            SINGLE,
            "Published versions of the assignment rules.");

    public static final Topic<Roster> ROSTERS = new Topic<>(
            "rosters",
            Roster.class,
            "version",
            CAPTURE_INGEST,
            COMPACT,
            SINGLE,
            "Published versions of teams and representatives.");

    public static final Topic<Activity> IDENTIFIED_ACTIVITIES = new Topic<>(
            "identified-activities",
            Activity.class,
            "lead id",
            SCORING_STREAM,
            KEEP,
            PARTITIONED,
            "What visitors did who turned out to be leads, with the lead's id filled in.");

    public static final Topic<LeadProfile> LEAD_PROFILES = new Topic<>(
            "lead-profiles",
            LeadProfile.class,
            "lead id",
            SCORING_STREAM,
            COMPACT,
            PARTITIONED,
            "Each lead as it now stands, merged, graded and qualified.");

    public static final Topic<ScoreChanged> LEAD_SCORES = new Topic<>(
            "lead-scores",
            ScoreChanged.class,
            "lead id",
            SCORING_STREAM,
            KEEP,
            PARTITIONED,
            "Every change of a score with its cause and full breakdown.");

    public static final Topic<ScoringProgress> SCORING_PROGRESS = new Topic<>(
            "scoring-progress",
            ScoringProgress.class,
            "partition",
            SCORING_STREAM,
            COMPACT,
            SINGLE,
            "How far each partition is with the newest scoring rules.");

    public static final Topic<LeadTransition> LEAD_TRANSITIONS = new Topic<>(
            "lead-transitions",
            LeadTransition.class,
            "lead id",
            ASSIGNMENT_STREAM,
            KEEP,
            PARTITIONED,
            "Every move of a lead between stages, statuses and routes.");

    public static final Topic<LeadAssignment> LEAD_ASSIGNMENTS = new Topic<>(
            "lead-assignments",
            LeadAssignment.class,
            "lead id",
            ASSIGNMENT_STREAM,
            KEEP,
            PARTITIONED,
            "Every decision on ownership with everybody who was considered.");

    public static final Topic<AssignmentAlert> ASSIGNMENT_ALERTS = new Topic<>(
            "assignment-alerts",
            AssignmentAlert.class,
            "lead id",
            ASSIGNMENT_STREAM,
            KEEP,
            PARTITIONED,
            "Offers that run out of time, missed first touches, leads that wait long or that nobody can take.");

    public static final Topic<StaffChange> STAFF_CHANGES = new Topic<>(
            "staff-changes",
            StaffChange.class,
            "representative id",
            ASSIGNMENT_STREAM,
            KEEP,
            PARTITIONED,
            "What became of each command about a representative.");

    public static final Topic<LeadTask> LEAD_TASKS = new Topic<>(
            "lead-tasks",
            LeadTask.class,
            "lead id",
            ASSIGNMENT_STREAM,
            KEEP,
            PARTITIONED,
            "What somebody has to do about a lead.");

    public static final Topic<LeadAssessment> LEAD_ASSESSMENTS = new Topic<>(
            "lead-assessments",
            LeadAssessment.class,
            "lead id",
            ASSIGNMENT_STREAM,
            KEEP,
            PARTITIONED,
            "BANT assessments as they were made.");

    public static final Topic<LeadConverted> LEAD_CONVERSIONS = new Topic<>(
            "lead-conversions",
            LeadConverted.class,
            "lead id",
            ASSIGNMENT_STREAM,
            KEEP,
            PARTITIONED,
            "Leads that became contact, company and opportunity.");

    public static final Topic<CommandOutcome> COMMAND_OUTCOMES = new Topic<>(
            "command-outcomes",
            CommandOutcome.class,
            "lead id",
            ASSIGNMENT_STREAM,
            KEEP,
            PARTITIONED,
            "What became of each command, with the reason of a refusal.");

    public static final Topic<UndeliveredNotification> NOTIFICATION_DEAD_LETTERS = new Topic<>(
            "notification-dead-letters",
            UndeliveredNotification.class,
            "lead id",
            NOTIFIER,
            KEEP,
            PARTITIONED,
            "Notifications that reached nobody, with the reason.");

    private static final List<Topic<?>> ALL = List.of(
            CAPTURED_LEADS,
            ACTIVITIES,
            VISITOR_ACTIVITIES,
            LEAD_LINKS,
            LEAD_COMMANDS,
            STAFF_COMMANDS,
            REJECTED_INPUTS,
            IMPORT_RUNS,
            SCORING_RULE_SETS,
            PREDICTIVE_MODELS,
            ASSIGNMENT_RULE_SETS,
            ROSTERS,
            IDENTIFIED_ACTIVITIES,
            LEAD_PROFILES,
            LEAD_SCORES,
            SCORING_PROGRESS,
            LEAD_TRANSITIONS,
            LEAD_ASSIGNMENTS,
            ASSIGNMENT_ALERTS,
            STAFF_CHANGES,
            LEAD_TASKS,
            LEAD_ASSESSMENTS,
            LEAD_CONVERSIONS,
            COMMAND_OUTCOMES,
            NOTIFICATION_DEAD_LETTERS);

    private Topics() {}

    /** Every topic, in the order of the flow. */
    public static List<Topic<?>> all() {
        return ALL;
    }
}
