// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;

class CommitPaceTest {

    private final MockProcessorContext<Void, Void> one = new MockProcessorContext<>();
    private final MockProcessorContext<Void, Void> other = new MockProcessorContext<>();
    private final CommitPace pace = new CommitPace(Duration.ofMillis(25));

    @Test
    void shouldAskForACommitOnceInAWhileForAllTasksOfAThread() {
        one.setCurrentSystemTimeMs(1_000);
        other.setCurrentSystemTimeMs(1_024);
        pace.urgent(one, 1_000);
        pace.urgent(other, 1_000);
        assertThat(one.committed()).isTrue();
        assertThat(other.committed()).isFalse();
        other.setCurrentSystemTimeMs(1_025);
        pace.urgent(other, 1_000);
        assertThat(other.committed()).isTrue();
    }

    @Test
    void shouldLetEachThreadKeepItsOwnPace() throws InterruptedException {
        one.setCurrentSystemTimeMs(1_000);
        other.setCurrentSystemTimeMs(1_000);
        pace.urgent(one, 1_000);
        var thread = new Thread(() -> pace.urgent(other, 1_000));
        thread.start();
        thread.join();
        assertThat(other.committed()).isTrue();
    }

    @Test
    void shouldLeaveTheCommitToTheIntervalWhenTheRecordIsOld() {
        one.setCurrentSystemTimeMs(10_000);
        pace.urgent(one, 8_999);
        assertThat(one.committed()).isFalse();
        pace.urgent(one, 9_000);
        assertThat(one.committed()).isTrue();
    }
}
