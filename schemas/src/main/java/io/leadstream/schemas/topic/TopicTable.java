// SPDX-License-Identifier: Apache-2.0
package io.leadstream.schemas.topic;

import java.util.stream.Collectors;

/** The catalogue as a Markdown table, for README pages and the {@code topics} command. */
public final class TopicTable {

    private static final String HEAD = """
            | topic | key | value | partitions | kept | written by | what it holds |
            | --- | --- | --- | --- | --- | --- | --- |
            """;

    private TopicTable() {}

    /** One row per topic in the order of the flow; ends with a line feed. */
    public static String markdown() {
        return Topics.all().stream().map(TopicTable::row).collect(Collectors.joining("", HEAD, ""));
    }

    private static String row(Topic<?> topic) {
        return "| `%s` | %s | `%s` | %s | %s | %s | %s |\n"
                .formatted(
                        topic.name(),
                        topic.key(),
                        topic.valueType().getSimpleName(),
                        switch (topic.spread()) {
                            case PARTITIONED -> "many";
                            case SINGLE -> "1";
                        },
                        switch (topic.cleanup()) {
                            case KEEP -> "everything";
                            case COMPACT -> "newest per key";
                        },
                        topic.writer().module(),
                        topic.purpose());
    }
}
