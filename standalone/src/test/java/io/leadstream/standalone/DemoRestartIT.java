// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.embedded.EmbeddedDatabase;
import io.leadstream.standalone.dataset.DemoData;
import io.leadstream.standalone.dataset.DemoSize;
import io.leadstream.testkit.ChildJvm;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a process: what it leaves behind, and that a kill at any moment changes nothing of it. */
class DemoRestartIT {

    private static final int PEOPLE = 120;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** How long the play takes at least, in milliseconds. */
    private static final int KILL_WITHIN_MILLIS = 4_000;

    /** What is told before the moment of the kill. */
    private static final List<String> KILL_AFTER = List.of("leadstream demo", "Services", "Rules", "Rules");

    /** What an undisturbed run ends with; each must be the same after a kill. */
    private static final Map<String, String> TOTALS = totals();

    @TempDir
    private Path temp = Path.of("");

    @Test
    void shouldEndWithTheSameTotalsWhenKilledAndStartedAgain() throws SQLException {
        Path undisturbed = temp.resolve("undisturbed");
        String told = runToEnd(undisturbed);
        assertThat(told)
                .doesNotContain("\u001b")
                .contains("Funnel", "Grades", "Who got how many leads", "Why this owner");
        assertThat(told.lines().filter(line -> !line.contains("http") && !line.contains("psql")))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));

        Path disturbed = temp.resolve("disturbed");
        // A seed to name, not a fixed moment: every run of the build tries another one.
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String after = KILL_AFTER.get(random.nextInt(KILL_AFTER.size()));
        long wait = random.nextInt(KILL_WITHIN_MILLIS);
        kill(disturbed, after, Duration.ofMillis(wait));
        runToEnd(disturbed);

        Map<String, String> expected = ask(undisturbed);
        assertThat(ask(disturbed)).as("killed %d ms after %s", wait, after).isEqualTo(expected);
        DemoData data = DemoData.make(DemoSize.ofPeople(PEOPLE));
        int imported = data.fair().lines() - data.fair().refused();
        assertThat(expected)
                .containsEntry("leads", String.valueOf(data.size().people()))
                .containsEntry("activities", String.valueOf(data.size().activities() + imported))
                .containsEntry("leads with two owners", "0")
                .containsEntry("loads that don't add up", "0")
                .containsEntry("scores that aren't their breakdown", "0")
                .containsEntry("sales leads without owner or place in the queue", "0");
    }

    private static Map<String, String> totals() {
        Map<String, String> totals = new LinkedHashMap<>();
        totals.put("leads", "select count(*) from leads");
        totals.put(
                "scores and grades",
                "select md5(string_agg(lead_id || ' ' || score || ' ' || grade, ',' order by lead_id)) from leads");
        totals.put("captures", "select count(*) from lead_captures");
        totals.put(
                "activities",
                "select (select count(*) from activities where not capture and not handed_over and type <> 'assigned')"
                        + " + (select count(*) from visitor_activities where lead_id is null)");
        totals.put(
                "stages",
                "select string_agg(stage || ' ' || leads, ', ' order by stage)"
                        + " from (select stage, count(*) as leads from leads group by stage) s");
        totals.put(
                "statuses",
                "select string_agg(status || ' ' || leads, ', ' order by status)"
                        + " from (select status, count(*) as leads from leads group by status) s");
        totals.put("owned", "select count(*) from leads where owner_id is not null or ownership = 'queued'");
        totals.put("converted", "select count(*) from leads where converted");
        totals.put("contacts", "select count(*) from contacts");
        totals.put("companies", "select count(*) from companies");
        totals.put("opportunities", "select count(*) || ' ' || coalesce(sum(amount_minor), 0) from opportunities");
        totals.put("tasks", "select count(*) from tasks");
        totals.put("refused rows", "select count(*) from rejected_inputs");
        totals.put(
                "leads with two owners",
                "select count(*) from (select lead_id from offers where outcome in ('open', 'accepted')"
                        + " and ended_at is null group by lead_id having count(*) > 1) l");
        totals.put(
                "loads that don't add up",
                "select abs((select coalesce(sum(assigned), 0) from workload)"
                        + " - (select count(distinct lead_id) from assignments where kind = 'assigned'))");
        totals.put(
                "scores that aren't their breakdown",
                "select count(*) from (select lead_id, sequence from score_lines group by lead_id, sequence, total, score"
                        + " having sum(points) <> total or greatest(0, least(100, total)) <> score) s");
        totals.put(
                "sales leads without owner or place in the queue",
                "select count(*) from leads where sales_ready and owner_id is null and ownership is distinct from 'queued'"
                        + " and status not in ('converted', 'unqualified')");
        return totals;
    }

    private static String runToEnd(Path folder) {
        try (ChildJvm demo = start(folder)) {
            int code = demo.exitCode(PATIENCE);
            assertThat(code).as(demo.output()).isZero();
            return demo.output();
        }
    }

    private static void kill(Path folder, String after, Duration wait) {
        try (ChildJvm demo = start(folder)) {
            demo.awaitOutput(PATIENCE, told -> told.contains(after));
            demo.awaitExit(wait);
            demo.kill();
        }
    }

    private static ChildJvm start(Path folder) {
        List<String> arguments = new ArrayList<>(List.of("demo", "--exit"));
        arguments.addAll(List.of("--people", String.valueOf(PEOPLE), "--data", folder.toString()));
        for (String port : List.of("--http-port", "--kafka-port", "--registry-port", "--db-port")) {
            arguments.addAll(List.of(port, "0"));
        }
        return ChildJvm.start(
                Leadstream.class,
                Map.of("LEADSTREAM_COLUMNS", "100", "JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1"),
                arguments);
    }

    private static Map<String, String> ask(Path folder) throws SQLException {
        Map<String, String> answers = new LinkedHashMap<>();
        try (EmbeddedDatabase server = EmbeddedDatabase.start(folder.resolve("postgres"), 0, true);
                Connection connection = DriverManager.getConnection(server.jdbcUrl());
                Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> total : TOTALS.entrySet()) {
                try (ResultSet result = statement.executeQuery(total.getValue())) {
                    result.next();
                    answers.put(total.getKey(), String.valueOf(result.getString(1)));
                }
            }
        }
        return answers;
    }
}
