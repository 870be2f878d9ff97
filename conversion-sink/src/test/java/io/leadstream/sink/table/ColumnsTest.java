// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ColumnsTest {

    private static final Columns<String> COLUMNS = Columns.of(String.class)
            .uuid("id", text -> text)
            .bigint("size", text -> (long) text.length())
            .timestamp("at", text -> null)
            .build();

    @Test
    void shouldSendOneArrayPerColumn() {
        assertThat(COLUMNS.sql("insert into t ({names}) select {names} from {rows} as u"))
                .isEqualTo("insert into t (id, size, at) select id, size, at from (select r.id::uuid as id, r.size as"
                        + " size, to_timestamp(r.at::float8 / 1000) as at from unnest(?::text[], ?::int8[],"
                        + " ?::int8[]) as r (id, size, at)) as u");
    }

    @Test
    void shouldReplaceRowsOnlyWhenToldSo() {
        assertThat(Table.ofFacts("facts", text -> text, COLUMNS).insert())
                .startsWith("insert into facts as t (id, size, at)")
                .endsWith(" on conflict do nothing");
        assertThat(Table.ofNewest("states", "id", text -> text, COLUMNS, (a, b) -> b, "excluded.size > t.size")
                        .insert())
                .endsWith(" on conflict (id) do update set id = excluded.id, size = excluded.size, at = excluded.at"
                        + " where excluded.size > t.size");
    }
}
