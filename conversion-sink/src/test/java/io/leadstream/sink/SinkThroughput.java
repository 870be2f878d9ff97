// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink;

import io.leadstream.embedded.EmbeddedDatabase;
import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.scoring.ScoreChanged;
import io.leadstream.schemas.scoring.ScoreLine;
import io.leadstream.schemas.topic.Topics;
import io.leadstream.testkit.Fixtures;
import io.leadstream.testkit.TestCluster;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Measures how many activities a second one sink writes, each with the score change it causes and the lead's row:
 * fills the topics first, then starts the sink and takes the time until the database has everything. Broker and a
 * durable database run on the same machine. Arguments: activities (200000), leads (10000), threads (2).
 */
final class SinkThroughput {

    private SinkThroughput() {}

    public static void main(String[] args) throws Exception {
        int activities = args.length > 0 ? Integer.parseInt(args[0]) : 200_000;
        int leads = args.length > 1 ? Integer.parseInt(args[1]) : 10_000;
        int threads = args.length > 2 ? Integer.parseInt(args[2]) : 2;
        Path folder = Files.createTempDirectory("sink-throughput");
        try (TestCluster cluster = TestCluster.start();
                EmbeddedDatabase database = EmbeddedDatabase.start(folder, 0, true);
                SinkHarness sink = new SinkHarness(cluster, database.jdbcUrl())) {
            sink.with(SinkSettings.THREADS, threads);
            // The first start makes the topics; warming up keeps the compiler out of the measurement.
            SinkService warm = sink.start();
            fill(cluster, activities / 10, leads, "warm");
            sink.awaitCaughtUp();
            warm.close();
            fill(cluster, activities, leads, "measured");
            double cpuBefore = cpuSeconds();
            long began = System.nanoTime();
            sink.startUnready();
            sink.awaitCaughtUp();
            double seconds = (System.nanoTime() - began) / 1e9;
            System.out.printf(
                    "%,d activities and as many score changes of %,d leads, %d threads: %.1f s, %,.0f activities/s,"
                            + " %.1f us of CPU of this JVM (broker included) per activity, %s rows of activities%n",
                    activities,
                    leads,
                    threads,
                    seconds,
                    activities / seconds,
                    (cpuSeconds() - cpuBefore) * 1e6 / activities,
                    sink.count("activities"));
        }
        System.exit(0);
    }

    private static double cpuSeconds() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime()
                / 1e9;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a send that fails fails the commit
    private static void fill(TestCluster cluster, int activities, int leads, String name) {
        Random random = new Random(7);
        long[] sequences = new long[leads];
        Serializer<Activity> activity =
                cluster.serdes().valueOf(Topics.ACTIVITIES).serializer();
        Serializer<ScoreChanged> score =
                cluster.serdes().valueOf(Topics.LEAD_SCORES).serializer();
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        cluster.bootstrapServers(),
                        "transactional.id",
                        name,
                        "linger.ms",
                        20,
                        "batch.size",
                        100_000),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.initTransactions();
            for (int i = 0; i < activities; i++) {
                if (i % 2000 == 0) {
                    if (i > 0) {
                        producer.commitTransaction();
                    }
                    producer.beginTransaction();
                }
                int lead = random.nextInt(leads);
                String email = name + lead + "@example.com";
                String key = Fixtures.leadId(email);
                producer.send(new ProducerRecord<>(
                        "activities",
                        key,
                        activity.serialize(
                                "activities",
                                Fixtures.activity(SinkRecords.id(name + i), email, "page_viewed")
                                        .setProperties(Map.of("url", "\"/pricing\"", "seconds", "12"))
                                        .build())));
                ScoreChanged.Builder change =
                        SinkRecords.score(email, ++sequences[lead], 10 + (int) (sequences[lead] % 80));
                change.setLines(List.of(
                        new ScoreLine("title-director", "demographic", 1, 0, 10, 0, 0),
                        new ScoreLine("employees-over-100", "firmographic", 1, 0, 10, 0, 0),
                        new ScoreLine("email-opened", "behavioural", 4, 0, 8, 0, 0),
                        new ScoreLine("page-viewed", "behavioural", 25, 5, 25, 0, 0)));
                producer.send(new ProducerRecord<>("lead-scores", key, score.serialize("lead-scores", change.build())));
            }
            producer.commitTransaction();
        }
    }
}
