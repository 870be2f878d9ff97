// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier.deliver;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;

/** What a courier tells about itself. */
final class CourierMeters implements AutoCloseable {

    private final MeterRegistry registry;
    private final Receiver receiver;
    private final Counter delivered;
    private final Counter retried;
    private final Counter failed;
    private final Counter skipped;
    private final Timer attempts;
    private final Gauge waiting;

    CourierMeters(MeterRegistry registry, Receiver receiver, Lanes lanes) {
        this.registry = registry;
        this.receiver = receiver;
        this.delivered = counter("delivered");
        this.retried = counter("retried");
        this.failed = counter("failed");
        this.skipped = counter("skipped");
        this.attempts = Timer.builder("leadstream.notification.attempt")
                .description("Time of an attempt to tell somebody")
                .tags("channel", channel(), "receiver", receiver.host())
                .register(registry);
        this.waiting = Gauge.builder("leadstream.notifications.waiting", lanes, Lanes::waiting)
                .description("Notifications that were read and are neither delivered nor given up")
                .tags("channel", channel(), "receiver", receiver.host())
                .register(registry);
    }

    void delivered() {
        delivered.increment();
    }

    void retried() {
        retried.increment();
    }

    void failed() {
        failed.increment();
    }

    void skipped() {
        skipped.increment();
    }

    void attempted(Duration took) {
        attempts.record(took);
    }

    @Override
    public void close() {
        registry.remove(waiting);
    }

    private Counter counter(String outcome) {
        return Counter.builder("leadstream.notifications")
                .description("Notifications by what came of them; retried counts attempts")
                .tags("channel", channel(), "receiver", receiver.host(), "outcome", outcome)
                .register(registry);
    }

    private String channel() {
        return receiver.channel().name().toLowerCase(Locale.ROOT);
    }
}
