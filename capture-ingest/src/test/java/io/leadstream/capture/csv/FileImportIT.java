// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.leadstream.capture.CaptureStack;
import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.capture.CapturedLead;
import io.leadstream.schemas.capture.ImportStatus;
import io.leadstream.schemas.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class FileImportIT {

    @TempDir
    private static Path folder;

    private static CaptureStack stack;

    private Path work;

    @BeforeAll
    static void start() {
        stack = CaptureStack.start(folder, Map.of());
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @BeforeEach
    void freshFolder(TestInfo test) throws IOException {
        work = Files.createDirectories(
                folder.resolve(test.getTestMethod().orElseThrow().getName()));
    }

    @Test
    void shouldAddUpAndRepeatWithoutChangeWhenTheExampleIsImported() throws IOException {
        Path file = example("trade-fair.csv");
        Path mapping = Files.writeString(
                work.resolve("own.yaml"),
                "# a run of its own\n" + Files.readString(example("mappings/trade-fair.yaml")));
        List<ImportProgress> told = new ArrayList<>();
        ImportReport first = importer(file, mapping, "rejected.csv").run(told::add);
        assertThat(first.run().getLines()).isEqualTo(10);
        assertThat(first.run().getAccepted()).isEqualTo(5);
        assertThat(first.run().getRefused()).isEqualTo(5);
        assertThat(first.run().getActivities()).isEqualTo(5);
        assertThat(first.refusedByCode())
                .containsOnlyKeys(
                        "identity_missing", "email_invalid", "number_invalid", "time_invalid", "columns_wrong");
        assertThat(told).last().satisfies(end -> assertThat(end.share()).isEqualTo(1));
        Set<String> ids = eventIds();

        ImportReport again = importer(file, mapping, "rejected.csv").run(told::add);
        assertThat(again.run().getImportId()).isEqualTo(first.run().getImportId());
        assertThat(eventIds()).isEqualTo(ids);
        assertThat(importedLeads(first.run().getImportId())).hasSize(10);
        assertThat(importedLeads(first.run().getImportId())
                        .map(CapturedLead::getLeadId)
                        .collect(Collectors.toSet()))
                .hasSize(4);
        assertThat(stack.read(Topics.IMPORT_RUNS))
                .filteredOn(entry -> entry.getKey().equals(first.run().getImportId()))
                .extracting(entry -> entry.getValue().getStatus())
                .endsWith(ImportStatus.FINISHED);
        assertThat(stack.read(Topics.REJECTED_INPUTS))
                .filteredOn(entry -> entry.getKey().equals(first.run().getImportId()))
                .extracting(entry -> entry.getValue().getRejectionId())
                .hasSize(10)
                .satisfies(all -> assertThat(Set.copyOf(all)).hasSize(5));
    }

    @Test
    void shouldTakeAReportOfRefusedRowsWhenItWasMended() throws IOException {
        Path mapping = example("mappings/trade-fair.yaml");
        importer(example("trade-fair.csv"), mapping, "rejected.csv").run(progress -> {});
        Path report = work.resolve("rejected.csv");
        String refused = Files.readString(report);
        assertThat(refused.lines().toList().get(0))
                .startsWith("rejected_line,rejected_code,rejected_reason,First name");
        assertThat(refused).contains("\n8,email_invalid,").contains("E-mail: write it as name@domain");
        Set<String> before = eventIds();
        Files.writeString(report, refused.replace("oscar.typo_at_example.com", "oscar.typo@example.com"));

        ImportReport mended = importer(report, mapping, "rejected.csv").run(progress -> {});
        assertThat(mended.run().getAccepted()).isEqualTo(1);
        assertThat(mended.run().getRefused()).isEqualTo(4);
        assertThat(mended.rejected()).hasFileName("rejected-2.csv").exists();
        assertThat(report).content().contains("oscar.typo@example.com");
        assertThat(eventIds()).hasSize(before.size() + 2);

        // The same row, mended in the file it came from, is the same event.
        Path whole = Files.writeString(
                work.resolve("whole.csv"),
                Files.readString(example("trade-fair.csv"))
                        .replace("oscar.typo_at_example.com", "oscar.typo@example.com"));
        importer(whole, mapping, "other.csv").run(progress -> {});
        assertThat(eventIds()).hasSize(before.size() + 2);
    }

    @Test
    void shouldMakeTheSameEventsAndTimesWhenTheMappingSpreadsThem() throws IOException {
        Path file = Files.writeString(
                work.resolve("x.csv"),
                "\uFEFFProspect ID,Lead Number,Lead Source,Do Not Email,Do Not Call,Converted,TotalVisits,"
                        + "Total Time Spent on Website,Page Views Per Visit,Last Activity,Country,Specialization,"
                        + "How did you hear about X Education,What is your current occupation,"
                        + "What matters most to you in choosing a course,A free copy of Mastering The Interview,"
                        + "Lead Origin,City,\n"
                        + "aaa,660737,Google,Yes,No,1,2,600,2.5,Email Opened,India,Select,Select,Student,,No,API,Select,\n"
                        + "bbb,579533,Olark Chat,No,No,0,,0,,Had a Phone Conversation,,,,,,No,API,,\n");
        ImportReport report =
                importer(file, example("mappings/x-education.yaml"), "r.csv").run(progress -> {});
        assertThat(report.run().getAccepted()).isEqualTo(2);
        assertThat(report.run().getActivities()).isEqualTo(7);
        assertThat(report.rejected()).isNull();
        Map<String, CapturedLead> leads = importedLeads(report.run().getImportId())
                .collect(Collectors.toMap(lead -> String.valueOf(lead.getEmail()), lead -> lead));
        CapturedLead last = Objects.requireNonNull(leads.get("aaa@x-education.invalid"));
        assertThat(last.getOccurredAt()).isEqualTo(Instant.parse("2025-12-31T00:00:00Z"));
        assertThat(last.getOptInEmail()).isFalse();
        assertThat(last.getOptInSms()).isNull();
        assertThat(last.getIndustry()).isNull();
        assertThat(last.getSource()).isEqualTo("google");
        assertThat(last.getCustomFields())
                .containsEntry("outcome_converted", "1")
                .containsEntry("country", "\"India\"")
                .doesNotContainKeys("city", "Tags");
        CapturedLead first = Objects.requireNonNull(leads.get("bbb@x-education.invalid"));
        assertThat(first.getOccurredAt()).isEqualTo(Instant.parse("2025-01-01T00:00:00Z"));
        assertThat(first.getSource()).isEqualTo("live_chat");
        List<Activity> activities = stack.read(Topics.ACTIVITIES).stream()
                .map(Map.Entry::getValue)
                .filter(activity -> last.getLeadId().equals(activity.getLeadId()))
                .toList();
        assertThat(activities)
                .extracting(Activity::getType)
                .containsExactly(
                        "page_viewed", "page_viewed", "page_viewed", "page_viewed", "page_viewed", "email_opened");
        assertThat(activities)
                .extracting(activity -> activity.getProperties().get("visit"))
                .startsWith("1", "1", "1", "2", "2");
        assertThat(activities)
                .extracting(Activity::getOccurredAt)
                .isSorted()
                .first()
                .isEqualTo(last.getOccurredAt().plusMillis(86_400_000 / 7));
    }

    @Test
    void shouldNameTheLineWhenBytesOrQuotesAreBroken() throws IOException {
        Path mapping =
                Files.writeString(work.resolve("m.yaml"), "name: m\nlead: {email: mail, lastName: name}\nrest: keep\n");
        byte[] latin = "mail,name,extra\na@x.example,Ok,1\nb@x.example,J\u00F6,2\nc@x.example,\"Two\nlines\",3\n"
                .getBytes(StandardCharsets.ISO_8859_1);
        Path file = Files.write(work.resolve("latin.csv"), latin);
        ImportReport report = importer(file, mapping, "r.csv").run(progress -> {});
        assertThat(report.run().getAccepted()).isEqualTo(2);
        assertThat(report.refusedByCode()).containsOnlyKeys("encoding_invalid");
        assertThat(Files.readString(work.resolve("r.csv"))).contains("3,encoding_invalid,");
        assertThat(importedLeads(report.run().getImportId()).map(CapturedLead::getCustomFields))
                .containsExactlyInAnyOrder(Map.of("extra", "\"1\""), Map.of("extra", "\"3\""));

        Path latinMapping = Files.writeString(
                work.resolve("l.yaml"), "name: l\nencoding: ISO-8859-1\nlead: {email: mail, lastName: name}\n");
        ImportReport decoded = importer(file, latinMapping, "r.csv").run(progress -> {});
        assertThat(decoded.run().getRefused()).isZero();

        Path quotes = Files.writeString(work.resolve("q.csv"), "mail,name,extra\na@x.example,\"Ok\"x,1\n");
        assertThatExceptionOfType(ImportException.class)
                .isThrownBy(() -> importer(quotes, mapping, "r.csv").run(progress -> {}))
                .withMessageContaining("line 2");
        assertThat(stack.read(Topics.IMPORT_RUNS))
                .extracting(entry -> entry.getValue().getStatus())
                .contains(ImportStatus.FAILED);
    }

    @Test
    void shouldRefuseToStartWhenFileOrMappingIsWrong() throws IOException {
        Path file = Files.writeString(work.resolve("f.csv"), "mail,name\na@x.example,A\n");
        assertProblem(file, "name: m\nlead: {email: E-mail}\n", "no column 'E-mail'", "mail | name");
        assertProblem(
                file,
                "name: m\nleads: {email: mail}\ntime: {column: mail, spread: {from: x}, zone: Mars}\nseparator: abc\n",
                "did you mean 'lead'",
                "time.spread.from",
                "time.zone",
                "separator",
                "no lead field is mapped");
        assertProblem(
                file,
                "name: m\nlead: {email: {column: mail, constant: x}, owner: name}\nrest: maybe\n",
                "lead.owner",
                "rest");
        assertProblem(file, "name: [\n", "line");
        assertProblem(work.resolve("none.csv"), "name: m\nlead: {email: mail}\n", "there is no file");
        assertProblem(Files.writeString(work.resolve("e.csv"), ""), "name: m\nlead: {email: mail}\n", "is empty");
        assertProblem(
                Files.writeString(work.resolve("d.csv"), "mail,mail\n"), "name: m\nlead: {email: mail}\n", "twice");
    }

    private void assertProblem(Path file, String mapping, String... expected) throws IOException {
        Path written = Files.writeString(work.resolve("mapping.yaml"), mapping);
        assertThatExceptionOfType(ImportException.class)
                .isThrownBy(() -> importer(file, written, "r.csv").run(progress -> {}))
                .satisfies(problem -> assertThat(problem.getMessage()).contains(expected));
    }

    private FileImport importer(Path file, Path mapping, String rejected) {
        return new FileImport(stack.settings(), file, mapping, work.resolve(rejected));
    }

    private static Stream<CapturedLead> importedLeads(String importId) {
        return stack.read(Topics.CAPTURED_LEADS).stream()
                .map(Map.Entry::getValue)
                .filter(lead -> importId.equals(lead.getImportId()));
    }

    private static Set<String> eventIds() {
        Set<String> ids = stack.read(Topics.CAPTURED_LEADS).stream()
                .map(entry -> entry.getValue().getEventId())
                .collect(Collectors.toSet());
        stack.read(Topics.ACTIVITIES).forEach(entry -> ids.add(entry.getValue().getEventId()));
        return ids;
    }

    private static Path example(String name) {
        return Path.of("..", "examples").resolve(name);
    }
}
