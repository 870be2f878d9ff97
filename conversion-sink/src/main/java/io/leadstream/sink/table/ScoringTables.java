// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.table;

import io.leadstream.schemas.scoring.Adjustment;
import io.leadstream.schemas.scoring.ScoreChanged;
import io.leadstream.schemas.scoring.ScoringProgress;

/** Tables of what scoring says. */
final class ScoringTables {

    static final Table<ScoreChanged> SCORE_CHANGES = Table.ofFacts(
            "score_changes",
            change -> change.getLeadId() + change.getSequence(),
            Columns.of(ScoreChanged.class)
                    .uuid("lead_id", ScoreChanged::getLeadId)
                    .bigint("sequence", ScoreChanged::getSequence)
                    .integer("score", ScoreChanged::getScore)
                    .integer("previous_score", ScoreChanged::getPreviousScore)
                    .text("grade", change -> Literals.grade(change.getGrade()))
                    .text("previous_grade", change -> Literals.grade(change.getPreviousGrade()))
                    .integer("total", ScoreChanged::getTotal)
                    .flag("qualified_now", ScoreChanged::getQualifiedNow)
                    .integer("rules_version", ScoreChanged::getRulesVersion)
                    .text("cause", change -> Literals.word(change.getCause()))
                    .text("cause_id", ScoreChanged::getCauseId)
                    .text("cause_type", ScoreChanged::getCauseType)
                    .timestamp("occurred_at", ScoreChanged::getOccurredAt)
                    .timestamp("received_at", ScoreChanged::getReceivedAt)
                    .json("lines", ScoringTables::lines)
                    .timestamp("decided_at", ScoreChanged::getDecidedAt)
                    .part(ScoreChanged::getPrediction, PredictiveTables.PREDICTION)
                    .build());

    /** How far a partition is as its newest record tells it, and the offset that orders the records. */
    record ProgressState(ScoringProgress progress, long position) {}

    static final Table<ProgressState> SCORING_PROGRESS = Table.ofNewest(
            "scoring_progress",
            "version, partition",
            state -> "%010d/%010d"
                    .formatted(state.progress().getVersion(), state.progress().getPartition()),
            Columns.of(ProgressState.class)
                    .integer("version", state -> state.progress().getVersion())
                    .integer("partition", state -> state.progress().getPartition())
                    .bigint("position", ProgressState::position)
                    .integer("active_version", state -> state.progress().getActiveVersion())
                    .text("state", state -> Literals.word(state.progress().getState()))
                    .bigint("visited", state -> state.progress().getVisited())
                    .bigint("leads", state -> state.progress().getLeads())
                    .timestamp("started_at", state -> state.progress().getStartedAt())
                    .timestamp("updated_at", state -> state.progress().getUpdatedAt())
                    .build(),
            (first, later) -> later.position() > first.position() ? later : first,
            "excluded.position > t.position");

    private ScoringTables() {}

    private static String lines(ScoreChanged change) {
        return Json.objects(change.getLines(), (json, line) -> {
            json.put("rule", line.getRuleId())
                    .put("category", line.getCategory())
                    .put("hits", line.getHits())
                    .put("points", line.getPoints());
            if (line.getCut() != 0) {
                json.put("cut", line.getCut());
            }
            if (line.getFaded() != 0) {
                json.put("faded", line.getFaded());
            }
            if (line.getCapped() != 0) {
                json.put("capped", line.getCapped());
            }
            for (Adjustment adjustment : change.getAdjustments()) {
                if (line.getRuleId().equals("manual:" + adjustment.getCommandId())) {
                    json.put("reason", adjustment.getReason())
                            .put("by", adjustment.getIssuedBy())
                            .put("at", adjustment.getAt())
                            .put("until", adjustment.getUntil());
                }
            }
        });
    }
}
