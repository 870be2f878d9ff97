// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadstream.embedded.EmbeddedKafka;
import io.leadstream.testkit.ChildJvm;
import io.leadstream.testkit.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every service as a process of its own, set by its environment alone, as a deployment does it. */
class ServicesApartIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(15);
    private static final String KEY = "the-key-of-this-test";
    private static final int LEADS = 60;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path temp = Path.of("");

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<ChildJvm> processes = new ArrayList<>();
    private final Map<String, String> places = new HashMap<>();

    @AfterEach
    void killWhatIsLeft() {
        processes.forEach(ChildJvm::close);
    }

    @Test
    void shouldCarryLeadsToOwnersAndRowsWhenEachServiceRunsAlone() throws Exception {
        TestDatabase database = TestDatabase.fresh();
        try (EmbeddedKafka kafka = EmbeddedKafka.start(temp.resolve("kafka"), 0)) {
            places.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
            places.put("KAFKA_TOPICS_PARTITIONS", "4");
            String registry = startRegistry();
            places.put("SCHEMA_REGISTRY_URL", registry);
            String capture = startServices(database);

            send(capture);

            awaitCount(database, "select count(*) from leads where owner_id is not null and score = 80", LEADS);
            awaitCount(database, "select count(*) from activities where type <> 'assigned'", LEADS);
            assertThat(leadsReadFromOutside(kafka.bootstrapServers(), registry)).hasSize(LEADS);
            assertThat(partitionsOfEachScorer(kafka.bootstrapServers()))
                    .hasSize(2)
                    .doesNotContain(0);
            stopAll();
        }
    }

    private String startRegistry() {
        int port = freePort();
        start("registry", Map.of("REGISTRY_HTTP_PORT", String.valueOf(port)));
        awaitOk("http://127.0.0.1:" + port + "/subjects");
        return "http://127.0.0.1:" + port;
    }

    private String startServices(TestDatabase database) throws IOException {
        int capture = freePort();
        start(
                "capture-ingest",
                Map.of(
                        "CAPTURE_HTTP_PORT",
                        String.valueOf(capture),
                        "CAPTURE_KEYS_WRITE",
                        "test:" + HexFormat.of().formatHex(sha256(KEY))));
        List<Integer> ports = new ArrayList<>(List.of(capture));
        for (int instance = 0; instance < 2; instance++) {
            ports.add(startStream("scoring", instance));
        }
        ports.add(startStream("assignment", 0));
        int sink = freePort();
        Path file = Files.writeString(
                temp.resolve("sink.properties"),
                "sink.http.port=" + sink + "\nsink.jdbc.url=" + database.jdbcUrl() + "\nsink.jdbc.user="
                        + database.user() + "\n");
        start("conversion-sink", Map.of(), "--config", file.toString(), "--log.format=json");
        ports.add(sink);
        ports.forEach(port -> awaitOk("http://127.0.0.1:" + port + "/health/ready"));
        return "http://127.0.0.1:" + capture;
    }

    private int startStream(String module, int instance) {
        int port = freePort();
        String prefix = module.toUpperCase(Locale.ROOT);
        start(
                module + "-stream",
                Map.of(
                        prefix + "_HTTP_PORT", String.valueOf(port),
                        prefix + "_STREAMS_STATE_DIR",
                                temp.resolve(module + instance).toString()));
        return port;
    }

    private void start(String command, Map<String, String> settings, String... arguments) {
        Map<String, String> environment = new HashMap<>(places);
        environment.putAll(settings);
        environment.put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
        List<String> line = new ArrayList<>(List.of(command));
        line.addAll(List.of(arguments));
        processes.add(ChildJvm.start(Leadstream.class, environment, line));
    }

    private void send(String capture) throws Exception {
        List<Map<String, Object>> leads = new ArrayList<>();
        List<Map<String, Object>> activities = new ArrayList<>();
        for (int i = 0; i < LEADS; i++) {
            String email = "cto" + i + "@company" + i + "-apart.com";
            leads.add(Map.of(
                    "email",
                    email,
                    "title",
                    "CTO",
                    "industry",
                    "Technology",
                    "employeeCount",
                    5_000,
                    "annualRevenue",
                    50_000_000));
            activities.add(Map.of("activityId", "demo-" + i, "type", "demo_requested", "email", email));
        }
        post(capture + "/v1/leads", leads);
        post(capture + "/v1/activities", activities);
    }

    private void post(String url, Object body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + KEY)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    /** A sales tool in any language: a Kafka consumer, Avro, and one HTTP request for the schema. */
    private Set<String> leadsReadFromOutside(String brokers, String registry) throws Exception {
        Set<String> leads = new HashSet<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", brokers,
                        "group.id", "sales-tool",
                        "auto.offset.reset", "earliest",
                        "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of("lead-assignments"));
            Awaitility.await().atMost(PATIENCE).until(() -> {
                for (ConsumerRecord<String, byte[]> found : consumer.poll(Duration.ofMillis(200))) {
                    GenericRecord assignment = decoded(registry, found.value());
                    assertThat(assignment.get("representativeEmail").toString()).contains("@");
                    leads.add(assignment.get("leadId").toString());
                }
                return leads.size() == LEADS;
            });
        }
        return leads;
    }

    private GenericRecord decoded(String registry, byte[] value) throws Exception {
        assertThat(value[0]).isZero();
        int id = ByteBuffer.wrap(value, 1, 4).getInt();
        HttpRequest request = HttpRequest.newBuilder(URI.create(registry + "/schemas/ids/" + id))
                .build();
        JsonNode answer = JSON.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        Schema schema = new Schema.Parser().parse(answer.path("schema").textValue());
        return new GenericDatumReader<GenericRecord>(schema)
                .read(null, DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null));
    }

    private static List<Integer> partitionsOfEachScorer(String brokers) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            Map<String, ConsumerGroupDescription> groups =
                    admin.describeConsumerGroups(List.of("lead-scoring")).all().get();
            List<Integer> partitions = new ArrayList<>();
            groups.values().forEach(group -> group.members()
                    .forEach(member ->
                            partitions.add(member.assignment().topicPartitions().size())));
            return partitions;
        }
    }

    private static void awaitCount(TestDatabase database, String sql, int wanted) {
        Awaitility.await(sql).atMost(PATIENCE).until(() -> count(database, sql) == wanted);
    }

    private static int count(TestDatabase database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getInt(1);
        }
    }

    private void awaitOk(String url) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        Awaitility.await(url)
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> {
                    for (ChildJvm process : processes) {
                        assertThat(process.handle().isAlive())
                                .as(process.output())
                                .isTrue();
                    }
                    return http.send(request, HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == 200;
                });
    }

    /** Last started, first stopped, so that nobody loses what it works with. */
    private void stopAll() {
        for (int i = processes.size() - 1; i >= 0; i--) {
            ChildJvm process = processes.get(i);
            process.terminate();
            assertThat(process.exitCode(STOP_WITHIN)).as(process.output()).isZero();
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
