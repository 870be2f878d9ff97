// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.table;

import static io.leadstream.schemas.topic.Topics.ACTIVITIES;
import static io.leadstream.schemas.topic.Topics.ASSIGNMENT_ALERTS;
import static io.leadstream.schemas.topic.Topics.ASSIGNMENT_RULE_SETS;
import static io.leadstream.schemas.topic.Topics.CAPTURED_LEADS;
import static io.leadstream.schemas.topic.Topics.COMMAND_OUTCOMES;
import static io.leadstream.schemas.topic.Topics.IDENTIFIED_ACTIVITIES;
import static io.leadstream.schemas.topic.Topics.IMPORT_RUNS;
import static io.leadstream.schemas.topic.Topics.LEAD_ASSESSMENTS;
import static io.leadstream.schemas.topic.Topics.LEAD_ASSIGNMENTS;
import static io.leadstream.schemas.topic.Topics.LEAD_COMMANDS;
import static io.leadstream.schemas.topic.Topics.LEAD_CONVERSIONS;
import static io.leadstream.schemas.topic.Topics.LEAD_LINKS;
import static io.leadstream.schemas.topic.Topics.LEAD_PROFILES;
import static io.leadstream.schemas.topic.Topics.LEAD_SCORES;
import static io.leadstream.schemas.topic.Topics.LEAD_TASKS;
import static io.leadstream.schemas.topic.Topics.LEAD_TRANSITIONS;
import static io.leadstream.schemas.topic.Topics.NOTIFICATION_DEAD_LETTERS;
import static io.leadstream.schemas.topic.Topics.PREDICTIVE_MODELS;
import static io.leadstream.schemas.topic.Topics.REJECTED_INPUTS;
import static io.leadstream.schemas.topic.Topics.ROSTERS;
import static io.leadstream.schemas.topic.Topics.SCORING_PROGRESS;
import static io.leadstream.schemas.topic.Topics.SCORING_RULE_SETS;
import static io.leadstream.schemas.topic.Topics.STAFF_CHANGES;
import static io.leadstream.schemas.topic.Topics.STAFF_COMMANDS;
import static io.leadstream.schemas.topic.Topics.VISITOR_ACTIVITIES;

import io.leadstream.schemas.assignment.AssignmentKind;
import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.capture.CapturedLead;
import io.leadstream.schemas.rules.AssignmentRuleSet;
import io.leadstream.schemas.rules.Roster;
import io.leadstream.schemas.rules.ScoringRuleSet;
import java.util.List;
import java.util.function.BiConsumer;

/** Every topic of the catalogue with what it changes. */
public final class Feeds {

    private static final List<Feed<?>> ALL = List.of(
            new Feed<>(CAPTURED_LEADS, Feeds::capture),
            new Feed<>(ACTIVITIES, (activity, at, changes) -> activity(activity, false, changes)),
            new Feed<>(VISITOR_ACTIVITIES, Feeds::visitorActivity),
            new Feed<>(LEAD_LINKS, (link, at, changes) -> {
                requireUuid(link.getLeadId());
                requireUuid(link.getIntoLeadId());
                changes.add(CaptureTables.LEAD_LINKS, link);
            }),
            new Feed<>(LEAD_COMMANDS, (command, at, changes) -> {
                requireUuid(command.getLeadId());
                changes.add(CaptureTables.COMMANDS, command);
            }),
            new Feed<>(STAFF_COMMANDS, (command, at, changes) -> changes.add(StaffTables.COMMANDS, command)),
            new Feed<>(
                    REJECTED_INPUTS,
                    (rejected, at, changes) -> changes.add(RejectedRow.TABLE, RejectedRow.of(rejected))),
            new Feed<>(
                    IMPORT_RUNS,
                    (run, at, changes) ->
                            changes.add(CaptureTables.IMPORT_RUNS, new CaptureTables.ImportState(run, at.offset()))),
            new Feed<>(SCORING_RULE_SETS, Feeds::scoringRules),
            new Feed<>(PREDICTIVE_MODELS, (model, at, changes) -> changes.add(PredictiveTables.MODELS, model)),
            new Feed<>(ASSIGNMENT_RULE_SETS, Feeds::assignmentRules),
            new Feed<>(ROSTERS, Feeds::roster),
            new Feed<>(IDENTIFIED_ACTIVITIES, (activity, at, changes) -> activity(activity, true, changes)),
            new Feed<>(LEAD_PROFILES, (profile, at, changes) -> changes.lead(profile.getLeadId())
                    .profile(profile)),
            new Feed<>(LEAD_SCORES, (score, at, changes) -> {
                changes.lead(score.getLeadId()).score(score);
                changes.add(ScoringTables.SCORE_CHANGES, score);
            }),
            new Feed<>(
                    SCORING_PROGRESS,
                    (progress, at, changes) -> changes.add(
                            ScoringTables.SCORING_PROGRESS, new ScoringTables.ProgressState(progress, at.offset()))),
            new Feed<>(LEAD_TRANSITIONS, (transition, at, changes) -> {
                changes.lead(transition.getLeadId()).transition(transition);
                changes.add(AssignmentTables.TRANSITIONS, transition);
            }),
            new Feed<>(LEAD_ASSIGNMENTS, (decision, at, changes) -> {
                changes.lead(decision.getLeadId()).decision(decision, at.offset());
                changes.add(AssignmentTables.ASSIGNMENTS, decision);
                if (decision.getKind() == AssignmentKind.ASSIGNED) {
                    changes.add(ActivityRow.TABLE, ActivityRow.of(decision));
                }
            }),
            new Feed<>(ASSIGNMENT_ALERTS, (alert, at, changes) -> {
                changes.lead(alert.getLeadId());
                changes.add(AssignmentTables.ALERTS, alert);
            }),
            new Feed<>(STAFF_CHANGES, (change, at, changes) -> changes.add(StaffTables.CHANGES, change)),
            new Feed<>(LEAD_TASKS, (task, at, changes) -> {
                changes.lead(task.getLeadId());
                changes.add(AssignmentTables.TASKS, task);
            }),
            new Feed<>(LEAD_ASSESSMENTS, (assessment, at, changes) -> {
                changes.lead(assessment.getLeadId());
                changes.add(AssignmentTables.ASSESSMENTS, assessment);
            }),
            new Feed<>(LEAD_CONVERSIONS, (converted, at, changes) -> {
                requireUuid(converted.getContact().getContactId());
                changes.lead(converted.getLeadId()).conversion(converted, at.offset());
                changes.add(converted);
            }),
            new Feed<>(COMMAND_OUTCOMES, (outcome, at, changes) -> {
                requireUuid(outcome.getLeadId());
                changes.add(AssignmentTables.COMMAND_OUTCOMES, outcome);
            }),
            new Feed<>(NOTIFICATION_DEAD_LETTERS, (undelivered, at, changes) -> {
                // Of a record that could not be read, nobody knows the lead.
                if (undelivered.getLeadId() != null) {
                    changes.lead(undelivered.getLeadId());
                }
                changes.add(NotificationTables.UNDELIVERED, undelivered);
            }));

