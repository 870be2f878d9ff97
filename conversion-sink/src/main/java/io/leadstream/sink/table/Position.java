// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.table;

/**
 * Where a record stands. Records of one key share a partition, so the offset orders what is known of a key; a replay
 * gives the same offsets.
 */
public record Position(String topic, int partition, long offset) {

    /** The position as one text, unique among all records. */
    String id() {
        return topic + "/" + partition + "/" + offset;
    }
}
