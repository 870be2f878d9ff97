// SPDX-License-Identifier: Apache-2.0
package io.leadstream.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FeatureMetadata;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {

    private static final String TOPIC = "leads";

    @TempDir
    Path dir;

    @Test
    void shouldKeepRecordsWhenRestarted() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(dir, 0)) {
            write(kafka, "before");
        }
        try (EmbeddedKafka kafka = EmbeddedKafka.start(dir, 0)) {
            assertThat(read(kafka, 1)).containsExactly("before");
        }
    }

    @Test
    void shouldKeepRecordsWhenTheProcessIsKilled() throws Exception {
        Process process = ChildJvm.start(dir.resolve("child.log"), KafkaChild.class, dir.toString());
        try {
            Path said = dir.resolve("written");
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(said) || !process.isAlive());
            assertThat(said).as(ChildJvm.log(dir.resolve("child.log"))).exists();
        } finally {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        try (EmbeddedKafka kafka = EmbeddedKafka.start(dir, 0)) {
            assertThat(read(kafka, 1)).containsExactly("from the child");
        }
    }

    @Test
    void shouldHaveProductionFeaturesWhenFormatted() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(dir, 0);
                Admin admin = admin(kafka)) {
            FeatureMetadata features =
                    admin.describeFeatures().featureMetadata().get();
            assertThat(features.finalizedFeatures())
                    .containsEntry("transaction.version", new FinalizedVersionRange((short) 2, (short) 2))
                    .containsEntry("share.version", new FinalizedVersionRange((short) 1, (short) 1));
        }
    }

    @Test
    void shouldKeepDataFromOthersWhenTheMachineIsShared() throws IOException {
        Path folder = Files.createDirectory(
                dir.resolve("open"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0)) {
            assertThat(kafka.port()).isPositive();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void shouldTellThePortWhenItIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            EmbeddedException thrown =
                    catchThrowableOfType(EmbeddedException.class, () -> EmbeddedKafka.start(dir, other.getLocalPort()));
            assertThat(thrown.kind()).isEqualTo(EmbeddedException.Kind.PORT_TAKEN);
            assertThat(thrown).hasMessageContaining(String.valueOf(other.getLocalPort()));
        }
    }

    @Test
    void shouldRefuseTheFolderWhenItIsInUse() {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(dir, 0)) {
            EmbeddedException thrown = catchThrowableOfType(EmbeddedException.class, () -> EmbeddedKafka.start(dir, 0));
            assertThat(kafka.port()).isPositive();
            assertThat(thrown.kind()).isEqualTo(EmbeddedException.Kind.FOLDER_IN_USE);
        }
    }

    @Test
    void shouldRefuseTheFolderWhenANewerKafkaWroteIt() throws IOException {
        Files.writeString(dir.resolve("kafka.version"), "99.0.0\n");
        EmbeddedException thrown = catchThrowableOfType(EmbeddedException.class, () -> EmbeddedKafka.start(dir, 0));
        assertThat(thrown.kind()).isEqualTo(EmbeddedException.Kind.OTHER_VERSION);
        assertThat(thrown).hasMessageContaining("99.0.0").hasMessageContaining(dir.toString());
    }

    private static Admin admin(EmbeddedKafka kafka) {
        return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    static void write(EmbeddedKafka kafka, String value) throws Exception {
        try (Admin admin = admin(kafka);
                KafkaProducer<String, String> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all"),
                        new StringSerializer(),
                        new StringSerializer())) {
            admin.createTopics(List.of(new NewTopic(TOPIC, Optional.of(1), Optional.empty())))
                    .all()
                    .get();
            producer.send(new ProducerRecord<>(TOPIC, "key", value)).get();
        }
    }

    private static List<String> read(EmbeddedKafka kafka, int count) {
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(TOPIC, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
                for (ConsumerRecord<String, String> each : consumer.poll(Duration.ofMillis(200))) {
                    values.add(each.value());
                }
                return values.size() >= count;
            });
        }
        return values;
    }

    /** Writes one record, says so and stays until it is killed. */
    static final class KafkaChild {

        private KafkaChild() {}

        public static void main(String[] args) throws Exception {
            EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(args[0]), 0);
            write(kafka, "from the child");
            Files.writeString(Path.of(args[0], "written"), "yes", StandardCharsets.UTF_8);
            ChildJvm.stay();
        }
    }
}
