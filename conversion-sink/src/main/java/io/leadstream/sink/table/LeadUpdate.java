// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.table;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** One statement that updates rows of {@code leads} by some groups of their columns. */
final class LeadUpdate {

    private final List<LeadGroup<?>> groups;
    private final Columns<LeadChange> columns;
    private final String sql;

    private LeadUpdate(List<LeadGroup<?>> groups) {
        this.groups = groups;
        Columns.Builder<LeadChange> row = Columns.of(LeadChange.class).uuid("lead_id", LeadChange::leadId);
        List<String> assignments = new ArrayList<>();
        List<String> guards = new ArrayList<>();
        for (LeadGroup<?> group : groups) {
            group.addTo(row);
            for (String name : group.written()) {
                assignments.add(name + " = " + (groups.size() > 1 ? group.guardedValue(name) : group.value(name)));
            }
            guards.add("(" + group.guard() + ")");
        }
        this.columns = row.build();
        this.sql = columns.sql("update leads t set " + String.join(", ", assignments) + " from {rows} as u"
                + " where t.lead_id = u.lead_id and (" + String.join(" or ", guards) + ")");
    }

    static LeadUpdate of(LeadGroup<?>... groups) {
        return new LeadUpdate(List.of(groups));
    }

    /** Updates the rows of those changes that have something for one of the groups. */
    void run(Connection connection, List<LeadChange> changes) throws SQLException {
        List<LeadChange> those = changes.stream()
                .filter(change -> groups.stream().anyMatch(group -> group.isIn(change)))
                .toList();
        if (!those.isEmpty()) {
            columns.execute(connection, sql, those);
        }
    }
}
