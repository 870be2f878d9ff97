// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.consume;

import io.leadstream.schemas.serde.RegistryException;
import io.leadstream.sink.table.KnownLeads;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One consumer and one connection at a time: reads what a poll gives, and writes rows and offsets in one transaction.
 * Whatever goes wrong on the way, the batch is forgotten, the partitions are claimed anew and reading goes on from the
 * offsets in the database. While the database is away it keeps polling, with everything paused, and so stays a member.
 */
final class SinkWorker implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(SinkWorker.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LEAVE_WITHIN = Duration.ofSeconds(3);
    private static final long TELL_NANOS = 1_000_000_000L;
    private static final long SAVE_IDLE_NANOS = 200_000_000L;

    private final Consumer<byte[], byte[]> consumer;
    private final DataSource database;
    private final Decoder decoder;
    private final OffsetLedger ledger;
    private final Quarantine quarantine;
    private final PartitionClaims claims;
    private final SinkMeters meters;
    private final Backoff backoff;
    private final long verifyNanos;

    /** Positions after what was polled, where the database may not be yet. */
    private final Map<TopicPartition, Long> reached = new HashMap<>();

    private final KnownLeads known = new KnownLeads();

    private long writtenAt = System.nanoTime();
    private long verifiedAt = writtenAt;
    private long toldAt = writtenAt;
    private long toldWrittenAt = writtenAt;

    private volatile boolean stopping;
    private volatile boolean ready;
    private volatile long lag;
    private volatile long steppedAt = System.nanoTime();
    private volatile @Nullable Exception failure;

    SinkWorker(
            Consumer<byte[], byte[]> consumer,
            DataSource database,
            Decoder decoder,
            OffsetLedger ledger,
            Quarantine quarantine,
            TopicIds topicIds,
            SinkMeters meters,
            Backoff backoff,
            Duration verifyEvery) {
        this.consumer = consumer;
        this.database = database;
        this.decoder = decoder;
        this.ledger = ledger;
        this.quarantine = quarantine;
        this.claims = new PartitionClaims(consumer, ledger, topicIds);
        this.meters = meters;
        this.backoff = backoff;
        this.verifyNanos = verifyEvery.toNanos();
    }

    /** Works until stopped or until something happens that only an operator can mend. */
    @Override
    public void run() {
        try {
            consumer.subscribe(decoder.topics(), claims);
            while (!stopping) {
                step();
            }
        } catch (WakeupException e) {
            log.debug("woken to stop");
        } catch (Exception e) {
            if (!stopping) {
                failure = e;
                log.error("the sink stops: {}", e.getMessage(), e);
            }
        } finally {
            ready = false;
            consumer.close(CloseOptions.timeout(LEAVE_WITHIN));
        }
    }

    /** Asks it to stop after the batch at hand; returns at once. */
    void stop() {
        stopping = true;
        consumer.wakeup();
    }

    /** True while it is in the group and all it was given is claimed. */
    boolean ready() {
        return ready;
    }

    /** Time since it last went round. */
    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - steppedAt);
    }

    /** Records of its partitions that are not yet read. */
    long lag() {
        return lag;
    }

    @Nullable
    Exception failure() {
        return failure;
    }

    private void step() throws Exception {
        Duration wait = backoff.remaining();
        ConsumerRecords<byte[], byte[]> polled = poll(wait.isZero() || wait.compareTo(POLL) > 0 ? POLL : wait);
        steppedAt = System.nanoTime();
        if (backoff.remaining().isZero()) {
            try {
                write(polled);
                claimPending();
                verify();
                backoff.succeeded();
            } catch (FencedException e) {
                meters.fencedOff();
                again(e);
            } catch (RetriableException e) {
                again(e);
            } catch (RegistryException e) {
                if (!e.retriable()) {
                    throw e;
                }
                again(e);
            } catch (SQLException e) {
                if (SqlFailure.of(e) != SqlFailure.PASSING) {
                    throw e;
                }
                again(e);
            }
        }
        tell();
        ready = !backoff.failing()
                && !claims.pending()
                && consumer.groupMetadata().generationId() > 0;
    }

    private ConsumerRecords<byte[], byte[]> poll(Duration timeout) throws TopicRecreatedException {
        try {
            return consumer.poll(timeout);
        } catch (OffsetOutOfRangeException e) {
            claims.requireSameTopics();
            throw new IllegalStateException(
                    "records were deleted from the topics before they were written, at "
                            + e.offsetOutOfRangePartitions()
                            + ": restore them, or empty the database with 'select sink_reset()' and take what is left",
                    e);
        }
    }

    private void again(Exception e) {
        meters.retried();
        claims.rewind();
        reached.clear();
        known.clear();
        // A message of the database may quote a row, and with it a person.
        String reason = e instanceof SQLException ? "SQLSTATE " + SqlFailure.stateOf(e) : e.getMessage();
        log.warn(
                "trying again in {} ms: {}: {}",
                backoff.failed().toMillis(),
                e.getClass().getSimpleName(),
                reason);
        log.debug("the failure", e);
    }

    private void write(ConsumerRecords<byte[], byte[]> polled) throws Exception {
        polled.nextOffsets().forEach((partition, next) -> {
            if (claims.of(partition) != null) {
                reached.put(partition, next.offset());
            }
        });
        List<Fact> facts = new ArrayList<>(polled.count());
        List<Quarantine.Entry> undecodable = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> source : polled) {
            if (claims.of(new TopicPartition(source.topic(), source.partition())) != null) {
                decode(source, facts, undecodable);
            }
        }
        boolean idle = facts.isEmpty() && undecodable.isEmpty();
        if (reached.isEmpty() || (idle && System.nanoTime() - writtenAt < SAVE_IDLE_NANOS)) {
            return;
        }
        List<OffsetLedger.Step> steps = steps();
        reached.clear();
        if (!steps.isEmpty()) {
            commit(steps, facts, undecodable, polled.count());
        }
    }

    private void decode(ConsumerRecord<byte[], byte[]> source, List<Fact> facts, List<Quarantine.Entry> undecodable) {
        try {
            Fact fact = decoder.decode(source);
            if (fact != null) {
                facts.add(fact);
            }
        } catch (Decoder.UndecodableException e) {
            undecodable.add(new Quarantine.Entry(source, Quarantine.UNDECODABLE, null, String.valueOf(e.getMessage())));
        }
    }

    private void commit(
            List<OffsetLedger.Step> steps, List<Fact> facts, List<Quarantine.Entry> undecodable, int records)
            throws Exception {
        long began = System.nanoTime();
        Batch batch = new Batch(known);
        // Closing the connection without a commit rolls back.
        try (Connection connection = database.getConnection()) {
            // First of all, so that whoever lost a partition is told before it does any work, and whoever claims it
            // meanwhile waits for the end of this transaction.
            ledger.advance(connection, steps);
            batch.write(connection, facts);
            List<Quarantine.Entry> refused = batch.refused();
            refused.addAll(undecodable);
            quarantine.require(refused.size());
            quarantine.write(connection, refused);
            connection.commit();
        }
        batch.committed();
        writtenAt = System.nanoTime();
        claims.moved(steps);
        int refused = batch.refused().size();
        quarantine.count(refused);
        if (refused > 0) {
            log.warn("set {} records aside in sink_dead_letters", refused);
        }
        meters.committed(records, batch.rows(), refused, Duration.ofNanos(writtenAt - began));
    }

    private List<OffsetLedger.Step> steps() {
        List<OffsetLedger.Step> steps = new ArrayList<>();
        reached.forEach((partition, next) -> {
            Claim claim = claims.of(partition);
            if (claim != null && next > claim.nextOffset()) {
                steps.add(new OffsetLedger.Step(partition, claim, next));
            }
        });
        return steps;
    }

    private void claimPending() throws SQLException, TopicRecreatedException {
        if (claims.pending()) {
            try (Connection connection = database.getConnection()) {
                claims.claim(connection);
                // A partition may begin anew because everything was deleted.
                known.clear();
            }
        }
    }

    /** Finds out, also when no record comes, that the claims or the topics aren't what they were. */
    private void verify() throws SQLException, FencedException, TopicRecreatedException {
        long now = System.nanoTime();
        if (now - verifiedAt < verifyNanos || claims.claimed().isEmpty()) {
            return;
        }
        verifiedAt = now;
        claims.requireSameTopics();
        try (Connection connection = database.getConnection()) {
            boolean holds = ledger.holds(connection, claims.claimed());
            connection.rollback();
            if (!holds) {
                throw new FencedException();
            }
        }
    }

    /** Offsets in Kafka are for lag tools only; nothing is ever read from there. */
    private void tell() {
        long now = System.nanoTime();
        if (now - toldAt < TELL_NANOS) {
            return;
        }
        toldAt = now;
        long waiting = 0;
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (Map.Entry<TopicPartition, Claim> claimed : claims.claimed().entrySet()) {
            offsets.put(
                    claimed.getKey(), new OffsetAndMetadata(claimed.getValue().nextOffset()));
            waiting += consumer.currentLag(claimed.getKey()).orElse(0);
        }
        lag = waiting;
        if (writtenAt > toldWrittenAt) {
            toldWrittenAt = writtenAt;
            consumer.commitAsync(offsets, (told, e) -> {
                if (e != null) {
                    log.debug("offsets were not noted in Kafka", e);
                }
            });
        }
    }
}
