// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.schemas.state.scoring.ActivityCounter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class CountersTest {

    private static final int LIMIT = 3;

    @Test
    void shouldCutWhatIsOverTheDailyLimit() {
        var counter = counter();
        assertThat(add(counter, 10)).isTrue();
        assertThat(add(counter, 10)).isTrue();
        assertThat(add(counter, 10)).isTrue();
        assertThat(add(counter, 10)).isFalse();
        assertThat(add(counter, 11)).isTrue();
        assertThat(add(counter, 10)).as("late, on a full day").isFalse();
        assertThat(add(counter, 9)).as("late, on a new day").isTrue();
        assertThat(counter.getTotal()).isEqualTo(7);
        assertThat(counter.getCut()).isEqualTo(2);
    }

    @Test
    void shouldCountTheRolledDaysAsOne() {
        var counter = counter();
        for (int day = 0; day < 5; day++) {
            add(counter, day);
        }
        assertThat(Counters.roll(counter, 0, LIMIT)).isFalse();
        assertThat(Counters.roll(counter, 4, LIMIT)).isTrue();
        assertThat(counter.getRolled()).isEqualTo(4);
        assertThat(counter.getTotal() - counter.getCut()).isEqualTo(LIMIT + 1);
        assertThat(Counters.oldestDay(counter)).isEqualTo(4);
        assertThat(Counters.roll(counter, 10, LIMIT)).isTrue();
        assertThat(counter.getNewestCount()).isZero();
        assertThat(counter.getNewestDay()).as("for recency").isEqualTo(4);
        assertThat(Counters.oldestDay(counter)).isEqualTo(Integer.MAX_VALUE);
        assertThat(Counters.add(counter, 12, 10, LIMIT)).isTrue();
        assertThat(counter.getDays().remaining()).isZero();
    }

    @Test
    void shouldStayTheSameSizeForMoreOnTheSameDay() {
        var counter = counter();
        for (int i = 0; i < 1_000; i++) {
            add(counter, 10 + i / 100);
        }
        assertThat(counter.getDays().remaining()).isLessThanOrEqualTo(9 * 2);
    }

    @Test
    void shouldPackLargeNumbers() {
        var counter = counter();
        for (int i = 0; i < 20_000; i++) {
            Counters.add(counter, 100, 0, 1_000_000);
        }
        Counters.add(counter, 390, 0, 1_000_000);
        Counters.add(counter, 100, 0, 1_000_000);
        var reader = new DayReader(counter);
        assertThat(reader.next()).isTrue();
        assertThat(reader.next()).isTrue();
        assertThat(reader.day()).isEqualTo(100);
        assertThat(reader.hits()).isEqualTo(20_001);
        assertThat(reader.next()).isFalse();
    }

    @RepeatedTest(100)
    void shouldHoldWhatAPlainCountHoldsInAnyOrder(RepetitionInfo run) {
        var random = new Random(run.getCurrentRepetition());
        int newest = 0;
        var days = new ArrayList<Integer>();
        int span = 1 + random.nextInt(900);
        for (int i = 0; i < 60; i++) {
            int day = 20_000 + random.nextInt(span);
            days.add(day);
            newest = Math.max(newest, day);
        }
        var expected = rolling(days);
        assertThat(rolling(days)).isEqualTo(expected);
        for (int i = 0; i < 4; i++) {
            Collections.shuffle(days, random);
            assertThat(rolling(days)).as("seed %d", run.getCurrentRepetition()).isEqualTo(expected);
        }
        var perDay = new TreeMap<Integer, Integer>();
        int oldestKept = Days.oldestKept(newest);
        days.forEach(day -> perDay.merge(day < oldestKept ? Integer.MIN_VALUE : day, 1, Integer::sum));
        long counted = perDay.values().stream()
                .mapToLong(hits -> Math.min(hits, LIMIT))
                .sum();
        assertThat(expected.getTotal()).isEqualTo(days.size());
        assertThat(expected.getTotal() - expected.getCut()).isEqualTo(counted);
        assertThat(expected.getNewestDay()).isEqualTo(newest);
        long weighed = Counters.weighed(expected, newest, newest, 1_000, new Fading(30));
        long plain = 0;
        for (int day : days) {
            plain += new Fading(30).weight(day < oldestKept ? Days.ROLLED_AGE : newest - day);
        }
        assertThat(weighed).isEqualTo(plain);
    }

    /** Adds days in the given order, rolling as time goes on. */
    private static ActivityCounter rolling(List<Integer> days) {
        var counter = counter();
        int asOf = Integer.MIN_VALUE;
        for (int day : days) {
            if (day > asOf) {
                asOf = day;
                Counters.roll(counter, Days.oldestKept(asOf), LIMIT);
            }
            Counters.add(counter, day, Days.oldestKept(asOf), LIMIT);
        }
        return counter;
    }

    private static boolean add(ActivityCounter counter, int day) {
        return Counters.add(counter, day, -400, LIMIT);
    }

    private static ActivityCounter counter() {
        return Counters.insert(new ArrayList<>(), "call");
    }
}
