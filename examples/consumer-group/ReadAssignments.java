// SPDX-License-Identifier: Apache-2.0
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.serde.AvroDeserializer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Keeps a sales tool up to date with who owns which lead: one of a consumer group, so that several share the work and
 * each partition, and with it each lead, is read by one of them in order.
 */
public final class ReadAssignments {

    private static final String TOPIC = "lead-assignments";

    private ReadAssignments() {}

    public static void main(String[] args) throws InterruptedException {
        String brokers = args.length > 0 ? args[0] : "localhost:9092";
        String registry = args.length > 1 ? args[1] : "http://localhost:8081";
        String group = args.length > 2 ? args[2] : "crm";
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", brokers,
                "group.id", group,
                "group.protocol", "consumer",
                // What a transaction takes back was never decided.
                "isolation.level", "read_committed",
                // A new tool begins with the first decision ever made.
                "auto.offset.reset", "earliest",
                // An offset is stored when the work is done, not before.
                "enable.auto.commit", false,
                "key.deserializer", StringDeserializer.class,
                "value.deserializer", AvroDeserializer.class,
                "schema.registry.url", registry);

        try (KafkaConsumer<String, LeadAssignment> consumer = new KafkaConsumer<>(settings)) {
            Thread main = Thread.currentThread();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                consumer.wakeup();
                join(main);
            }));
            consumer.subscribe(List.of(TOPIC));
            while (true) {
                for (ConsumerRecord<String, LeadAssignment> record : consumer.poll(Duration.ofSeconds(1))) {
                    apply(record);
                }
                consumer.commitSync();
            }
        } catch (WakeupException e) {
            System.err.println("stopped");
        }
    }

    /**
     * Where a real tool would write its database. After a crash the records since the last commit come once more, so this
     * must be safe to repeat: store by lead, and let a lower offer number never replace a higher one.
     */
    private static void apply(ConsumerRecord<String, LeadAssignment> record) {
        LeadAssignment decision = record.value();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("id", header(record, "ce_id"));
        line.put("kind", decision.getKind());
        line.put("lead", decision.getLeadId());
        line.put("offer", decision.getOfferNumber());
        line.put("owner", decision.getRepresentativeId());
        line.put("why", decision.getExplanation());
        System.out.println(line);
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static void join(Thread thread) {
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