    private Feeds() {}

    public static List<Feed<?>> all() {
        return ALL;
    }

    private static void capture(CapturedLead capture, Position at, Changes changes) throws InvalidRecordException {
        changes.lead(capture.getLeadId());
        changes.add(CaptureTables.LEAD_CAPTURES, capture);
        ActivityRow activity = ActivityRow.of(capture);
        if (activity != null) {
            changes.add(ActivityRow.TABLE, activity);
        }
    }

    private static void activity(Activity activity, boolean handedOver, Changes changes) throws InvalidRecordException {
        String leadId = changes.lead(activity.getLeadId()).leadId();
        changes.add(ActivityRow.TABLE, ActivityRow.of(activity, leadId, handedOver));
    }

    private static void visitorActivity(Activity activity, Position at, Changes changes) throws InvalidRecordException {
        if (activity.getAnonymousId() == null) {
            throw new InvalidRecordException("a visitor's activity has no anonymous id");
        }
        if (activity.getLeadId() != null) {
            changes.lead(activity.getLeadId());
        }
        changes.add(CaptureTables.VISITOR_ACTIVITIES, activity);
    }

    private static void scoringRules(ScoringRuleSet set, Position at, Changes changes) {
        changes.add(RuleTables.SCORING_RULE_SETS, set);
        addAll(
                set.getRules(),
                (place, rule) ->
                        changes.add(RuleTables.SCORING_RULES, new RuleTables.Part<>(set.getVersion(), place, rule)));
    }

    private static void assignmentRules(AssignmentRuleSet set, Position at, Changes changes) {
        changes.add(RuleTables.ASSIGNMENT_RULE_SETS, set);
        addAll(
                set.getRules(),
                (place, rule) ->
                        changes.add(RuleTables.ASSIGNMENT_RULES, new RuleTables.Part<>(set.getVersion(), place, rule)));
    }

    private static void roster(Roster roster, Position at, Changes changes) {
        changes.add(RuleTables.ROSTERS, roster);
        addAll(
                roster.getTeams(),
                (place, team) ->
                        changes.add(RuleTables.TEAMS, new RuleTables.Part<>(roster.getVersion(), place, team)));
        addAll(
                roster.getRepresentatives(),
                (place, person) -> changes.add(
                        RuleTables.REPRESENTATIVES, new RuleTables.Part<>(roster.getVersion(), place, person)));
    }

    private static <T> void addAll(List<T> parts, BiConsumer<Integer, T> add) {
        for (int place = 0; place < parts.size(); place++) {
            add.accept(place, parts.get(place));
        }
    }

    private static void requireUuid(String id) throws InvalidRecordException {
        if (!Literals.isUuid(id)) {
            throw new InvalidRecordException("'" + id + "' is no UUID in lower case");
        }
    }
}
