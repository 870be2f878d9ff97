// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier.deliver;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the records of the two topics to one receiver, at least once each: a consumer group of the receiver's own, whose
 * offsets are committed up to the first record that is not settled. One thread polls, whatever happens, and so stays a
 * member; others deliver.
 */
public final class Courier implements Runnable, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Courier.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LEAVE_WITHIN = Duration.ofSeconds(2);
    private static final long FINISH_MILLIS = 3_000;
    /** What is on its way may finish, progress is committed, the group is left: each has its part of this. */
    private static final long STOP_NANOS = TimeUnit.SECONDS.toNanos(8);

    private static final int MOST_AT_ONCE = 200;
    private static final long SHARE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Receiver receiver;
    private final Consumer<byte[], byte[]> consumer;
    private final Lanes lanes = new Lanes(System::nanoTime);
    private final Placement placement;
    private final CourierMeters meters;
    private final List<Thread> carriers = new ArrayList<>();
    private final Thread thread;
    private final int window;

    private boolean full;
    private long joinedAt = System.nanoTime();
    private volatile boolean stopping;
    private volatile long stopBy;
    private volatile boolean ready;
    private volatile long steppedAt = System.nanoTime();
    private volatile @Nullable Exception failure;

    /**
     * What couriers have in common.
     *
     * @param group first part of the names of consumer groups
     * @param consumer settings of Kafka consumers
     * @param window most records that are read and not settled, about
     * @param maxAge older notifications are passed over
     */
    public record Options(
            String group,
            String groupProtocol,
            Map<String, Object> consumer,
            RetryPlan plan,
            int window,
            Duration maxAge) {}

    /** A courier that reads nothing before {@link #start()}. */
    public Courier(
            Options options,
            Receiver receiver,
            Reader reader,
            DeadLetters deadLetters,
            MeterRegistry registry,
            Clock clock) {
        String name = options.group() + "-" + receiver.name();
        this.receiver = receiver;
        this.window = options.window();
        this.consumer = consumer(name, options);
        this.placement = new Placement(consumer, lanes);
        this.meters = new CourierMeters(registry, receiver, lanes);
        for (int number = 1; number <= receiver.concurrency(); number++) {
            Carrier carrier =
                    new Carrier(lanes, reader, receiver, deadLetters, meters, options.plan(), options.maxAge(), clock);
            Thread carrying = new Thread(carrier, name + "-" + number);
            // An attempt that outlasts the stop must not hold up the process; it will be made again.
            carrying.setDaemon(true);
            carriers.add(carrying);
        }
        this.thread = new Thread(this, name);
    }

    public void start() {
        carriers.forEach(Thread::start);
        thread.start();
    }

    /** True while it is in the group and knows where to go on. */
    public boolean ready() {
        return ready;
    }

    /** Time since it last went round. */
    public Duration silence() {
        return Duration.ofNanos(System.nanoTime() - steppedAt);
    }

    /** What ended it; null while it works. */
    public @Nullable Exception failure() {
        return failure;
    }

    @Override
    public void run() {
        try {
            consumer.subscribe(Reader.TOPICS, placement);
            while (!stopping) {
                step();
            }
        } catch (Exception e) {
            if (!stopping) {
                failure = e;
                log.error("notifications for {} stop: {}", receiver.host(), e.getMessage(), e);
            }
        } finally {
            ready = false;
            leave();
        }
    }

    private void step() {
        placement.settleIn();
        regulate();
        consumer.poll(POLL).forEach(lanes::add);
        steppedAt = System.nanoTime();
        placement.commit();
        boolean member = consumer.groupMetadata().generationId() > 0;
        if (!member) {
            joinedAt = steppedAt;
        }
        // A member is told its share a moment after it joined; who gets none has more neighbours than partitions.
        boolean share = !placement.placed().isEmpty() || steppedAt - joinedAt > SHARE_NANOS;
        ready = member && share && placement.settled();
    }

    /** Reads on only while there is room, and polls all the same. */
    private void regulate() {
        int waiting = lanes.waiting();
        if (waiting >= window) {
            full = true;
            consumer.pause(consumer.assignment());
        } else if (full && waiting < window / 2) {
            full = false;
            consumer.resume(placement.placed());
        }
    }

    private void leave() {
        lanes.close();
        try {
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(FINISH_MILLIS);
            for (Thread carrier : carriers) {
                carrier.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
                carrier.interrupt();
            }
            placement.leave(LEAVE_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RetriableException e) {
            log.warn("what was told last may be told again: {}", e.getMessage());
        } finally {
            consumer.close(CloseOptions.timeout(LEAVE_WITHIN));
            meters.close();
        }
    }

    /** Asks it to stop after what is on its way; returns at once. */
    public void stop() {
        if (!stopping) {
            stopBy = System.nanoTime() + STOP_NANOS;
        }
        stopping = true;
        lanes.close();
    }

    /** Stops, and waits for it until some seconds after it was first asked to. */
    @Override
    public void close() {
        stop();
        try {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(stopBy - System.nanoTime())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Consumer<byte[], byte[]> consumer(String name, Options options) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("client.id", name);
        settings.putAll(options.consumer());
        settings.put("group.id", name);
        settings.put("group.protocol", options.groupProtocol());
        if (options.groupProtocol().equals("consumer")) {
            // The same partition number of both topics goes to one instance, and with it all that is about one lead.
            settings.putIfAbsent("group.remote.assignor", "range");
        }
        settings.put("enable.auto.commit", false);
        // A new group begins at the end, which Placement sees to; this is for offsets that are gone.
        settings.put("auto.offset.reset", "earliest");
        settings.put("isolation.level", "read_committed");
        settings.put("max.poll.records", MOST_AT_ONCE);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
