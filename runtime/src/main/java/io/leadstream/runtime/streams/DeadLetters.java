// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.streams;

import io.leadstream.runtime.topic.TopicProvisioner;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of records that can't be processed: each is written, in the same transaction, to
 * {@code <application.id>-dead-letters} with its original bytes and with headers that tell where it came from and why
 * it is there. They are counted, and more than a given number in a minute stop the application, but for those that were
 * refused by a bound.
 */
final class DeadLetters {

    /** Under this name the handlers, which Kafka Streams makes by itself, find their instance. */
    static final String INSTANCE = "leadstream.dead.letters";

    // The names that Kafka Streams' own handlers use, so that a reader of dead letters knows only one dialect.
    static final String EXCEPTION = "__streams.errors.exception";
    static final String MESSAGE = "__streams.errors.message";
    static final String STACK_TRACE = "__streams.errors.stacktrace";
    static final String TOPIC = "__streams.errors.topic";
    static final String PARTITION = "__streams.errors.partition";
    static final String OFFSET = "__streams.errors.offset";

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final int HEADER_CHARS = 8_000;

    private final String topic;
    private final int perMinute;
    private final Counter counter;
    private final OriginalRecords originals;
    private final LongSupplier nanos;

    private long windowStart;
    private int inWindow;

    DeadLetters(
            String applicationId,
            int perMinute,
            MeterRegistry registry,
            OriginalRecords originals,
            LongSupplier nanos) {
        this.topic = TopicProvisioner.deadLetters(applicationId);
        this.perMinute = perMinute;
        this.counter = Counter.builder("leadstream.dead.letters")
                .description("Records that could not be processed and were set aside")
                .tag("application", applicationId)
                .register(registry);
        this.originals = originals;
        this.nanos = nanos;
        this.windowStart = nanos.getAsLong();
    }

    static DeadLetters of(Map<String, ?> configs) {
        return (DeadLetters) Objects.requireNonNull(configs.get(INSTANCE), INSTANCE);
    }

    /**
     * The record to be written in place of one that failed.
     *
     * @throws DeadLetterFloodException when there are too many
     */
    ProducerRecord<byte[], byte[]> letter(ErrorHandlerContext context, Exception reason) {
        count(reason);
        byte @Nullable [] key = context.sourceRawKey();
        byte @Nullable [] value = context.sourceRawValue();
        if (key == null && value == null) {
            // Kafka Streams lets go of the bytes as soon as the record made its first output.
            OriginalRecords.Bytes original = originals.read(context.topic(), context.partition(), context.offset());
            key = original.key();
            value = original.value();
        }
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(
                topic, null, context.timestamp() < 0 ? null : Long.valueOf(context.timestamp()), key, value);
        if (context.headers() != null) {
            context.headers().forEach(letter.headers()::add);
        }
        Headers headers = letter.headers();
        put(headers, EXCEPTION, reason.getClass().getName());
        put(headers, MESSAGE, String.valueOf(reason.getMessage()));
        put(headers, STACK_TRACE, stackTrace(reason));
        put(headers, TOPIC, context.topic());
        put(headers, PARTITION, String.valueOf(context.partition()));
        put(headers, OFFSET, String.valueOf(context.offset()));
        // The message may quote the record, and with it a person; it is in the dead letter, not in the log.
        log.warn(
                "record set aside: {}-{} offset {} at {}: {}",
                context.topic(),
                context.partition(),
                context.offset(),
                context.processorNodeId(),
                reason.getClass().getName());
        return letter;
    }

    private synchronized void count(Exception reason) {
        counter.increment();
        if (Blame.find(reason, RecordRefusedException.class) != null) {
            return;
        }
        long now = nanos.getAsLong();
        if (now - windowStart >= MINUTE_NANOS) {
            windowStart = now;
            inWindow = 0;
        }
        inWindow++;
        if (inWindow > perMinute) {
            throw new DeadLetterFloodException(perMinute, reason);
        }
    }

    private static void put(Headers headers, String name, @Nullable String value) {
        if (value != null) {
            String bounded = value.length() > HEADER_CHARS ? value.substring(0, HEADER_CHARS) : value;
            headers.add(name, bounded.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String stackTrace(Exception reason) {
        StringWriter text = new StringWriter();
        reason.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
