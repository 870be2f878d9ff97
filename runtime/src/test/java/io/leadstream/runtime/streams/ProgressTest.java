// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final TopicPartition PARTITION = new TopicPartition("activities", 0);

    private final AtomicLong nanos = new AtomicLong();
    private final Progress progress = new Progress(Duration.ofSeconds(60), nanos::get);

    @Test
    void shouldStandStillWhenWorkWaitsWithoutACommit() {
        assertThat(look(5, true)).isTrue();
        pass(60);
        assertThat(look(5, true)).isTrue();
        pass(1);
        assertThat(look(5, true)).isFalse();
    }

    @Test
    void shouldMoveWhenACommitCameMeanwhile() {
        look(5, true);
        pass(50);
        look(6, true);
        pass(50);
        assertThat(look(6, true)).isTrue();
    }

    @Test
    void shouldMoveWhenNothingWaits() {
        look(5, false);
        pass(600);
        assertThat(look(5, false)).isTrue();
        assertThat(look(5, true)).isTrue();
    }

    @Test
    void shouldForgetAPartitionWhenItMovedAway() {
        look(5, true);
        pass(30);
        assertThat(progress.moves(Map.of())).isTrue();
        pass(40);
        assertThat(look(5, true)).isTrue();
    }

    private boolean look(long committed, boolean waiting) {
        return progress.moves(Map.of(PARTITION, new Progress.Work(committed, waiting)));
    }

    private void pass(int seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }
}
