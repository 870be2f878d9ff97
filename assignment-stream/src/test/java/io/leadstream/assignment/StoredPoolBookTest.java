// SPDX-License-Identifier: Apache-2.0
package io.leadstream.assignment;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.state.assignment.PoolTeam;
import io.leadstream.schemas.state.assignment.StaffAbsence;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StoredPoolBookTest {

    private static final int MANY = 60_000;

    private static final TopicSerdes SERDES =
            TopicSerdes.from(Map.of("schema.registry.url", "memory://stored-pool-book"));

    private final MockProcessorContext<Void, Void> context = new MockProcessorContext<>();

    StoredPoolBookTest() {
        store(StoreNames.QUEUE, Serdes.String());
        store(StoreNames.WAKE, Serdes.String());
        store(StoreNames.TEAM, SERDES.internal(PoolTeam.class));
        store(StoreNames.ABSENCE, SERDES.internal(StaffAbsence.class));
    }

    private <V> void store(String name, Serde<V> values) {
        var store = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), values)
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
    }

    @Test
    void shouldTellTeamsAndAbsencesAsTheyAreStoredAlsoAfterARestart() {
        var before = new StoredPoolBook(context);
        assertThat(before.team("sales")).isNull();
        assertThat(before.absence("ada")).isNull();
        before.saveTeam(new PoolTeam("sales", 1L, "ada", List.of(), List.of(), null), null);
        before.saveTeam(new PoolTeam("sales", 2L, "bob", List.of(), List.of(), null), null);
        before.saveAbsence("ada", new StaffAbsence(null));
        before.saveAbsence("bob", new StaffAbsence(null));
        before.saveAbsence("bob", null);
        var after = new StoredPoolBook(context);
        for (var book : new StoredPoolBook[] {before, after}) {
            assertThat(book.team("sales")).isEqualTo(new PoolTeam("sales", 2L, "bob", List.of(), List.of(), null));
            assertThat(book.absence("ada")).isEqualTo(new StaffAbsence(null));
            assertThat(book.absence("bob")).isNull();
        }
    }

    @Test
    void shouldKnowTheFirstOfEachKindAlsoAfterARestart() {
        var before = new StoredPoolBook(context);
        before.enqueue("sales", "", "2", "second");
        before.enqueue("sales", "", "1", "first");
        before.enqueue("sales", "large", "0", "large");
        before.enqueue("sales2", "", "0", "other team");
        var after = new StoredPoolBook(context);
        for (var book : new StoredPoolBook[] {before, after}) {
            assertThat(book.firstWaiting("sales", "")).isEqualTo("first");
            assertThat(book.firstWaiting("sales", "large")).isEqualTo("large");
            assertThat(book.firstWaiting("sales", "small")).isNull();
            assertThat(book.firstWaiting("sale", "")).isNull();
        }
        after.dequeue("sales", "", "1");
        assertThat(after.firstWaiting("sales", "")).isEqualTo("second");
        after.dequeue("sales", "", "2");
        assertThat(after.firstWaiting("sales", "")).isNull();
        KeyValueStore<String, String> stored = context.getStateStore(StoreNames.QUEUE);
        assertThat(stored.approximateNumEntries()).isEqualTo(2);
    }

    /** Takes a tenth of a second, and many minutes when the whole queue is walked for each lead. */
    @Test
    @Timeout(value = 20, unit = SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void shouldServeALongQueueWithoutWalkingItForEachLead() {
        var book = new StoredPoolBook(context);
        for (int i = 0; i < MANY; i++) {
            book.enqueue("sales", "", rank(i), "lead-" + i);
        }
        for (int i = 0; i < MANY; i++) {
            assertThat(book.firstWaiting("sales", "")).isEqualTo("lead-" + i);
            book.dequeue("sales", "", rank(i));
        }
        assertThat(book.firstWaiting("sales", "")).isNull();
    }

    private static String rank(int number) {
        return String.valueOf(1_000_000 + number);
    }
}
