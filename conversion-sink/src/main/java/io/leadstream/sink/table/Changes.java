// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.table;

import io.leadstream.schemas.assignment.LeadConverted;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a batch of records changes: at most one row per table and key, however many records it has. Written in the order
 * that foreign keys ask for: leads, then what conversions made, then everything that refers to them. Not thread-safe.
 */
public final class Changes {

    private final TreeMap<String, LeadChange> leads = new TreeMap<>();
    private final List<LeadConverted> conversions = new ArrayList<>();
    private final Map<Table<?>, Rows<?>> tables = new LinkedHashMap<>();
    private final KnownLeads known;
    private int rows;

    /** Changes beside rows of which some are known to be there. */
    public Changes(KnownLeads known) {
        this.known = known;
    }

    /** The change of a lead's row, which is made when it isn't there. */
    LeadChange lead(@Nullable String leadId) throws InvalidRecordException {
        if (leadId == null || !Literals.isUuid(leadId)) {
            throw new InvalidRecordException("'" + leadId + "' is no lead id: lead ids are UUIDs in lower case");
        }
        return leads.computeIfAbsent(leadId, LeadChange::new);
    }

    /**
     * Adds a row to a table.
     *
     * @throws IllegalStateException for a table that is not among those that are written
     */
    <R> void add(Table<R> table, R row) {
        rowsOf(table).add(row);
    }

    void add(LeadConverted converted) {
        conversions.add(converted);
    }

    /** Writes everything; any failure leaves the transaction to be rolled back to where it was before. */
    public void write(Connection connection) throws SQLException {
        List<LeadChange> sorted = leads.values().stream()
                .filter(lead -> !(lead.changesNothing() && known.contains(lead.leadId())))
                .toList();
        LeadTable.lockAndScore(connection, sorted);
        ConversionTables.write(connection, conversions);
        LeadTable.update(connection, sorted);
        rows = sorted.size() + conversions.size();
        for (Table<?> table : Tables.IN_ORDER) {
            Rows<?> of = tables.get(table);
            if (of != null) {
                rows += of.write(connection);
            }
        }
    }

    /** The leads whose rows are there after {@link #write}. */
    public Collection<String> leadIds() {
        return leads.keySet();
    }

    /** How many rows were sent by {@link #write}. */
    public int rows() {
        return rows;
    }

    @SuppressWarnings("unchecked") // a table's rows are only ever put here under that table
    private <R> Rows<R> rowsOf(Table<R> table) {
        return (Rows<R>) tables.computeIfAbsent(table, key -> {
            if (!Tables.IN_ORDER.contains(key)) {
                throw new IllegalStateException("no place in Tables.IN_ORDER: " + key.insert());
            }
            return new Rows<>(key);
        });
    }

    /** Rows of one table by key. */
    private static final class Rows<R> {

        private final Table<R> table;
        private final TreeMap<String, R> byKey = new TreeMap<>();

        Rows(Table<R> table) {
            this.table = table;
        }

        void add(R row) {
            byKey.merge(table.key().apply(row), row, table.collapse());
        }

        int write(Connection connection) throws SQLException {
            table.write(connection, List.copyOf(byKey.values()));
            return byKey.size();
        }
    }
}
