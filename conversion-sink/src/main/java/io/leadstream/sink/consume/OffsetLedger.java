// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.consume;

import io.leadstream.sink.table.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * The table {@code sink_offsets}: how far each partition is written, and who may write it. Every change is a
 * compare-and-set in the transaction of the rows, so an instance that lost a partition without knowing changes nothing.
 */
final class OffsetLedger {

    /** A partition that is to be claimed: its topic's id, and the offset to begin at when it was never claimed. */
    record Start(TopicPartition partition, String topicId, long beginning) {}

    /** A partition's step from {@code claim.nextOffset} to {@code nextOffset}. */
    record Step(TopicPartition partition, Claim claim, long nextOffset) {}

    private static final Columns<Start> STARTS = Columns.of(Start.class)
            .text("topic", start -> start.partition().topic())
            .integer("partition", start -> start.partition().partition())
            .uuid("topic_id", Start::topicId)
            .bigint("next_offset", Start::beginning)
            .build();

    private static final Columns<Step> STEPS = Columns.of(Step.class)
            .text("topic", step -> step.partition().topic())
            .integer("partition", step -> step.partition().partition())
            .bigint("expected", step -> step.claim().nextOffset())
            .bigint("epoch", step -> step.claim().epoch())
            .bigint("next_offset", Step::nextOffset)
            .build();

    private static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition);

    private final String claim;
    private final String advance;
    private final String check;

    OffsetLedger(String sink) {
        String name = "'" + sink.replace("'", "''") + "'";
        this.claim = STARTS.sql("insert into sink_offsets as t (sink, {names}, owner_epoch) select " + name
                + ", {names}, 1 from {rows} as u on conflict (sink, topic, partition) do update set owner_epoch ="
                + " t.owner_epoch + 1, updated_at = now()"
                + " returning topic, partition, topic_id::text, next_offset, owner_epoch");
        String mine = "{rows} as u where t.sink = " + name + " and t.topic = u.topic and t.partition = u.partition"
                + " and t.next_offset = u.expected and t.owner_epoch = u.epoch";
        this.advance =
                STEPS.sql("update sink_offsets t set next_offset = u.next_offset, updated_at = now() from " + mine);
        this.check = STEPS.sql("select count(*) from sink_offsets t, " + mine);
    }

    /**
     * Takes partitions over from whoever had them; waits for a transaction that is still writing them.
     *
     * @return for each partition, where to go on
     * @throws TopicRecreatedException when the offsets in the database are those of another topic of that name
     */
    Map<TopicPartition, Claim> claim(Connection connection, List<Start> partitions)
            throws SQLException, TopicRecreatedException {
        List<Start> sorted = new ArrayList<>(partitions);
        sorted.sort(Comparator.comparing(Start::partition, ORDER));
        Map<String, String> topicIds = new HashMap<>();
        sorted.forEach(start -> topicIds.put(start.partition().topic(), start.topicId()));
        Map<TopicPartition, Claim> claims = new HashMap<>();
        try (PreparedStatement statement = STARTS.prepare(connection, claim, sorted);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                String topic = result.getString(1);
                String stored = result.getString(3);
                if (!stored.equals(topicIds.get(topic))) {
                    throw new TopicRecreatedException(topic, stored, String.valueOf(topicIds.get(topic)));
                }
                claims.put(
                        new TopicPartition(topic, result.getInt(2)), new Claim(result.getLong(4), result.getLong(5)));
            }
        }
        return claims;
    }

    /**
     * Moves offsets forward.
     *
     * @throws FencedException when any partition is not as its claim says; nothing may be committed then
     */
    void advance(Connection connection, List<Step> partitions) throws SQLException, FencedException {
        List<Step> sorted = new ArrayList<>(partitions);
        sorted.sort(Comparator.comparing(Step::partition, ORDER));
        int moved = STEPS.execute(connection, advance, sorted);
        if (moved != sorted.size()) {
            throw new FencedException();
        }
    }

    /** True when every claim still holds. */
    boolean holds(Connection connection, Map<TopicPartition, Claim> claims) throws SQLException {
        List<Step> all = new ArrayList<>();
        claims.forEach((partition, of) -> all.add(new Step(partition, of, of.nextOffset())));
        try (PreparedStatement statement = STEPS.prepare(connection, check, all);
                ResultSet result = statement.executeQuery()) {
            return result.next() && result.getInt(1) == all.size();
        }
    }
}
