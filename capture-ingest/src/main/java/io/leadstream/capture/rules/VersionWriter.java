// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.rules;

import io.leadstream.capture.kafka.Outgoing;
import io.leadstream.capture.kafka.ProducerSettings;
import io.leadstream.capture.kafka.RecordEncoder;
import io.leadstream.runtime.config.Settings;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.topic.Topic;
import java.time.Duration;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;

/**
 * The one who may write versions. To open one shuts out whoever was open before, in whichever process, and ends what they
 * had begun: whoever then reads the newest version, and can commit the next, has had nobody in between. All kinds of
 * versions have the same writer, because assignment rules and roster have to fit one another. For one thread.
 */
final class VersionWriter implements AutoCloseable {

    /** One name for all installations of a Kafka; brokers that ask for permissions have to know it. */
    static final String TRANSACTIONAL_ID = "leadstream-rule-publisher";

    private static final int PATIENCE_MILLIS = 15_000;

    private final Producer<String, byte[]> producer;
    private final TopicSerdes serdes;

    private VersionWriter(Producer<String, byte[]> producer, TopicSerdes serdes) {
        this.producer = producer;
        this.serdes = serdes;
    }

    static VersionWriter open(Settings settings, TopicSerdes serdes) {
        Map<String, Object> config = ProducerSettings.thorough(settings);
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, TRANSACTIONAL_ID);
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, PATIENCE_MILLIS);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS / 3);
        KafkaProducer<String, byte[]> producer = new KafkaProducer<>(config);
        try {
            producer.initTransactions();
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
        return new VersionWriter(producer, serdes);
    }

    void begin() {
        producer.beginTransaction();
    }

    <V extends SpecificRecord> void write(Topic<V> topic, int version, V content) {
        Outgoing<V> record = new Outgoing<>(topic, Integer.toString(version), content);
        Confirmation.await(producer.send(new RecordEncoder(serdes).encode(record)));
    }

    /**
     * Makes all that was written be there, or nothing of it.
     *
     * @throws UnclearCommitException when only the next writer can see which of the two
     */
    void commit() {
        try {
            producer.commitTransaction();
        } catch (KafkaException e) {
            throw new UnclearCommitException(e);
        }
    }

    /** Whether a failure says that somebody else has become the writer, or that the next writer can see what happened. */
    static boolean mayTryAgain(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProducerFencedException
                    || cause instanceof InvalidProducerEpochException
                    || cause instanceof UnclearCommitException) {
                return true;
            }
        }
        return false;
    }

    /** Waits for nothing: what is not confirmed by now is for the next writer to settle. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
