// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.schemas.assignment.AssignmentKind;
import io.leadstream.schemas.assignment.Machine;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.topic.Topics;
import io.leadstream.sink.SinkHarness;
import io.leadstream.sink.SinkRecords;
import io.leadstream.sink.table.KnownLeads;
import io.leadstream.testkit.Fixtures;
import io.leadstream.testkit.TestCluster;
import io.leadstream.testkit.TestDatabase;
import java.sql.Connection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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

    /** A row of leads is wide, and each update copies it. */
    @Test
    void shouldUpdateTheRowOfALeadOnceWhenManyOfItsFactsComeTogether() throws Exception {
        try (SinkHarness harness = new SinkHarness(
                        TestCluster.shared(), TestDatabase.fresh().jdbcUrl());
                TopicSerdes serdes = TopicSerdes.from(Map.of("schema.registry.url", "memory://once"));
                Connection connection = harness.connect()) {
            harness.migrate();
            connection.setAutoCommit(false);
            write(connection, together(serdes, 1), new KnownLeads());
            Batch batch = new Batch(new KnownLeads());
            long before = updates(connection);
            batch.write(connection, together(serdes, 2));
            assertThat(updates(connection) - before).isEqualTo(1);
            connection.commit();
            assertThat(harness.count("leads where title = 'title 2' and score = 2 and stage = 'stage 2'"
                            + " and status = 'status 2' and route = 'route 2' and owner_id = 'rep-2'"))
                    .isEqualTo(1);
        }
    }

    /** The next fact of each kind about a lead. */
    private static List<Fact> together(TopicSerdes serdes, int number) throws Exception {
        String lead = "ann@example.com";
        String key = Fixtures.leadId(lead);
        List<RandomFacts.Event<?>> events = new ArrayList<>();
        events.add(new RandomFacts.Event<>(
                Topics.LEAD_PROFILES,
                key,
                Fixtures.profile(lead)
                        .setVersion(number)
                        .setTitle("title " + number)
                        .build()));
        events.add(new RandomFacts.Event<>(
                Topics.LEAD_SCORES, key, SinkRecords.score(lead, number, number).build()));
        for (Machine machine : List.of(Machine.STAGE, Machine.STATUS, Machine.ROUTE)) {
            String state = machine.name().toLowerCase(Locale.ROOT) + " " + number;
            events.add(new RandomFacts.Event<>(
                    Topics.LEAD_TRANSITIONS,
                    key,
                    SinkRecords.transition(lead, number * 3L + events.size(), machine, "x", state)));
        }
        events.add(new RandomFacts.Event<>(
                Topics.LEAD_ASSIGNMENTS,
                key,
                SinkRecords.assignment(lead, number, AssignmentKind.ASSIGNED, "rep-" + number, Fixtures.NOW)));
        Decoder decoder = new Decoder(serdes);
        List<Fact> facts = new ArrayList<>();
        for (RandomFacts.Event<?> event : events) {
            facts.add(java.util.Objects.requireNonNull(decoder.decode(record(event, serdes, number))));
        }
        return facts;
    }

    private static long updates(Connection connection) throws Exception {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "select coalesce(sum(n_tup_upd), 0) from pg_stat_xact_user_tables where relname = 'leads'")) {
            row.next();
            return row.getLong(1);
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
