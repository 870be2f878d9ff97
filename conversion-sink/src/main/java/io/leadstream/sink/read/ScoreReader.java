// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads scores as they were shown. Changes of a lead's score are ordered by their sequence; each was shown from the
 * moment scoring told it ({@code decided_at}) until the next one. What was shown at a time is the change of the highest
 * sequence that was told by then. The id of a lead that has become part of another reads that one's score, and its own
 * while the other had none.
 */
public final class ScoreReader {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String CHANGE = """
            select s.*, r.name as rules_name,
                (select n.decided_at from score_changes n where n.lead_id = s.lead_id and n.sequence = s.sequence + 1)
                    as shown_until
            from (select q.id as asked, lead_of(q.id) as now from (values (?::uuid)) as q (id)) l
            join score_changes s on s.lead_id in (l.asked, l.now)
            left join scoring_rule_sets r on r.version = s.rules_version
            where s.decided_at <= ?
            order by s.lead_id = l.now desc, s.sequence desc
            limit 1
            """;

    private static final String LINES = """
            select rule_id,
                coalesce(rule_name, case category when 'manual' then 'by hand' when 'predictive' then 'predicted' else rule_id end)
                    as rule, category, activity_type, activity_where::text, condition::text, points_each, hits, cut, half_life_days,
                faded, cap, capped, points,
                concat_ws(': ', nullif(concat_ws(' ', 'by ' || issued_by, 'until ' || until), ''), reason, (
                    select s.predicted_percent || ' % likely to be won, by model version ' || s.predicted_by
                    from score_changes s
                    where category = 'predictive' and s.lead_id = score_lines.lead_id and s.sequence = score_lines.sequence)
                ) as by_no_rule
            from score_lines
            where lead_id = ? and sequence = ?
            order by ordinal
            """;

    private static final String KNOWN = """
            select (select min(decided_at) from score_changes s where s.lead_id = l.lead_id) as first_shown_at
            from leads l
            where l.lead_id = ?
            """;

    private ScoreReader() {}

    /** An answer. */
    public sealed interface Answer {}

    /** There was a score. */
    public record Shown(ScoreLedger ledger) implements Answer {}

    /**
     * The lead is known, but no score of it had been shown.
     *
     * @param firstShownAt null when none ever was
     */
    public record NotYet(@Nullable Instant firstShownAt) implements Answer {}

    /** There is no such lead. */
    public record Unknown() implements Answer {}

    /** What was shown of a lead at a time. */
    public static Answer read(Connection database, String leadId, Instant at) throws SQLException {
        UUID id = UUID.fromString(leadId);
        try (PreparedStatement query = database.prepareStatement(CHANGE)) {
            query.setObject(1, id);
            query.setTimestamp(2, Timestamp.from(at));
            try (ResultSet row = query.executeQuery()) {
                if (row.next()) {
                    return new Shown(ledger(
                            row, lines(database, row.getObject("lead_id", UUID.class), row.getLong("sequence"))));
                }
            }
        }
        try (PreparedStatement query = database.prepareStatement(KNOWN)) {
            query.setObject(1, id);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? new NotYet(time(row, "first_shown_at")) : new Unknown();
            }
        }
    }

    private static ScoreLedger ledger(ResultSet row, List<ScoreLedger.Line> lines) throws SQLException {
        return new ScoreLedger(
                row.getString("lead_id"),
                row.getLong("sequence"),
                row.getInt("score"),
                row.getString("grade"),
                row.getInt("previous_score"),
                row.getInt("total"),
                row.getInt("rules_version"),
                row.getString("rules_name"),
                row.getString("cause"),
                row.getString("cause_id"),
                row.getString("cause_type"),
                sure(row, "occurred_at"),
                sure(row, "received_at"),
                sure(row, "decided_at"),
                time(row, "shown_until"),
                lines);
    }

    private static List<ScoreLedger.Line> lines(Connection database, UUID leadId, long sequence) throws SQLException {
        List<ScoreLedger.Line> lines = new ArrayList<>();
        try (PreparedStatement query = database.prepareStatement(LINES)) {
            query.setObject(1, leadId);
            query.setLong(2, sequence);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    lines.add(new ScoreLedger.Line(
                            row.getString("rule_id"),
                            row.getString("rule"),
                            row.getString("category"),
                            because(row),
                            number(row, "points_each"),
                            row.getInt("hits"),
                            row.getInt("cut"),
                            number(row, "half_life_days"),
                            row.getInt("faded"),
                            number(row, "cap"),
                            row.getInt("capped"),
                            row.getInt("points")));
                }
            }
        }
        return lines;
    }

    private static String because(ResultSet row) throws SQLException {
        String byNoRule = row.getString("by_no_rule");
        if (!byNoRule.isEmpty()) {
            return byNoRule;
        }
        List<String> parts = new ArrayList<>();
        if (row.getString("activity_type") != null) {
            String narrowed = condition(row, "activity_where");
            parts.add("activity " + row.getString("activity_type") + (narrowed == null ? "" : " with " + narrowed));
        }
        String condition = condition(row, "condition");
        if (condition != null) {
            parts.add(condition);
        }
        return String.join(" where ", parts);
    }

    private static @Nullable String condition(ResultSet row, String column) throws SQLException {
        String condition = row.getString(column);
        try {
            return condition == null ? null : ConditionText.of(JSON.readTree(condition));
        } catch (JsonProcessingException e) {
            throw new SQLException("a jsonb that is no JSON", e);
        }
    }

    private static @Nullable Integer number(ResultSet row, String column) throws SQLException {
        int number = row.getInt(column);
        return row.wasNull() ? null : (Integer) number;
    }

    private static Instant sure(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
