// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadstream.sink.SinkHarness;
import io.leadstream.testkit.TestCluster;
import io.leadstream.testkit.TestDatabase;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OffsetLedgerIT {

    private static final SinkHarness HARNESS =
            new SinkHarness(TestCluster.shared(), TestDatabase.fresh().jdbcUrl());
    private static final String TOPIC_ID = new UUID(0, 7).toString();

    private final OffsetLedger ledger = new OffsetLedger("it's a sink");
    private final TopicPartition partition = new TopicPartition("activities", 3);
    private final TopicPartition other = new TopicPartition("activities", 4);
    private Connection zombie;
    private Connection heir;

    OffsetLedgerIT() throws Exception {
        zombie = HARNESS.connect();
        heir = HARNESS.connect();
    }

    @BeforeAll
    static void migrate() {
        HARNESS.migrate();
    }

    @BeforeEach
    void begin() throws Exception {
        HARNESS.execute("select sink_reset()");
        zombie.setAutoCommit(false);
        heir.setAutoCommit(false);
    }

    @AfterEach
    void end() throws Exception {
        zombie.close();
        heir.close();
    }

    @Test
    void shouldBeginWhereTheTopicBeginsWhenNeverClaimed() throws Exception {
        assertThat(claim(zombie, partition, 41)).isEqualTo(new Claim(41, 1));
        assertThat(claim(heir, partition, 0)).isEqualTo(new Claim(41, 2));
    }

    @Test
    void shouldRefuseOldEpochAndChangeNothing() throws Exception {
        Claim stale = claim(zombie, partition, 0);
        Claim alsoStale = claim(zombie, other, 0);
        Claim fresh = claim(heir, partition, 0);

        assertThatThrownBy(() -> ledger.advance(
                        zombie,
                        List.of(
                                new OffsetLedger.Step(other, alsoStale, 9),
                                new OffsetLedger.Step(partition, stale, 9))))
                .isInstanceOf(FencedException.class);
        zombie.rollback();

        assertThat(HARNESS.value("select sum(next_offset) from sink_offsets")).isEqualTo("0");
        ledger.advance(heir, List.of(new OffsetLedger.Step(partition, fresh, 5)));
        heir.commit();
        assertThat(HARNESS.value("select sum(next_offset) from sink_offsets")).isEqualTo("5");
        assertThat(ledger.holds(heir, Map.of(partition, new Claim(5, fresh.epoch()))))
                .isTrue();
        assertThat(ledger.holds(heir, Map.of(partition, stale))).isFalse();
    }

    @Test
    void shouldRefuseStepFromAnotherOffset() throws Exception {
        Claim claim = claim(zombie, partition, 10);

        assertThatThrownBy(() -> ledger.advance(
                        zombie, List.of(new OffsetLedger.Step(partition, new Claim(11, claim.epoch()), 12))))
                .isInstanceOf(FencedException.class);
    }

    @Test
    void shouldWaitForTheWriterAndGoOnAfterItWhenClaiming() throws Exception {
        Claim claim = claim(zombie, partition, 0);
        ledger.advance(zombie, List.of(new OffsetLedger.Step(partition, claim, 8)));

        CompletableFuture<Claim> next = CompletableFuture.supplyAsync(() -> {
            try {
                return claim(heir, partition, 0);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        Awaitility.await("the claim to wait").until(() -> HARNESS.count("pg_locks where not granted") > 0);
        assertThat(next).isNotDone();
        zombie.commit();

        assertThat(next.get(10, TimeUnit.SECONDS)).isEqualTo(new Claim(8, 2));
    }

    @Test
    void shouldRefuseClaimWhenTheTopicIsAnother() throws Exception {
        claim(zombie, partition, 3);

        assertThatThrownBy(() ->
                        ledger.claim(heir, List.of(new OffsetLedger.Start(partition, new UUID(0, 8).toString(), 0))))
                .isInstanceOf(TopicRecreatedException.class);
        heir.rollback();
        assertThat(HARNESS.value("select owner_epoch from sink_offsets")).isEqualTo("1");
    }

    private Claim claim(Connection connection, TopicPartition of, long beginning) throws Exception {
        Claim claim = ledger.claim(connection, List.of(new OffsetLedger.Start(of, TOPIC_ID, beginning)))
                .get(of);
        connection.commit();
        return java.util.Objects.requireNonNull(claim);
    }
}
