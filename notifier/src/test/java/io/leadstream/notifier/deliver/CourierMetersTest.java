// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.schemas.notification.Channel;
import io.leadstream.schemas.notification.UndeliveredReason;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class CourierMetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void shouldCountForEachReceiverWhenSeveralAreAtOneHost() {
        Lanes busy = new Lanes(System::nanoTime);
        busy.add(new ConsumerRecord<>("lead-assignments", 0, 0, "ann".getBytes(StandardCharsets.UTF_8), new byte[0]));
        try (CourierMeters one = new CourierMeters(registry, new AtOneHost("one"), new Lanes(System::nanoTime));
                CourierMeters two = new CourierMeters(registry, new AtOneHost("two"), busy)) {
            one.delivered();
            one.delivered();
            two.delivered();

            assertThat(told("one", "delivered")).isEqualTo(2);
            assertThat(told("two", "delivered")).isEqualTo(1);
            assertThat(waiting("one")).isZero();
            assertThat(waiting("two")).isEqualTo(1);
        }
    }

    @Test
    void shouldCountWhatCameTooLateByItself() {
        try (CourierMeters meters = new CourierMeters(registry, new AtOneHost("one"), new Lanes(System::nanoTime))) {
            meters.gaveUp(UndeliveredReason.EXPIRED);
            meters.gaveUp(UndeliveredReason.TOO_OLD);
            meters.gaveUp(UndeliveredReason.GAVE_UP);
        }

        assertThat(told("one", "late")).isEqualTo(2);
        assertThat(told("one", "failed")).isEqualTo(1);
    }

    private double told(String name, String outcome) {
        return registry.get("leadstream.notifications")
                .tag("receiver.name", name)
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private double waiting(String name) {
        return registry.get("leadstream.notifications.waiting")
                .tag("receiver.name", name)
                .gauge()
                .value();
    }

    private record AtOneHost(String name) implements Receiver {

        @Override
        public Channel channel() {
            return Channel.WEBHOOK;
        }

        @Override
        public String host() {
            return "crm.example.com";
        }

        @Override
        public Set<String> kinds() {
            return Kinds.ALL;
        }

        @Override
        public int concurrency() {
            return 1;
        }

        @Override
        public Outcome deliver(Notification notification) {
            return Outcome.delivered();
        }
    }
}
