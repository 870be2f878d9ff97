// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.read;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads why a lead has the owner that it has, by any id that it ever had. */
public final class OwnerReader {

    private static final String LEAD = """
            select l.lead_id, l.ownership, l.owner_id, coalesce(r.name, l.owner_id) as owner
            from leads l
            left join representatives r on r.representative_id = l.owner_id
            where l.lead_id = lead_of(?)
            """;

    /** Of what happens at one moment, an offer's end comes before the next offer, and its acceptance after it. */
    private static final String DECISIONS = """
            select a.*, coalesce(t.name, a.team_id) as team, coalesce(r.name, a.representative_id) as representative,
                u.name as rule
            from assignments a
            left join teams t on t.team_id = a.team_id
            left join representatives r on r.representative_id = a.representative_id
            left join assignment_rules u on u.version = a.rules_version and u.rule_id = a.rule_id
            where a.lead_id in (select lead_ids(?))
            order by a.decided_at, a.offer_number,
                array_position(array['queued', 'assigned', 'accepted', 'declined', 'expired', 'handed_back', 'released'], a.kind)
            """;

    private static final String CANDIDATES = """
            select c.assignment_id, c.representative_id, coalesce(r.name, c.representative_id) as name, c.result,
                c.open_leads, c.weight, c.last_turn, coalesce(c.assigned, 0) as assigned,
                coalesce(c.head_start, 0) as head_start
            from assignment_candidates c
            left join representatives r on r.representative_id = c.representative_id
            where c.lead_id in (select lead_ids(?))
            order by c.assignment_id, c.ordinal
            """;

    private OwnerReader() {}

    /** Every decision about a lead and about those that became part of it; nothing when there is no such lead. */
    public static Optional<OwnerHistory> read(Connection database, String leadId) throws SQLException {
        UUID id = UUID.fromString(leadId);
        try (PreparedStatement query = database.prepareStatement(LEAD)) {
            query.setObject(1, id);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                return Optional.of(new OwnerHistory(
                        row.getString("lead_id"),
                        row.getString("ownership"),
                        row.getString("owner_id"),
                        row.getString("owner"),
                        decisions(database, id)));
            }
        }
    }

    private static List<OwnerHistory.Decision> decisions(Connection database, UUID leadId) throws SQLException {
        Map<String, List<OwnerHistory.Candidate>> candidates = candidates(database, leadId);
        List<OwnerHistory.Decision> decisions = new ArrayList<>();
        try (PreparedStatement query = database.prepareStatement(DECISIONS)) {
            query.setObject(1, leadId);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    String id = row.getString("assignment_id");
                    decisions.add(decision(row, id, candidates.getOrDefault(id, List.of())));
                }
            }
        }
        return decisions;
    }

    private static OwnerHistory.Decision decision(ResultSet row, String id, List<OwnerHistory.Candidate> candidates)
            throws SQLException {
        return new OwnerHistory.Decision(
                id,
                row.getString("kind"),
                row.getInt("offer_number"),
                sure(row, "requested_at"),
                sure(row, "decided_at"),
                row.getString("team_id"),
                row.getString("team"),
                row.getString("representative_id"),
                row.getString("representative"),
                row.getString("method"),
                row.getString("rule_id"),
                row.getString("rule"),
                row.getString("strategy"),
                row.getInt("rules_version"),
                row.getInt("roster_version"),
                row.getString("segment"),
                row.getInt("score"),
                row.getString("grade"),
                row.getInt("moves"),
                time(row, "accept_by"),
                time(row, "touch_by"),
                row.getString("queue_reason"),
                time(row, "expected_at"),
                row.getString("reason"),
                row.getString("explanation"),
                candidates);
    }

    private static Map<String, List<OwnerHistory.Candidate>> candidates(Connection database, UUID leadId)
            throws SQLException {
        Map<String, List<OwnerHistory.Candidate>> found = new HashMap<>();
        try (PreparedStatement query = database.prepareStatement(CANDIDATES)) {
            query.setObject(1, leadId);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.computeIfAbsent(row.getString("assignment_id"), id -> new ArrayList<>())
                            .add(new OwnerHistory.Candidate(
                                    row.getString("representative_id"),
                                    row.getString("name"),
                                    row.getString("result"),
                                    row.getInt("open_leads"),
                                    row.getInt("weight"),
                                    row.getLong("last_turn"),
                                    row.getLong("assigned"),
                                    row.getDouble("head_start")));
                }
            }
        }
        return found;
    }

    private static Instant sure(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
