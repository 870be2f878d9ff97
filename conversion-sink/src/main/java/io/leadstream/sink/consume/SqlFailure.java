// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.consume;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a failure of the database says about what to do next. */
public enum SqlFailure {
    /** The database or the way to it: the same may work in a while. */
    PASSING,
    /** A value that the database does not take: the record is set aside. */
    DATA,
    /** Anything else, such as a missing table or right: nobody but an operator can mend it. */
    LASTING;

    /** Connection, rollback (deadlock, serialization), resources, not in state (locks), operator, system, read-only. */
    private static final Set<String> PASSING_CLASSES = Set.of("08", "40", "53", "55", "57", "58");

    /** Data, integrity, a row met twice in one statement, and limits such as the size of an index entry. */
    private static final Set<String> DATA_CLASSES = Set.of("21", "22", "23", "54");

    private static final String READ_ONLY = "25006";

    /** What a failure says. */
    public static SqlFailure of(SQLException failure) {
        String state = stateOf(failure);
        if (state == null) {
            return failure instanceof SQLTransientException || failure instanceof SQLRecoverableException
                    ? PASSING
                    : LASTING;
        }
        // A server that was made a standby takes no writes until the address leads to the new primary.
        if (state.equals(READ_ONLY) || PASSING_CLASSES.contains(state.substring(0, 2))) {
            return PASSING;
        }
        return DATA_CLASSES.contains(state.substring(0, 2)) ? DATA : LASTING;
    }

    /** The five characters of the SQLSTATE, looked for in the causes too, because a pool wraps failures to connect. */
    static @Nullable String stateOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && sql.getSQLState().length() == 5) {
                return sql.getSQLState();
            }
        }
        return null;
    }
}
