// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.table;

import java.util.List;

/** The tables that facts are added to. */
final class Tables {

    /** In the order in which they are written: what is referred to comes first. */
    static final List<Table<?>> IN_ORDER = List.of(
            CaptureTables.LEAD_CAPTURES,
            ActivityRow.TABLE,
            CaptureTables.VISITOR_ACTIVITIES,
            CaptureTables.LEAD_LINKS,
            ScoringTables.SCORE_CHANGES,
            ScoringTables.SCORING_PROGRESS,
            AssignmentTables.TRANSITIONS,
            AssignmentTables.ASSIGNMENTS,
            AssignmentTables.ALERTS,
            AssignmentTables.TASKS,
            AssignmentTables.ASSESSMENTS,
            CaptureTables.COMMANDS,
            AssignmentTables.COMMAND_OUTCOMES,
            StaffTables.COMMANDS,
            StaffTables.CHANGES,
            NotificationTables.UNDELIVERED,
            RejectedRow.TABLE,
            CaptureTables.IMPORT_RUNS,
            RuleTables.SCORING_RULE_SETS,
            RuleTables.SCORING_RULES,
            PredictiveTables.MODELS,
            RuleTables.ASSIGNMENT_RULE_SETS,
            RuleTables.ASSIGNMENT_RULES,
            RuleTables.ROSTERS,
            RuleTables.TEAMS,
            RuleTables.REPRESENTATIVES);

    private Tables() {}
}
