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
        pace.urgent(one);
        pace.urgent(other);
        assertThat(one.committed()).isTrue();
        assertThat(other.committed()).isFalse();
        other.setCurrentSystemTimeMs(1_025);
        pace.urgent(other);
        assertThat(other.committed()).isTrue();
    }

    @Test
    void shouldLetEachThreadKeepItsOwnPace() throws InterruptedException {
        one.setCurrentSystemTimeMs(1_000);
        other.setCurrentSystemTimeMs(1_000);
        pace.urgent(one);
        var thread = new Thread(() -> pace.urgent(other));
        thread.start();
        thread.join();
        assertThat(other.committed()).isTrue();
    }
}
