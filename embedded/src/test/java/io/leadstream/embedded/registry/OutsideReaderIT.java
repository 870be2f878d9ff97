// SPDX-License-Identifier: Apache-2.0
package io.leadstream.embedded.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadstream.embedded.EmbeddedKafka;
import io.leadstream.schemas.assignment.AssignmentKind;
import io.leadstream.schemas.assignment.AssignmentMethod;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.serde.AvroDeserializer;
import io.leadstream.schemas.serde.AvroSerializer;
import io.leadstream.schemas.serde.RegistryException;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.topic.Topics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sales tools read with whatever Confluent-format deserializer their language has; this one shares no code with ours. */
class OutsideReaderIT {

    private static final String TOPIC = Topics.LEAD_ASSIGNMENTS.name();
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

    @TempDir
    private static Path folder;

    private static EmbeddedKafka kafka;
    private static RegistryServer server;

    @BeforeAll
    static void start() throws ExecutionException, InterruptedException {
        kafka = EmbeddedKafka.start(folder, 0);
        server = RegistryServer.start(kafka.bootstrapServers(), "localhost", 0);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
        try (KafkaProducer<String, LeadAssignment> producer = new KafkaProducer<>(Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "schema.registry.url",
                server.url().toString(),
                "key.serializer",
                StringSerializer.class,
                "value.serializer",
                AvroSerializer.class))) {
            producer.send(new ProducerRecord<>(TOPIC, 0, "lead-1", assignment()))
                    .get();
            producer.send(new ProducerRecord<>(TOPIC, 0, "lead-1", null)).get();
        }
    }

    @AfterAll
    static void stop() {
        server.close();
        kafka.close();
    }

    private static LeadAssignment assignment() {
        return LeadAssignment.newBuilder()
                .setAssignmentId("assignment-1")
                .setLeadId("lead-1")
                .setKind(AssignmentKind.ASSIGNED)
                .setOfferNumber(1)
                .setTeamId("emea")
                .setRepresentativeId("ada")
                .setMethod(AssignmentMethod.DEFAULT_TEAM)
                .setRulesVersion(1)
                .setRosterVersion(2)
                .setExplanation("Fewest open leads.")
                .setScore(83)
                .setGrade("A")
                .setRequestedAt(Instant.ofEpochMilli(1_790_000_000_000L))
                .setDecidedAt(Instant.ofEpochMilli(1_790_000_000_050L))
                .setLeadSource("website_form")
                .build();
    }

    private static <V> List<ConsumerRecord<String, V>> read(Map<String, Object> settings, Deserializer<V> values) {
        try (KafkaConsumer<String, V> consumer = new KafkaConsumer<>(settings, new StringDeserializer(), values)) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            return Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> consumer.poll(Duration.ofMillis(200)), records -> records.count() == 2)
                    .records(PARTITION);
        }
    }

    @Test
    void shouldReadAssignmentWhenOnlyAvroAndHttpAreKnown() throws IOException {
        List<ConsumerRecord<String, byte[]>> records =
                read(Map.of("bootstrap.servers", kafka.bootstrapServers()), new ByteArrayDeserializer());

        ByteBuffer value = ByteBuffer.wrap(records.get(0).value());
        assertThat(value.get()).isZero();
        int id = value.getInt();
        String text = new RawHttp(server.url())
                .get("/schemas/ids/" + id)
                .json()
                .path("schema")
                .textValue();
        Schema writer = new Schema.Parser().parse(text);
        GenericRecord read = new GenericDatumReader<GenericRecord>(writer)
                .read(
                        null,
                        DecoderFactory.get().binaryDecoder(value.array(), value.position(), value.remaining(), null));

        assertThat(read.getSchema().getFullName()).isEqualTo("io.leadstream.schemas.assignment.LeadAssignment");
        assertThat(read.get("leadId")).hasToString("lead-1");
        assertThat(read.get("representativeId")).hasToString("ada");
        assertThat(read.get("kind")).hasToString("ASSIGNED");
        assertThat(read.get("decidedAt")).isEqualTo(1_790_000_000_050L);
        assertThat(records.get(1).value()).isNull();
    }

    @Test
    void shouldReadItsOwnWhenKafkaMakesTheDeserializer() {
        AvroDeserializer<LeadAssignment> values = new AvroDeserializer<>();
        values.configure(Map.of("schema.registry.url", server.url().toString()), false);

        List<ConsumerRecord<String, LeadAssignment>> records =
                read(Map.of("bootstrap.servers", kafka.bootstrapServers()), values);

        assertThat(records).extracting(ConsumerRecord::value).containsExactly(assignment(), null);
    }

    @Test
    void shouldRegisterWholeCatalogueWhenStarting() {
        try (TopicSerdes serdes =
                TopicSerdes.from(Map.of("schema.registry.url", server.url().toString()))) {
            serdes.register(Topics.all());
            serdes.register(Topics.all());
        }
        try (TopicSerdes strict = TopicSerdes.from(
                Map.of("schema.registry.url", server.url().toString(), "auto.register.schemas", false))) {
            strict.register(Topics.all());
        }

        assertThat(new RawHttp(server.url()).get("/subjects").json())
                .hasSize(Topics.all().size());
    }

    @Test
    void shouldNameTheProblemWhenPathIsNoRegistry() {
        String url = server.url() + "/gone";
        try (TopicSerdes serdes = TopicSerdes.from(Map.of("schema.registry.url", url))) {
            assertThatThrownBy(() -> serdes.register(Topics.all()))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("404");
        }
    }
}
