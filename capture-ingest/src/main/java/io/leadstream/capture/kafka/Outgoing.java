// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.kafka;

import io.leadstream.schemas.topic.Topic;
import org.apache.avro.specific.SpecificRecord;

/** A record on its way into the log. */
public record Outgoing<V extends SpecificRecord>(Topic<V> topic, String key, V value) {}
