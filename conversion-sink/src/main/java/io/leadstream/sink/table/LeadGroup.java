// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.table;

import java.util.List;

/**
 * Columns of {@code leads} that come from one topic.
 *
 * @param part what a change has for them; absent when it leaves them as they are
 * @param columns the columns, and flags of those that may have to stay as they are stored
 * @param guard holds for a row {@code u} that is newer than what {@code t} has; not when {@code u} has nothing
 */
record LeadGroup<P>(Columns.PartOf<LeadChange, P> part, Columns<P> columns, String guard) {

    /** Before a column's name: the flag of a row that leaves the column as it is stored. */
    private static final String KEEP = "keep_";

    /** The guard by a column that may only grow. */
    static String newer(String column) {
        return "u." + column + " > t." + column;
    }

    /** The columns that are written. */
    List<String> written() {
        return columns.nameList().stream()
                .filter(name -> !name.startsWith(KEEP))
                .toList();
    }

    /** What a column becomes when the guard holds. */
    String value(String name) {
        return columns.nameList().contains(KEEP + name)
                ? "case when u." + KEEP + name + " then t." + name + " else u." + name + " end"
                : "u." + name;
    }

    /** The same where the guard may not hold. */
    String guardedValue(String name) {
        return "case when " + guard + " then " + value(name) + " else t." + name + " end";
    }

    boolean isIn(LeadChange change) {
        return part.of(change) != null;
    }

    void addTo(Columns.Builder<LeadChange> row) {
        row.part(part, columns);
    }
}
