// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.sink.SinkHarness;
import io.leadstream.sink.table.KnownLeads;
import io.leadstream.testkit.TestCluster;
import io.leadstream.testkit.TestDatabase;
import java.sql.Connection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/**
 * Topics are read at their own pace: however they overtake each other, whatever the batches, and although some are written
 * again later, the rows are the same.
 */
class InterleavingIT {

    private static final int ROUNDS = 8;

    /** No constraint of the database says so, for it would be asked at each of millions of rows. */
    private static final String FACTS_WITHOUT_LEAD = """
            select lead_id from activities where lead_id not in (select lead_id from leads) union all
            select lead_id from score_changes where lead_id not in (select lead_id from leads)""";

    @Test
    void shouldGiveTheSameRowsInAnyInterleavingBatchingAndRepetition() throws Exception {
        try (SinkHarness harness = new SinkHarness(
                        TestCluster.shared(), TestDatabase.fresh().jdbcUrl());
                TopicSerdes serdes = TopicSerdes.from(Map.of("schema.registry.url", "memory://interleaving"));
                Connection connection = harness.connect()) {
            harness.migrate();
            connection.setAutoCommit(false);
            Decoder decoder = new Decoder(serdes);
            Map<String, List<String>> expected = Map.of();
            for (int round = 0; round < ROUNDS; round++) {
                Random random = new Random(round);
                KnownLeads known = new KnownLeads();
                Map<String, Deque<Fact>> byTopic = facts(decoder, serdes);
                List<List<Fact>> written = new ArrayList<>();
                while (!byTopic.isEmpty()) {
                    List<Fact> facts = round == 0 ? inOrder(byTopic) : some(byTopic, random);
                    write(connection, facts, known);
                    written.add(facts);
                    if (round > 0 && random.nextInt(3) == 0) {
                        write(connection, written.get(random.nextInt(written.size())), known);
                    }
                }
                if (round == 0) {
                    expected = harness.dump();
                    assertThat(expected.get("companies")).hasSize(2);
                } else {
                    assertThat(harness.dump()).as("round %d", round).isEqualTo(expected);
                }
                assertThat(harness.count("(" + FACTS_WITHOUT_LEAD + ")")).isZero();
                harness.execute("select sink_reset()");
            }
        }
    }

    private static void write(Connection connection, List<Fact> facts, KnownLeads known) throws Exception {
        Batch batch = new Batch(known);
        batch.write(connection, facts);
        assertThat(batch.refused()).isEmpty();
        connection.commit();
        batch.committed();
    }

    private static Map<String, Deque<Fact>> facts(Decoder decoder, TopicSerdes serdes) throws Exception {
        Map<String, Deque<Fact>> byTopic = new LinkedHashMap<>();
        for (RandomFacts.Event<?> event : RandomFacts.of(5, 400)) {
            Deque<Fact> topic = byTopic.computeIfAbsent(event.topic().name(), name -> new ArrayDeque<>());
            Fact fact = decoder.decode(record(event, serdes, topic.size()));
            topic.add(java.util.Objects.requireNonNull(fact));
        }
        return byTopic;
    }

    private static <V extends SpecificRecord> ConsumerRecord<byte[], byte[]> record(
            RandomFacts.Event<V> event, TopicSerdes serdes, long offset) {
        String topic = event.topic().name();
        byte[] value = serdes.valueOf(event.topic()).serializer().serialize(topic, event.value());
        return new ConsumerRecord<>(topic, 0, offset, new byte[0], value);
    }

    /** One topic after the other. */
    private static List<Fact> inOrder(Map<String, Deque<Fact>> byTopic) {
        String topic = byTopic.keySet().iterator().next();
        return new ArrayList<>(java.util.Objects.requireNonNull(byTopic.remove(topic)));
    }

    /** The next few of some topics. */
    private static List<Fact> some(Map<String, Deque<Fact>> byTopic, Random random) {
        List<Fact> facts = new ArrayList<>();
        List<String> topics = new ArrayList<>(byTopic.keySet());
        int most = 1 + random.nextInt(60);
        while (facts.size() < most && !byTopic.isEmpty()) {
            String topic = topics.get(random.nextInt(topics.size()));
            Deque<Fact> left = byTopic.get(topic);
            if (left != null) {
                facts.add(left.removeFirst());
                if (left.isEmpty()) {
                    byTopic.remove(topic);
                }
            }
        }
        return facts;
    }
}
