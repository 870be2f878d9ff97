// SPDX-License-Identifier: Apache-2.0
package io.leadstream.backtest;

import io.leadstream.schemas.scoring.ScoreLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A lead that would change.
 *
 * @param leadId who it is
 * @param who its e-mail, phone or company, as far as known, else the id
 * @param won what came of it
 */
public record LeadChange(String leadId, String who, boolean won, Standing before, Standing after) {

    /** Widest first; of equal ones the best; then by id, so that the order is always the same. */
    static final Comparator<LeadChange> WIDEST = Comparator.comparingInt(
                    (LeadChange change) -> -Math.abs(change.after.score() - change.before.score()))
            .thenComparing(change -> -Math.abs(change.after.total() - change.before.total()))
            .thenComparing(change -> -change.after.score())
            .thenComparing(LeadChange::leadId);

    /** A rule that gives the lead other points, or none on one side. */
    public record Line(String ruleId, int before, int after) {}

    /** The rules that make the difference, those with the largest first; the points are 0 where a rule gives none. */
    public List<Line> lines() {
        Set<String> ids = new LinkedHashSet<>();
        before.lines().forEach(line -> ids.add(line.getRuleId()));
        after.lines().forEach(line -> ids.add(line.getRuleId()));
        var lines = new ArrayList<Line>();
        for (String id : ids) {
            int was = points(before.lines(), id);
            int is = points(after.lines(), id);
            if (was != is) {
                lines.add(new Line(id, was, is));
            }
        }
        lines.sort(Comparator.comparingInt((Line line) -> -Math.abs(line.after() - line.before()))
                .thenComparing(Line::ruleId));
        return lines;
    }

    private static int points(List<ScoreLine> lines, String ruleId) {
        int points = 0;
        for (ScoreLine line : lines) {
            points += line.getRuleId().equals(ruleId) ? line.getPoints() : 0;
        }
        return points;
    }
}
