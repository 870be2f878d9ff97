// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier.deliver;

import io.leadstream.schemas.notification.UndeliveredReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;

/** What a courier tells about itself. */
final class CourierMeters implements AutoCloseable {

    private final MeterRegistry registry;
    private final Tags tags;
    private final Counter delivered;
    private final Counter retried;
    private final Counter failed;
    private final Counter late;
    private final Counter skipped;
    private final Timer attempts;
    private final Gauge waiting;

    CourierMeters(MeterRegistry registry, Receiver receiver, Lanes lanes) {
        this.registry = registry;
        // The name tells two addresses at one host from one another.
        this.tags = Tags.of(
                "channel",
                receiver.channel().name().toLowerCase(Locale.ROOT),
                "receiver",
                receiver.host(),
                "receiver.name",
                receiver.name());
        this.delivered = counter("delivered");
        this.retried = counter("retried");
        this.failed = counter("failed");
        this.late = counter("late");
        this.skipped = counter("skipped");
        this.attempts = Timer.builder("leadstream.notification.attempt")
                .description("Time of an attempt to tell somebody")
                .tags(tags)
                .register(registry);
        this.waiting = Gauge.builder("leadstream.notifications.waiting", lanes, Lanes::waiting)
                .description("Notifications that were read and are neither delivered nor given up")
                .tags(tags)
                .register(registry);
    }

    void delivered() {
        delivered.increment();
    }

    void retried() {
        retried.increment();
    }

    void gaveUp(UndeliveredReason reason) {
        boolean tooLate = reason == UndeliveredReason.EXPIRED || reason == UndeliveredReason.TOO_OLD;
        (tooLate ? late : failed).increment();
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
                .tags(tags.and("outcome", outcome))
                .register(registry);
    }
}
