// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.runtime.streams.BackgroundTime.Worker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackgroundTimeTest {

    private static final int EVERY = 500;

    private final AtomicLong clock = new AtomicLong();
    private final BackgroundTime time = new BackgroundTime(Duration.ofNanos(100), Duration.ofNanos(EVERY), clock::get);
    private final List<Long> given = new ArrayList<>();

    @Test
    void shouldGiveWhoHasLittleToDoWhatIsLeft() {
        Worker one = time.worker();
        Worker two = time.worker();
        spend(one, 40);
        spend(two, 30);
        spend(one, 20);
        assertThat(given).containsExactly(100L, 60L, 30L);
        nextInterval();
        spend(two, 0);
        assertThat(given).endsWith(100L);
    }

    @Test
    void shouldStarveNobodyWhenATaskHasWorkWithoutEnd() {
        Worker sweep = time.worker();
        Worker timers = time.worker();
        List<Long> ofTimers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            useUp(sweep);
            spend(timers, 1);
            ofTimers.add(given.get(given.size() - 1));
            nextInterval();
        }
        assertThat(ofTimers).allSatisfy(each -> assertThat(each).isPositive());
    }

    @Test
    void shouldShareEvenlyAmongThoseWhoUseAllTheyGet() {
        List<Worker> sweeps = Stream.generate(time::worker).limit(4).toList();
        sweeps.forEach(this::useUp);
        assertThat(given).as("all begin at once").containsExactly(100L, 2L, 2L, 2L);
        for (int i = 0; i < 3; i++) {
            nextInterval();
            given.clear();
            sweeps.forEach(this::useUp);
            assertThat(given).containsExactly(25L, 25L, 25L, 25L);
        }
        nextInterval();
        useUp(sweeps.get(3));
        nextInterval();
        useUp(sweeps.get(3));
        assertThat(given).as("once the others are done").endsWith(25L, 100L);
    }

    @Test
    void shouldStayNearItsBoundHoweverManyTasksThereAre() {
        List<Worker> sweeps = Stream.generate(time::worker).limit(20).toList();
        for (int i = 0; i < 5; i++) {
            long before = clock.get();
            sweeps.forEach(this::useUp);
            assertThat(clock.get() - before).isLessThanOrEqualTo(100 + 20 * 2);
            nextInterval();
        }
    }

    @Test
    void shouldLetEachThreadHaveItsOwn() throws InterruptedException {
        spend(time.worker(), 100);
        var other = new Thread(() -> spend(time.worker(), 1));
        other.start();
        other.join();
        assertThat(given).containsExactly(100L, 100L);
    }

    private void nextInterval() {
        clock.addAndGet(EVERY);
    }

    private void useUp(Worker worker) {
        worker.spend(end -> {
            given.add(end - clock.get());
            clock.set(end);
        });
    }

    private void spend(Worker worker, long nanos) {
        worker.spend(end -> {
            given.add(end - clock.get());
            clock.addAndGet(nanos);
        });
    }
}
