// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlFailureTest {

    @ParameterizedTest
    @CsvSource({
        "08006, PASSING",
        "40001, PASSING",
        "40P01, PASSING",
        "53300, PASSING",
        "57P01, PASSING",
        "57P03, PASSING",
        "55P03, PASSING",
        "58030, PASSING",
        "25006, PASSING",
        "22021, DATA",
        "23514, DATA",
        "23503, DATA",
        "54000, DATA",
        "21000, DATA",
        "42P01, LASTING",
        "28P01, LASTING",
        "25001, LASTING",
        "XX000, LASTING"
    })
    void shouldTellWhatToDo(String state, SqlFailure expected) {
        assertThat(SqlFailure.of(new SQLException("no", state))).isEqualTo(expected);
    }

    @Test
    void shouldLookIntoCausesOfPool() {
        SQLException refused = new SQLException("password", "28P01");

        assertThat(SqlFailure.of(new SQLTransientConnectionException("pool", refused)))
                .isEqualTo(SqlFailure.LASTING);
        assertThat(SqlFailure.of(new SQLTransientConnectionException("pool"))).isEqualTo(SqlFailure.PASSING);
        assertThat(SqlFailure.of(new SQLException("closed"))).isEqualTo(SqlFailure.LASTING);
    }
}
