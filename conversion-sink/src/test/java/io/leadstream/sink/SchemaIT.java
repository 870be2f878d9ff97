// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.schemas.assignment.AssignmentKind;
import io.leadstream.schemas.scoring.Grade;
import io.leadstream.testkit.TestCluster;
import io.leadstream.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SchemaIT {

    private static final Path ANALYTICS = Path.of("..", "docs", "analytics.md");
    private static final Pattern QUOTED = Pattern.compile("'([^']*)'");
    private static final SinkHarness DATABASE =
            new SinkHarness(TestCluster.shared(), TestDatabase.fresh().jdbcUrl());

    @BeforeAll
    static void migrate() {
        DATABASE.migrate();
    }

    @Test
    void shouldChangeNothingWhenMigratedAgain() {
        long before = DATABASE.count("sink_schema_history where success");
        DATABASE.migrate();

        assertThat(DATABASE.count("sink_schema_history where success"))
                .isEqualTo(before)
                .isGreaterThanOrEqualTo(4);
    }

    @Test
    void shouldDescribeEveryTableViewAndColumn() {
        assertThat(DATABASE.rows("""
                        select c.relname || coalesce('.' || a.attname, '') as undescribed
                        from pg_class c
                        left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                            and c.relkind = 'r'
                        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v')
                            and c.relname <> 'sink_schema_history'
                            and (obj_description(c.oid) is null
                                or (a.attnum is not null and col_description(c.oid, a.attnum) is null))""")).isEmpty();
    }

    @Test
    void shouldIndexEveryForeignKeyFromManyRows() {
        assertThat(DATABASE.rows("""
                        select k.conrelid::regclass || ' ' || k.conname as unindexed
                        from pg_constraint k
                        where k.contype = 'f' and k.conrelid <> 'leads'::regclass
                            and k.conname not like 'conversions_opportunity%'
                            and not exists (select 1 from pg_index i
                                where i.indrelid = k.conrelid and i.indkey[0] = k.conkey[1])""")).isEmpty();
    }

    @Test
    void shouldTakeEveryWordThatTheRecordsHave() {
        Map<String, List<String>> words = Map.of(
                "leads_ownership_check", words(AssignmentKind.values()),
                "assignments_kind_check", words(AssignmentKind.values()),
                "leads_grade_check", grades(),
                "score_changes_grade_check", grades(),
                "score_changes_previous_grade_check", grades());

        Map<String, String> checks = new HashMap<>();
        for (Map<String, ?> check : DATABASE.rows("""
                select conname, pg_get_constraintdef(oid) as definition
                from pg_constraint
                where contype = 'c' and connamespace = 'public'::regnamespace
                    and pg_get_constraintdef(oid) like '%ARRAY%'""")) {
            checks.put(String.valueOf(check.get("conname")), String.valueOf(check.get("definition")));
        }

        assertThat(checks.keySet()).isEqualTo(words.keySet());
        checks.forEach((name, definition) -> assertThat(
                        QUOTED.matcher(definition).results().map(found -> found.group(1)))
                .as(name)
                .containsAll(words.getOrDefault(name, List.of())));
    }

    @Test
    void shouldEmptyEveryTableWhenReset() {
        DATABASE.execute("create table planted (number integer)");
        DATABASE.execute("insert into planted values (1)");
        DATABASE.execute("insert into scoring_progress values (1, 0, 1, 1, 'done', 3, 3, now(), now())");
        DATABASE.execute("select sink_reset()");

        assertThat(DATABASE.count("planted")).as("also a table that came later").isZero();
        assertThat(DATABASE.count("scoring_progress")).isZero();
        assertThat(DATABASE.count("sink_schema_history")).as("the schema's own").isPositive();
        DATABASE.execute("drop table planted");
    }

    @Test
    void shouldRunEveryQueryOfTheAnalystsPage() throws IOException {
        List<String> queries = queries();

        assertThat(queries).hasSizeGreaterThan(10);
        for (String query : queries) {
            assertThat(DATABASE.rows(query)).as(query).isNotNull();
        }
    }

    @Test
    void shouldExplainEveryTableAndViewOnTheAnalystsPage() throws IOException {
        String page = Files.readString(ANALYTICS);
        List<String> missing = new ArrayList<>();
        for (Map<String, ?> relation : DATABASE.rows("select relname from pg_class where relkind in ('r', 'v')"
                + " and relnamespace = 'public'::regnamespace and relname <> 'sink_schema_history'")) {
            if (!page.contains("`" + relation.get("relname") + "`")) {
                missing.add(String.valueOf(relation.get("relname")));
            }
        }

        assertThat(missing).isEmpty();
    }

    private static List<String> words(Enum<?>[] constants) {
        return Arrays.stream(constants)
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static List<String> grades() {
        return Arrays.stream(Grade.values())
                .map(grade -> grade == Grade.A_PLUS ? "A+" : grade.name())
                .toList();
    }

    private static List<String> queries() throws IOException {
        List<String> queries = new ArrayList<>();
        Matcher block = Pattern.compile("```sql\\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(ANALYTICS));
        while (block.find()) {
            for (String query : block.group(1).split(";\\s*\\n", -1)) {
                if (!query.isBlank()) {
                    queries.add(query);
                }
            }
        }
        return queries;
    }
}
