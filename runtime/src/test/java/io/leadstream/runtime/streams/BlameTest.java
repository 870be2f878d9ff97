// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.schemas.serde.RegistryException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class BlameTest {

    private final RegistryException away = new RegistryException("away", true);

    @Test
    void shouldBlameTheRecordWhenItCrashedOurCodeOrCantBeWritten() {
        assertThat(Blame.record(new IllegalStateException("bug"))).isTrue();
        assertThat(Blame.record(new SerializationException("too large"))).isTrue();
    }

    @Test
    void shouldBlameTheMachineWhenKafkaOrTheStoreFailed() {
        assertThat(Blame.record(new ProcessorStateException("disk full"))).isFalse();
        assertThat(Blame.record(new StreamsException("send failed", new SerializationException("other record"))))
                .isFalse();
        assertThat(Blame.record(new TimeoutException("broker"))).isFalse();
    }

    @Test
    void shouldBlameTheRegistryWhenItIsAwayHoweverDeepItSits() {
        Exception wrapped = new SerializationException("x", new IllegalStateException("y", away));
        assertThat(Blame.registryAway(wrapped)).isTrue();
        assertThat(Blame.record(wrapped)).isFalse();
    }

    @Test
    void shouldBlameTheDeploymentWhenTheRegistryRefusesASchema() {
        RegistryException refused = new RegistryException("incompatible", false);
        assertThat(Blame.registryAway(refused)).isFalse();
        assertThat(Blame.record(refused)).isFalse();
        assertThat(Blame.record(new SerializationException("x", refused))).isFalse();
    }

    @Test
    void shouldComeToAnEndWhenCausesGoInACircle() {
        IllegalStateException a = new IllegalStateException("a");
        IllegalStateException b = new IllegalStateException("b", a);
        a.initCause(b);
        assertThat(Blame.registryAway(a)).isFalse();
    }
}
