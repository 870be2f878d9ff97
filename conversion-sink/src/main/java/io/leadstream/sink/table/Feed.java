// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.table;

import io.leadstream.schemas.topic.Topic;
import org.apache.avro.specific.SpecificRecord;

/** A topic of the catalogue and what its records change. */
public record Feed<V extends SpecificRecord>(Topic<V> topic, Projection<V> projection) {}
