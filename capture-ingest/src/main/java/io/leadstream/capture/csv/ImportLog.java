// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.csv;

import io.leadstream.capture.kafka.Outgoing;
import io.leadstream.capture.kafka.ProducerSettings;
import io.leadstream.capture.kafka.RecordEncoder;
import io.leadstream.runtime.config.Settings;
import io.leadstream.schemas.serde.TopicSerdes;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Sends an import's records: many under way at a time, never more than a bound, and none that failed unnoticed. */
final class ImportLog implements AutoCloseable {

    private static final int UNDER_WAY = 10_000;

    private final Producer<String, byte[]> producer;
    private final RecordEncoder encoder;
    private final Semaphore free = new Semaphore(UNDER_WAY);
    private volatile @Nullable Exception failure;

    private ImportLog(Producer<String, byte[]> producer, RecordEncoder encoder) {
        this.producer = producer;
        this.encoder = encoder;
    }

    static ImportLog open(Settings settings, TopicSerdes serdes) {
        return new ImportLog(new KafkaProducer<>(ProducerSettings.thorough(settings)), new RecordEncoder(serdes));
    }

    /**
     * Sends a record; waits while too many are under way.
     *
     * @throws ImportException when this or an earlier record could not be written
     */
    void send(Outgoing<?> record) {
        requireGood();
        try {
            ProducerRecord<String, byte[]> encoded = encoder.encode(record);
            free.acquireUninterruptibly();
            var unused = producer.send(encoded, (written, problem) -> {
                free.release();
                if (problem != null) {
                    failure = problem;
                }
            });
        } catch (KafkaException e) {
            failure = e;
            requireGood();
        }
    }

    /** Waits until all is confirmed. */
    void flush() {
        producer.flush();
        requireGood();
    }

    private void requireGood() {
        Exception problem = failure;
        if (problem != null) {
            throw new ImportException(
                    "the brokers did not take a record (" + problem.getMessage()
                            + "); import the file again when they do, what was sent counts once",
                    problem);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
