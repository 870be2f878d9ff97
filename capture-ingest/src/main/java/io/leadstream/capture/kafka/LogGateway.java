// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.kafka;

import io.leadstream.runtime.config.Settings;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.topic.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes records with acks=all. {@link #write} never blocks: one thread of its own talks to the producer, which may
 * wait for brokers, buffers and the registry. While the brokers are away it refuses at once instead of collecting work
 * that nobody waits for any more.
 */
public final class LogGateway implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LogGateway.class);

    private static final int WAITING_WRITES = 20_000;
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(3);

    private final BlockingQueue<Write> waiting = new ArrayBlockingQueue<>(WAITING_WRITES);
    private final Producer<String, byte[]> producer;
    private final RecordEncoder encoder;
    private final BrokerWatch watch;
    private final Timer latency;
    private final Thread sender;
    private volatile boolean open = true;
    private volatile @Nullable Exception failure;

    private LogGateway(
            Producer<String, byte[]> producer, RecordEncoder encoder, BrokerWatch watch, MeterRegistry meters) {
        this.producer = producer;
        this.encoder = encoder;
        this.watch = watch;
        this.latency = Timer.builder("capture.produce")
                .description("From handing records over to the brokers' confirmation")
                .publishPercentileHistogram()
                .register(meters);
        this.sender = new Thread(this::run, "capture-sender");
    }

    /**
     * Opens the gateway and learns where the topics are, so that the first request does not wait for that.
     *
     * @param answerWithin time within which a write is confirmed or fails
     */
    public static LogGateway open(
            Settings settings,
            TopicSerdes serdes,
            Duration answerWithin,
            Collection<Topic<?>> topics,
            MeterRegistry meters) {
        Map<String, Object> config = ProducerSettings.quick(settings, answerWithin);
        serdes.register(topics);
        RecordEncoder encoder = new RecordEncoder(serdes);
        Producer<String, byte[]> producer = new KafkaProducer<>(config);
        topics.forEach(topic -> producer.partitionsFor(topic.name()));
        LogGateway gateway = new LogGateway(producer, encoder, BrokerWatch.open(settings), meters);
        gateway.sender.setDaemon(true);
        gateway.sender.start();
        return gateway;
    }

    /**
     * Writes all records.
     *
     * @return completes when the brokers have confirmed every one; fails with {@link LogUnavailable} when they have not,
     *     and then some may be in the log; fails otherwise when a record can't be written at all
     */
    public CompletableFuture<Void> write(List<Outgoing<?>> records) {
        if (!watch.up()) {
            return CompletableFuture.failedFuture(new LogUnavailable("the brokers are away"));
        }
        Write write = new Write(records, System.nanoTime());
        if (!open || !waiting.offer(write)) {
            return CompletableFuture.failedFuture(new LogUnavailable("too much is waiting to be written"));
        }
        return write.done;
    }

    /** True while the brokers confirm what is written. */
    public boolean ready() {
        return open && watch.up();
    }

    /** False when nothing can be written any more by this process. */
    public boolean live() {
        return failure == null;
    }

    /** What ended the gateway against its will; null while it works. */
    public @Nullable Exception failure() {
        return failure;
    }

    @Override
    public void close() {
        open = false;
        sender.interrupt();
        try {
            sender.join(CLOSE_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(CLOSE_WITHIN);
        watch.close();
    }

    private void run() {
        ArrayDeque<Write> batch = new ArrayDeque<>();
        try {
            while (open) {
                batch.add(waiting.take());
                waiting.drainTo(batch, 500);
                while (!batch.isEmpty()) {
                    send(batch.remove());
                }
            }
        } catch (InterruptedException e) {
            log.debug("sender was told to stop");
        } catch (RuntimeException e) {
            failure = e;
            log.error("sender failed: {}", e.getMessage(), e);
        }
        waiting.drainTo(batch);
        batch.forEach(write -> write.fail("the service stops"));
        open = false;
    }

    private void send(Write write) {
        if (!watch.up()) {
            write.fail("the brokers are away");
            return;
        }
        for (Outgoing<?> record : write.records) {
            try {
                // A time-out of the wait for metadata or buffer space is told to the callback, not thrown.
                var unused = producer.send(encoder.encode(record), (written, problem) -> confirm(write, problem));
            } catch (KafkaException e) {
                confirm(write, e);
            }
        }
    }

    private void confirm(Write write, @Nullable Exception problem) {
        if (problem != null && BrokerWatch.blames(problem)) {
            watch.tell(problem);
            write.fail(problem.getMessage());
        } else if (problem != null) {
            write.done.completeExceptionally(problem);
        } else if (write.missing.decrementAndGet() == 0) {
            watch.confirmed();
            latency.record(System.nanoTime() - write.since, TimeUnit.NANOSECONDS);
            write.done.complete(null);
        }
    }

    /** Records that are confirmed together. */
    private static final class Write {

        private final List<Outgoing<?>> records;
        private final long since;
        private final AtomicInteger missing;
        private final CompletableFuture<Void> done = new CompletableFuture<>();

        Write(List<Outgoing<?>> records, long since) {
            this.records = records;
            this.since = since;
            this.missing = new AtomicInteger(records.size());
        }

        void fail(@Nullable String why) {
            done.completeExceptionally(new LogUnavailable(String.valueOf(why)));
        }
    }
}
