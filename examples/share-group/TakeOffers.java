// SPDX-License-Identifier: Apache-2.0
import io.leadstream.schemas.assignment.AssignmentKind;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.serde.AvroDeserializer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Takes offered leads off {@code lead-assignments} like work from a queue, and accepts each for its owner. Any number of
 * these share one topic, more than it has partitions; each record goes to one of them, who says what became of it.
 */
public final class TakeOffers {

    private static final String TOPIC = "lead-assignments";
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String api;
    private final String key;

    private TakeOffers(String api, String key) {
        this.api = api;
        this.key = key;
    }

    public static void main(String[] args) throws Exception {
        String brokers = args.length > 0 ? args[0] : "localhost:9092";
        String registry = args.length > 1 ? args[1] : "http://localhost:8081";
        String api = args.length > 2 ? args[2] : "http://localhost:8080";
        Path keyFile = Path.of(args.length > 3 ? args[3] : "data/main/secret.key");
        String group = args.length > 4 ? args[4] : "sales-desk";

        setGroup(brokers, group);
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", brokers,
                "group.id", group,
                "share.acknowledgement.mode", "explicit",
                "max.poll.records", 20,
                "key.deserializer", StringDeserializer.class,
                "value.deserializer", AvroDeserializer.class,
                "schema.registry.url", registry);
        try (KafkaShareConsumer<String, LeadAssignment> queue = new KafkaShareConsumer<>(settings)) {
            Thread main = Thread.currentThread();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                queue.wakeup();
                join(main);
            }));
            new TakeOffers(api, Files.readString(keyFile).strip()).work(queue);
        } catch (WakeupException e) {
            System.err.println("stopped");
        }
    }

    /** Both are settings of the group, kept by the brokers: without them it sees aborted records, and none of the past. */
    private static void setGroup(String brokers, String group) throws ExecutionException, InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.GROUP, group);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
            admin.incrementalAlterConfigs(Map.of(
                            resource,
                            List.of(
                                    set("share.isolation.level", "read_committed"),
                                    set("share.auto.offset.reset", "earliest"))))
                    .all()
                    .get();
        }
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    }

    private void work(KafkaShareConsumer<String, LeadAssignment> queue) throws InterruptedException {
        queue.subscribe(List.of(TOPIC));
        while (true) {
            for (ConsumerRecord<String, LeadAssignment> record : queue.poll(Duration.ofSeconds(1))) {
                queue.acknowledge(record, take(record.value(), record.deliveryCount().orElse((short) 1)));
            }
            queue.commitSync();
        }
    }

    /** ACCEPT: done with. RELEASE: to be handed out again, to whomever. REJECT: nobody can do anything with it. */
    private AcknowledgeType take(LeadAssignment offer, short delivery) throws InterruptedException {
        if (offer.getKind() != AssignmentKind.ASSIGNED) {
            return AcknowledgeType.ACCEPT;
        }
        int status = accept(offer);
        AcknowledgeType outcome = status == 202
                ? AcknowledgeType.ACCEPT
                : status < 500 && status != 429 ? AcknowledgeType.REJECT : AcknowledgeType.RELEASE;
        System.out.printf(
                "%s lead=%s offer=%d owner=%s status=%d delivery=%d%n",
                outcome.name(), offer.getLeadId(), offer.getOfferNumber(), offer.getRepresentativeId(), status, delivery);
        return outcome;
    }

    /** The offer's id makes the command one and the same however often the record is handed out. */
    private int accept(LeadAssignment offer) throws InterruptedException {
        String body = String.format(
                "{\"leadId\":\"%s\",\"offerNumber\":%d,\"issuedBy\":\"%s\"}",
                offer.getLeadId(), offer.getOfferNumber(), offer.getRepresentativeId());
        HttpRequest request = HttpRequest.newBuilder(URI.create(api + "/v1/commands/accept-lead"))
                .timeout(ANSWER_WITHIN)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + key)
                .header("Idempotency-Key", "accept:" + offer.getAssignmentId())
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<Void> answer = http.send(request, BodyHandlers.discarding());
            return answer.statusCode();
        } catch (IOException e) {
            return 503;
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
