// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier.deliver;

import io.leadstream.domain.identity.NameBasedId;
import io.leadstream.schemas.notification.UndeliveredNotification;
import io.leadstream.schemas.notification.UndeliveredReason;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down what was given up. Thread-safe. */
public final class DeadLetters implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
    private static final UUID UNDELIVERED = NameBasedId.namespace("undelivered-notifications");
    private static final String TOPIC = Topics.NOTIFICATION_DEAD_LETTERS.name();
    private static final long CONFIRM_SECONDS = 15;
    private static final int MOST_DETAIL = 500;

    private final Producer<byte[], byte[]> producer;
    private final Serializer<UndeliveredNotification> values;

    /** Over a producer of its own. */
    public DeadLetters(Map<String, Object> producer, TopicSerdes serdes) {
        Map<String, Object> settings = new HashMap<>(producer);
        settings.putIfAbsent("client.id", "notifier-dead-letters");
        settings.put("acks", "all");
        settings.put("enable.idempotence", true);
        settings.put("max.block.ms", TimeUnit.SECONDS.toMillis(CONFIRM_SECONDS));
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        this.values = serdes.valueOf(Topics.NOTIFICATION_DEAD_LETTERS).serializer();
    }

    /** What there is to say about a notification that was given up; {@code told} is null when it could not be read. */
    static UndeliveredNotification letter(
            Receiver receiver,
            ConsumerRecord<byte[], byte[]> source,
            @Nullable Notification told,
            Outcome.Refused verdict,
            int attempts,
            Instant at) {
        String notificationId =
                told == null ? source.topic() + "-" + source.partition() + "-" + source.offset() : told.id();
        return UndeliveredNotification.newBuilder()
                .setUndeliveredId(NameBasedId.of(UNDELIVERED, receiver.name(), notificationId))
                .setLeadId(told == null ? null : told.leadId())
                .setChannel(receiver.channel())
                .setReceiver(receiver.host())
                .setReceiverName(receiver.name())
                .setNotificationId(notificationId)
                .setKind(told == null ? null : told.kind())
                .setReason(verdict.reason())
                .setAttempts(attempts)
                .setStatus(verdict.status())
                .setDetail(bounded(verdict.detail()))
                .setTopic(source.topic())
                .setPartition(source.partition())
                .setOffset(source.offset())
                .setAt(at)
                .build();
    }

    /** Returns true when the brokers have it. */
    boolean write(byte @Nullable [] key, UndeliveredNotification letter) throws InterruptedException {
        ProducerRecord<byte[], byte[]> letterRecord = new ProducerRecord<>(TOPIC, key, null);
        try {
            byte[] value = values.serialize(TOPIC, letterRecord.headers(), letter);
            producer.send(new ProducerRecord<>(TOPIC, null, null, key, value, letterRecord.headers()))
                    .get(CONFIRM_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            log.warn("a dead letter could not be written and will be tried again: {}", e.toString());
            return false;
        }
    }

    /** The verdict that many failures come to. */
    static Outcome.Refused exhausted(Outcome.Postponed last) {
        return new Outcome.Refused(UndeliveredReason.GAVE_UP, last.status(), last.detail());
    }

    /** The verdict when time was over before anybody could be told; with what the last attempt met, if there was one. */
    static Outcome.Refused overtaken(Outcome.Overtaken end, Outcome.@Nullable Postponed last) {
        return last == null
                ? new Outcome.Refused(end.reason(), null, end.detail())
                : new Outcome.Refused(
                        end.reason(), last.status(), end.detail() + "; the attempt before: " + last.detail());
    }

    private static String bounded(String detail) {
        return detail.length() <= MOST_DETAIL ? detail : detail.substring(0, MOST_DETAIL);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }
}
