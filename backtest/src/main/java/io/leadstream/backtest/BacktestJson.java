// SPDX-License-Identifier: Apache-2.0
package io.leadstream.backtest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadstream.domain.evaluation.LiftTable;
import io.leadstream.domain.evaluation.Rate;
import io.leadstream.domain.evaluation.RocCurve;
import io.leadstream.domain.rules.LeadFacts;
import io.leadstream.schemas.rules.ScoringRuleSet;
import io.leadstream.schemas.scoring.Grade;
import io.leadstream.schemas.scoring.ScoreLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A report as JSON; docs/backtest.schema.json describes it. */
public final class BacktestJson {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_POINTS = 201;

    private BacktestJson() {}

    /** The document, indented. */
    public static String of(BacktestReport report) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree(report)) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ObjectNode tree(BacktestReport report) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("format", "leadstream-backtest/1");
        root.put("history", report.origin());
        root.put("outcome", report.outcome());
        root.put("from", text(report.span().from()));
        root.put("to", text(report.span().to()));
        root.set("before", rules(report.before()));
        root.set("after", rules(report.after()));
        root.put("leads", report.leads());
        root.put("won", report.won());
        root.put("events", report.events());
        root.put("refusedEvents", report.refused());
        root.put("unreadableRecords", report.unreadable());
        root.put("scoreChanges", report.scoreChanges());
        root.put("gradeChanges", report.gradeChanges());
        root.put("qualifiedBefore", report.qualifiedBefore());
        root.put("qualifiedAfter", report.qualifiedAfter());
        root.put("newlyQualified", report.newlyQualified());
        root.put("noLongerQualified", report.noLongerQualified());
        ArrayNode grades = root.putArray("grades");
        for (Grade grade : Grade.values()) {
            ObjectNode node = grades.addObject();
            node.put("grade", LeadFacts.textOf(grade));
            node.put("before", report.before(grade));
            node.put("after", report.after(grade));
            ObjectNode moves = node.putObject("goesTo");
            for (Grade to : Grade.values()) {
                moves.put(LeadFacts.textOf(to), report.moved(grade, to));
            }
        }
        ArrayNode changes = root.putArray("changes");
        report.changes().forEach(change -> changes.add(change(change)));
        ObjectNode quality = root.putObject("quality");
        quality.set("before", quality(report.qualityBefore()));
        quality.set("after", quality(report.qualityAfter()));
        return root;
    }

    private static ObjectNode rules(ScoringRuleSet rules) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", rules.getName())
                .put("version", rules.getVersion())
                .put("contentHash", rules.getContentHash());
    }

    private static ObjectNode change(LeadChange change) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("leadId", change.leadId());
        node.put("who", change.who());
        node.put("won", change.won());
        node.set("before", standing(change.before()));
        node.set("after", standing(change.after()));
        ArrayNode why = node.putArray("why");
        change.lines().forEach(line -> why.addObject()
                .put("rule", line.ruleId())
                .put("before", line.before())
                .put("after", line.after()));
        return node;
    }

    private static ObjectNode standing(Standing standing) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("score", standing.score());
        node.put("total", standing.total());
        node.put("grade", LeadFacts.textOf(standing.grade()));
        node.put("qualified", standing.qualified());
        ArrayNode lines = node.putArray("lines");
        for (ScoreLine line : standing.lines()) {
            lines.addObject()
                    .put("rule", line.getRuleId())
                    .put("hits", line.getHits())
                    .put("cut", line.getCut())
                    .put("points", line.getPoints());
        }
        return node;
    }

    private static ObjectNode quality(Quality quality) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        RocCurve roc = quality.roc();
        LiftTable lift = quality.lift();
        node.put("rocAuc", roc == null ? null : roc.auc());
        node.put("baseRate", lift == null ? null : lift.baseRate());
        ArrayNode points = node.putArray("roc");
        if (roc != null) {
            roc.thinned(MOST_POINTS)
                    .forEach(point ->
                            points.addArray().add(point.falsePositiveRate()).add(point.truePositiveRate()));
        }
        ArrayNode deciles = node.putArray("deciles");
        if (lift != null) {
            for (LiftTable.Slice slice : lift.slices()) {
                deciles.addObject()
                        .put("decile", slice.number())
                        .put("highestScore", slice.highest())
                        .put("lowestScore", slice.lowest())
                        .put("leads", slice.leads())
                        .put("won", slice.positives())
                        .put("precision", slice.precision())
                        .put("lift", slice.lift())
                        .put("captured", slice.captured())
                        .put("cumulativeLift", slice.cumulativeLift());
            }
        }
        ArrayNode byGrade = node.putArray("byGrade");
        for (Grade grade : Grade.values()) {
            Rate rate = quality.of(grade);
            byGrade.addObject()
                    .put("grade", LeadFacts.textOf(grade))
                    .put("leads", rate.of())
                    .put("won", rate.hits())
                    .put("rate", rate.of() == 0 ? null : rate.share())
                    .put("low", rate.low())
                    .put("high", rate.high());
        }
        return node;
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
