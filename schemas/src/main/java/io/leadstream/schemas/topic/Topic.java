// SPDX-License-Identifier: Apache-2.0
package io.leadstream.schemas.topic;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * One topic of the published language. Keys are always the UTF-8 text named by {@code key}, never framed with a schema
 * id, so that every producer places a key on the same partition.
 *
 * @param name lower-case kebab plural noun
 * @param valueType the Avro record it carries
 * @param key what the key is, in words
 * @param writer the only module that writes it
 * @param cleanup what the broker may delete
 * @param spread over how many partitions it is laid
 * @param purpose one sentence for people
 */
public record Topic<V extends SpecificRecord>(
        String name, Class<V> valueType, String key, Writer writer, Cleanup cleanup, Spread spread, String purpose) {

    /** The module that writes a topic. */
    public enum Writer {
        CAPTURE_INGEST("capture-ingest"),
        SCORING_STREAM("scoring-stream"),
        ASSIGNMENT_STREAM("assignment-stream"),
        NOTIFIER("notifier");

        private final String module;

        Writer(String module) {
            this.module = module;
        }

        public String module() {
            return module;
        }
    }

    /** What the broker may delete: nothing, or all but the newest value of a key. */
    public enum Cleanup {
        KEEP,
        COMPACT
    }

    /** Partition count: the deployment's number for what scales out, one for what must be totally ordered. */
    public enum Spread {
        PARTITIONED,
        SINGLE
    }

    public Schema schema() {
        return SpecificData.get().getSchema(valueType);
    }
}
