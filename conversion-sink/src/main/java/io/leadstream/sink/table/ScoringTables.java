// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.table;

import io.leadstream.schemas.scoring.ScoreChanged;

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
                    .build());

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
        });
    }
}
