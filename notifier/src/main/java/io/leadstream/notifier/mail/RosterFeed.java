// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier.mail;

import io.leadstream.schemas.rules.Roster;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.AvroRuntimeException;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The roster in force: the highest version of the topic, followed as new ones are published. Thread-safe. */
public final class RosterFeed implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RosterFeed.class);
    private static final TopicPartition ROSTERS = new TopicPartition(Topics.ROSTERS.name(), 0);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration ASK = Duration.ofSeconds(10);

    private final Map<String, Object> settings;
    private final Deserializer<Roster> values;
    private final Thread thread = new Thread(this::run, "notifier-rosters");

    private volatile @Nullable Roster newest;
    private volatile boolean caughtUp;
    private volatile boolean stopping;

    /** Reads nothing before {@link #start()}. */
    public RosterFeed(Map<String, Object> consumer, TopicSerdes serdes) {
        this.settings = new HashMap<>(consumer);
        settings.put("client.id", "notifier-rosters");
        settings.remove("group.id");
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "earliest");
        settings.put("isolation.level", "read_committed");
        this.values = serdes.valueOf(Topics.ROSTERS).deserializer();
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** True when every version that was there at the start has been read. */
    public boolean caughtUp() {
        return caughtUp;
    }

    /** The roster in force; null while none is published. */
    @Nullable
    Roster newest() {
        return newest;
    }

    private void run() {
        while (!stopping) {
            try (Consumer<byte[], byte[]> consumer =
                    new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                follow(consumer);
                consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
            } catch (KafkaException e) {
                if (!stopping) {
                    log.warn("the roster can't be read, trying again: {}", e.getMessage());
                    pause();
                }
            }
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        consumer.assign(List.of(ROSTERS));
        consumer.seekToBeginning(List.of(ROSTERS));
        long end = consumer.endOffsets(List.of(ROSTERS), ASK).getOrDefault(ROSTERS, 0L);
        while (!stopping) {
            for (ConsumerRecord<byte[], byte[]> source : consumer.poll(POLL)) {
                take(source);
            }
            if (!caughtUp && consumer.position(ROSTERS, ASK) >= end) {
                caughtUp = true;
            }
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> source) {
        try {
            Roster roster = values.deserialize(source.topic(), source.headers(), source.value());
            Roster before = newest;
            if (roster != null && (before == null || roster.getVersion() > before.getVersion())) {
                newest = roster;
                log.info("mails go by roster version {}", roster.getVersion());
            }
        } catch (SerializationException | AvroRuntimeException e) {
            log.warn("a roster at offset {} can't be read; the one before stays in force", source.offset());
        }
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stopping = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
