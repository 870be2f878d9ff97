// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.leadstream.schemas.assignment.AssignmentKind;
import io.leadstream.schemas.assignment.AssignmentMethod;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.serde.AvroSerializer;
import io.leadstream.standalone.stack.Instance;
import io.leadstream.standalone.stack.LocalStack;
import io.leadstream.standalone.stack.StackPlan;
import io.leadstream.standalone.terminal.Steps;
import io.leadstream.standalone.terminal.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each program under examples/, started as its page says, against a whole instance. */
class ExamplesIT {

    private static final int LEADS = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Path EXAMPLES = Path.of("..", "examples");
    private static final int OLDEST_NODE = 18;
    private static final String COMPRESSED = "sent with LZ4 ";

    @TempDir
    private static Path temp = Path.of("");

    private static LocalStack stack;
    private static Instance instance;

    private final List<Program> programs = new ArrayList<>();

    @BeforeAll
    static void startWithOffers() throws Exception {
        Terminal quiet = Terminal.of(OutputStream.nullOutputStream(), false, false, 100);
        stack = LocalStack.start(StackPlan.in(temp.resolve("data")), "test", new Steps(quiet), () -> false);
        instance = stack.instance();
        HttpClient http = HttpClient.newHttpClient();
        for (int lead = 0; lead < LEADS; lead++) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(instance.httpUrl() + "/v1/chat-leads"))
                    .header("Content-Type", "application/json")
                    .header("X-Write-Key", stack.keys().write())
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "{\"email\":\"p" + lead + "@example.com\",\"lastName\":\"P" + lead + "\"}"))
                    .build();
            assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(202);
        }
        awaitCount("select count(distinct lead_id) from assignments where kind in ('assigned', 'queued')", LEADS);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @AfterEach
    void stopPrograms() throws IOException {
        for (Program program : programs) {
            program.close();
        }
    }

    @Test
    void shouldTellEveryDecisionOnceWhenTwoOfAConsumerGroupShareThem() throws Exception {
        Program one = java("consumer-group/ReadAssignments.java", instance.kafka(), instance.registryUrl(), "crm");
        Program other = java("consumer-group/ReadAssignments.java", instance.kafka(), instance.registryUrl(), "crm");

        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> ids(one).size() + ids(other).size() >= decisions());

        List<String> seen = new ArrayList<>(ids(one));
        seen.addAll(ids(other));
        assertThat(seen)
                .as("%s%n%s", one.output(), other.output())
                .doesNotHaveDuplicates()
                .contains(idOfAnOffer());
    }

    @Test
    void shouldTellEveryDecisionWhenReadFromNode() throws Exception {
        assumeTrue(
                majorOf("node") >= OLDEST_NODE && majorOf("npm") > 0,
                "SKIPPED: the kafkajs example needs node " + OLDEST_NODE + " or later and npm on the PATH");
        sendCompressed();
        Path copy = temp.resolve("kafkajs");
        Files.createDirectories(copy);
        for (String file : List.of("package.json", "package-lock.json", "read-assignments.js")) {
            Files.copy(EXAMPLES.resolve("kafkajs").resolve(file), copy.resolve(file));
        }
        Program install = start(copy, List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"));
        assertThat(install.exitCode(PATIENCE)).as(install.output()).isZero();

        Program reader = start(
                copy, List.of("node", "read-assignments.js", instance.kafka(), instance.registryUrl(), "crm-node"));
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> reader.ended()
                        || (ids(reader).size() >= decisions() && reader.output().contains(COMPRESSED)));

        assertThat(reader.output())
                .contains(idOfAnOffer(), "io.leadstream.LeadAssignment.v1", "\"kind\":\"ASSIGNED\"", COMPRESSED);
        reader.stop();
        assertThat(reader.exitCode(PATIENCE)).as(reader.output()).isZero();
    }

    @Test
    void shouldAcceptEveryOfferWhenTakenFromAShareGroup() throws Exception {
        Path key = temp.resolve("secret.key");
        Files.writeString(key, stack.keys().secret() + "\n");
        int offers = count("select count(*) from assignments where kind = 'assigned'");
        Program one = shareGroup(key);
        Program other = shareGroup(key);

        awaitCount("select count(*) from assignments where kind = 'accepted'", offers);

        String said = one.output() + other.output();
        assertThat(said.lines().filter(line -> line.startsWith("ACCEPT ")))
                .as(said)
                .hasSizeGreaterThanOrEqualTo(offers);
        assertThat(said).doesNotContain("REJECT", "RELEASE");
        assertThat(count("select count(*) from exceptions")).isZero();
    }

    private Program shareGroup(Path key) throws IOException {
        return java(
                "share-group/TakeOffers.java",
                instance.kafka(),
                instance.registryUrl(),
                instance.httpUrl(),
                key.toString(),
                "sales-desk");
    }

    private Program java(String source, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                EXAMPLES.resolve(source).toString()));
        command.addAll(List.of(args));
        return start(Path.of(""), command);
    }

    private Program start(Path folder, List<String> command) throws IOException {
        Program program = Program.start(folder, command);
        programs.add(program);
        return program;
    }

    /** As a deployed service writes: what it says concerns nobody, and only reading it matters. */
    private static void sendCompressed() {
        LeadAssignment decision = LeadAssignment.newBuilder()
                .setAssignmentId("00000000-0000-0000-0000-000000000001")
                .setLeadId("00000000-0000-0000-0000-000000000002")
                .setKind(AssignmentKind.UNKNOWN)
                .setOfferNumber(1)
                .setTeamId("nobody")
                .setMethod(AssignmentMethod.UNKNOWN)
                .setRulesVersion(0)
                .setRosterVersion(0)
                .setExplanation(COMPRESSED.repeat(20))
                .setScore(0)
                .setGrade("F")
                .setRequestedAt(Instant.EPOCH)
                .setDecidedAt(Instant.EPOCH)
                .setLeadSource("test")
                .build();
        try (KafkaProducer<String, LeadAssignment> producer = new KafkaProducer<>(Map.of(
                "bootstrap.servers",
                instance.kafka(),
                "schema.registry.url",
                instance.registryUrl(),
                "compression.type",
                "lz4",
                "key.serializer",
                StringSerializer.class,
                "value.serializer",
                AvroSerializer.class))) {
            var unused = producer.send(new ProducerRecord<>("lead-assignments", decision.getLeadId(), decision));
        }
    }

    private static List<String> ids(Program program) {
        return Pattern.compile("\"?id\"?[=:]\"?([0-9a-f-]{36})")
                .matcher(program.output())
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toList());
    }

    private static int decisions() throws SQLException {
        return count("select count(*) from assignments where kind <> 'unknown'");
    }

    private static String idOfAnOffer() throws SQLException {
        return text("select min(assignment_id::text) from assignments where kind = 'assigned'");
    }

    private static int majorOf(String program) throws IOException {
        try {
            Program asked = Program.start(Path.of(""), List.of(program, "--version"));
            asked.exitCode(Duration.ofSeconds(20));
            String digits = asked.output().replaceFirst("(?s).*?(\\d+)\\..*", "$1");
            asked.close();
            return digits.matches("\\d+") ? Integer.parseInt(digits) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private static void awaitCount(String sql, int wanted) {
        Awaitility.await(sql).atMost(PATIENCE).until(() -> count(sql) == wanted);
    }

    private static int count(String sql) throws SQLException {
        return Integer.parseInt(text(sql));
    }

    private static String text(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(instance.jdbcUrl(), instance.databaseUser(), "");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return String.valueOf(result.getString(1));
        }
    }
}
