// SPDX-License-Identifier: Apache-2.0
package io.leadstream.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that dies with its producers in the middle of their transactions, whatever the moment. */
class KilledBrokerIT {

    private static final String TOPIC = "facts";
    private static final int PARTITIONS = 8;
    private static final int PRODUCERS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path dir;

    @Test
    void shouldHaveEachTransactionWholeOrNotAtAllWhenKilled() throws Exception {
        Path said = Files.createDirectory(dir.resolve("said"));
        Path log = dir.resolve("child.log");
        long wait = new Random().nextInt(1_500);
        Process process = ChildJvm.start(log, Child.class, dir.resolve("kafka").toString(), said.toString());
        try {
            Awaitility.await().atMost(PATIENCE).until(() -> told(said).size() == PRODUCERS || !process.isAlive());
            assertThat(process.isAlive()).as(ChildJvm.log(log)).isTrue();
            process.waitFor(wait, TimeUnit.MILLISECONDS);
        } finally {
            assertThat(process.destroyForcibly().waitFor(60, TimeUnit.SECONDS)).isTrue();
        }

        try (EmbeddedKafka kafka = EmbeddedKafka.start(dir.resolve("kafka"), 0)) {
            Map<TopicPartition, Long> decided = ends(kafka, IsolationLevel.READ_COMMITTED);
            assertThat(decided)
                    .as("nothing hangs once started; killed after %d ms", wait)
                    .isEqualTo(ends(kafka, IsolationLevel.READ_UNCOMMITTED));
            Map<String, Integer> records = read(kafka, decided);
            told(said).forEach((id, number) -> assertThat(records)
                    .as("what %s was told to be committed; killed after %d ms", id, wait)
                    .containsKeys(IntStream.rangeClosed(0, number)
                            .mapToObj(each -> id + " number " + each)
                            .toArray(String[]::new)));
            assertThat(records.values())
                    .as("records of each transaction; killed after %d ms", wait)
                    .containsOnly(PARTITIONS);
        }
    }

    /** The last transaction of each producer that it was told to be committed. */
    private static Map<String, Integer> told(Path said) throws IOException {
        Map<String, Integer> told = new HashMap<>();
        try (Stream<Path> files = Files.list(said)) {
            for (Path file : files.toList()) {
                String number = Files.readString(file);
                if (!number.isEmpty()) {
                    told.put(String.valueOf(file.getFileName()), Integer.valueOf(number));
                }
            }
        }
        return told;
    }

    private static Map<TopicPartition, Long> ends(EmbeddedKafka kafka, IsolationLevel level) throws Exception {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions().forEach(partition -> asked.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.listOffsets(asked, new ListOffsetsOptions(level))
                    .all()
                    .get()
                    .forEach((partition, end) -> ends.put(partition, end.offset()));
        }
        return ends;
    }

    /** How many records each transaction has. */
    private static Map<String, Integer> read(EmbeddedKafka kafka, Map<TopicPartition, Long> ends) {
        Map<String, Integer> records = new HashMap<>();
        Map<String, Object> config =
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            Awaitility.await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(each -> records.merge(each.value(), 1, Integer::sum));
                return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
            });
        }
        return records;
    }

    private static List<TopicPartition> partitions() {
        return IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(TOPIC, partition))
                .toList();
    }

    /** Writes one transaction after the other over all partitions, from several producers, until it is killed. */
    static final class Child {

        private Child() {}

        public static void main(String[] args) throws Exception {
            EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(args[0]), 0);
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
                admin.createTopics(List.of(new NewTopic(TOPIC, Optional.of(PARTITIONS), Optional.empty())))
                        .all()
                        .get();
            }
            for (int producer = 0; producer < PRODUCERS; producer++) {
                String id = "producer-" + producer;
                Path said = Path.of(args[1]);
                new Thread(() -> write(kafka.bootstrapServers(), id, said)).start();
            }
            ChildJvm.stay();
        }

        private static void write(String bootstrapServers, String id, Path said) {
            Map<String, Object> config = Map.of(
                    "bootstrap.servers", bootstrapServers, "transactional.id", id, "transaction.timeout.ms", 10_000);
            try (KafkaProducer<String, String> producer =
                    new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
                producer.initTransactions();
                for (int number = 0; ; number++) {
                    List<Future<RecordMetadata>> sent = new ArrayList<>();
                    producer.beginTransaction();
                    for (TopicPartition partition : partitions()) {
                        sent.add(producer.send(
                                new ProducerRecord<>(TOPIC, partition.partition(), "key", id + " number " + number)));
                    }
                    producer.commitTransaction();
                    for (Future<RecordMetadata> one : sent) {
                        one.get();
                    }
                    Files.writeString(said.resolve(id), String.valueOf(number), StandardCharsets.UTF_8);
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
