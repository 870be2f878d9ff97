// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.inspect;

import io.leadstream.schemas.topic.Topic;
import io.leadstream.schemas.topic.Topics;
import io.leadstream.standalone.terminal.Paint;
import io.leadstream.standalone.terminal.Table;
import io.leadstream.standalone.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** The topic catalogue beside what the brokers hold of it. */
public final class TopicTable {

    private TopicTable() {}

    public static void print(Offsets offsets, Terminal terminal) {
        List<String> names = new ArrayList<>();
        Topics.all().forEach(topic -> names.add(topic.name()));
        List<TopicPartition> partitions = List.copyOf(offsets.partitions(names));
        Map<TopicPartition, Long> beginnings = offsets.beginnings(partitions);
        Map<TopicPartition, Long> ends = offsets.ends(partitions);
        Table table = new Table()
                .text("topic")
                .number("partitions")
                .number("offsets")
                .text("key")
                .text("cleanup")
                .text("written by");
        for (Topic<?> topic : Topics.all()) {
            long count = 0;
            int spread = 0;
            for (TopicPartition partition : partitions) {
                if (partition.topic().equals(topic.name())) {
                    spread++;
                    count += ends.getOrDefault(partition, 0L) - beginnings.getOrDefault(partition, 0L);
                }
            }
            table.row(
                    spread == 0 ? Paint.CARE : Paint.PLAIN,
                    topic.name(),
                    spread,
                    count,
                    topic.key(),
                    topic.cleanup().name().toLowerCase(Locale.ROOT),
                    topic.writer().module());
        }
        table.print(terminal);
        terminal.line(
                Paint.QUIET, "  Offsets count records and the marks of transactions. To read: ./leadstream tail TOPIC");
    }
}
