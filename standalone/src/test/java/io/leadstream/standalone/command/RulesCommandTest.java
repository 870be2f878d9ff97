// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.standalone.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What needs no instance that runs. */
class RulesCommandTest {

    private static final String TABLE = """
            name,field,operator,value,points,active
            Director,title,contains,Director,10,true
            Target industry,industry,in,Technology|Finance,10,true
            Opened an e-mail,activity,equals,email_opened,2,false
            """;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private int run(String... args) {
        out.reset();
        return Commands.run(Terminal.of(out, false, false, 200), args);
    }

    private String told() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void shouldNameEveryMistakeWithItsPlaceAndAnswerOne() throws IOException {
        String rules = file("rules.yaml", """
                name: mine
                rules:
                  - {name: A, field: titel, operator: exists, points: 1}
                  - name: B
                    activity: call
                    pionts: 2
                """);
        assertThat(run("rules", "check", rules)).isEqualTo(1);
        assertThat(told())
                .contains(rules + " has 3 mistakes:")
                .contains(rules + ":3:15 rules[0].field: unknown field 'titel'")
                .contains("did you mean title")
                .contains(rules + ":4:5 rules[1].points: 'points' is missing")
                .contains(rules + ":6:5 rules[1].pionts: unknown key 'pionts'")
                .contains("did you mean 'points'?");
    }

    @Test
    void shouldAnswerZeroForAFileThatIsFineAndSayWhatIsSeldomMeant() throws IOException {
        String rules = file("rules.yaml", """
                name: mine
                rules:
                  - {name: A, group: alone, activity: call, points: 1}
                """);
        assertThat(run("rules", "check", rules)).isZero();
        assertThat(told()).contains("1 rules, qualified from 80").contains("group of one rule");
    }

    @Test
    void shouldSayThatThereIsNoFile() {
        assertThat(run("rules", "check", folder.resolve("none.yaml").toString()))
                .isEqualTo(1);
        assertThat(told()).contains("Error: there is no file").contains("Check the path");
        assertThat(run("rules", "chek", "x")).isEqualTo(2);
        assertThat(told()).contains("Did you mean check?");
    }

    @Test
    void shouldComeBackTheSameThroughImportAndExport() throws IOException {
        String table = file("rules.csv", TABLE);
        Path yaml = folder.resolve("rules.yaml");
        Path again = folder.resolve("again.csv");
        assertThat(run("rules", "import", table, "--output", yaml.toString())).isZero();
        assertThat(run("rules", "export", yaml.toString(), "--format", "table", "--output", again.toString()))
                .isZero();
        assertThat(again).hasContent(TABLE);
        assertThat(run("rules", "export", yaml.toString(), "--output", again.toString()))
                .isEqualTo(1);
        assertThat(told()).contains("is there already").contains("--force");
    }

    @Test
    void shouldRefuseToExportWhatATableCannotHold() throws IOException {
        String rules = file("rules.yaml", """
                name: mine
                qualifyAt: 60
                salesAt: 50
                rules:
                  - {name: A, points: 1, when: {not: {field: title, operator: exists}}}
                """);
        assertThat(run("rules", "export", rules)).isEqualTo(1);
        assertThat(told())
                .contains("rules[0]: a row can't hold all of rule 'a'")
                .contains("--format yaml");
        assertThat(run("rules", "export", rules, "--format", "yaml")).isZero();
        assertThat(told()).contains("qualifyAt: 60").contains("not:");
    }

    @Test
    void shouldCheckAssignmentRulesAgainstTheRosterTheyGoWith() throws IOException {
        String rules = file("assignment.yaml", "name: x\ndefaultTeam: moon\nrules: []\n");
        String roster = file("roster.yaml", """
                teams: [{id: sun, name: Sun}]
                representatives: [{id: neil, name: Neil, email: neil@moon.example, team: sun}]
                """);
        assertThat(run("routing", "check", rules)).isZero();
        assertThat(run("routing", "check", rules, "--roster", roster)).isEqualTo(1);
        assertThat(told()).contains(rules + ":2:1 defaultTeam: the roster lacks team 'moon'");
        assertThat(run("routing", "check", "--roster", roster)).isZero();
        assertThat(told()).contains("1 people in 1 teams");
        assertThat(run("routing", "check")).isEqualTo(1);
    }
}
