// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BackgroundTimeTest {

    private final AtomicLong clock = new AtomicLong();
    private final BackgroundTime time = new BackgroundTime(Duration.ofNanos(10), Duration.ofNanos(50), clock::get);
    private final List<Long> left = new ArrayList<>();

    @Test
    void shouldShareOneIntervalAmongTheTasksOfAThread() {
        spend(4);
        spend(7);
        spend(1);
        assertThat(left).containsExactly(10L, 6L);
        clock.set(50);
        spend(0);
        assertThat(left).containsExactly(10L, 6L, 10L);
    }

    @Test
    void shouldLetEachThreadHaveItsOwn() throws InterruptedException {
        spend(10);
        var other = new Thread(() -> spend(1));
        other.start();
        other.join();
        assertThat(left).containsExactly(10L, 10L);
    }

    private void spend(long nanos) {
        time.spend(end -> {
            left.add(end - clock.get());
            clock.addAndGet(nanos);
        });
    }
}
