// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.consume;

import io.leadstream.sink.table.Changes;
import io.leadstream.sink.table.InvalidRecordException;
import io.leadstream.sink.table.KnownLeads;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes facts, and finds those that the database refuses: a part that fails is undone and written in halves, until the
 * records at fault stand alone and are set aside, and all others are written. Belongs to one transaction.
 */
final class Batch {

    private final List<Quarantine.Entry> refused = new ArrayList<>();
    private final List<String> leads = new ArrayList<>();
    private final KnownLeads known;
    private int rows;

    Batch(KnownLeads known) {
        this.known = known;
    }

    /** Facts that can't be written, with the reason; filled by {@link #write}. */
    List<Quarantine.Entry> refused() {
        return refused;
    }

    /** To be called when the transaction is committed. */
    void committed() {
        known.add(leads);
    }

    /** Rows that were sent. */
    int rows() {
        return rows;
    }

    /**
     * Writes all facts but those at fault.
     *
     * @throws SQLException when it isn't the facts' fault; the transaction must be rolled back
     */
    void write(Connection connection, List<Fact> facts) throws SQLException {
        if (facts.isEmpty()) {
            return;
        }
        Savepoint before = connection.setSavepoint();
        try {
            Changes changes = new Changes(known);
            for (Fact fact : facts) {
                fact.effect().addTo(changes);
            }
            changes.write(connection);
            connection.releaseSavepoint(before);
            rows += changes.rows();
            leads.addAll(changes.leadIds());
        } catch (InvalidRecordException e) {
            split(connection, facts, before, e, Quarantine.INVALID);
        } catch (SQLException e) {
            if (SqlFailure.of(e) != SqlFailure.DATA) {
                throw e;
            }
            split(connection, facts, before, e, Quarantine.REFUSED);
        }
    }

    private void split(Connection connection, List<Fact> facts, Savepoint before, Exception reason, String code)
            throws SQLException {
        connection.rollback(before);
        // What is refused may refer to a row that somebody deleted: the next try makes it again.
        boolean trusted = !known.isEmpty();
        known.clear();
        connection.releaseSavepoint(before);
        int size = facts.size();
        if (size == 1 && trusted) {
            write(connection, facts);
        } else if (size == 1) {
            refused.add(new Quarantine.Entry(
                    facts.get(0).source(), code, SqlFailure.stateOf(reason), String.valueOf(reason.getMessage())));
        } else {
            write(connection, facts.subList(0, size / 2));
            write(connection, facts.subList(size / 2, size));
        }
    }
}
