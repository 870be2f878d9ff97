// SPDX-License-Identifier: Apache-2.0
package io.leadstream.schemas.serde;

import java.util.HashMap;
import java.util.Map;

/**
 * Our settings as Confluent's serializers name them. What the caller set already stays. Subjects are pinned to
 * {@code <topic>-value}: their newer releases ask the registry for a strategy first.
 */
final class ForeignSettings {

    private ForeignSettings() {}

    static Map<String, Object> of(Map<String, ?> settings, SerdeConfig config) {
        Map<String, Object> all = new HashMap<>(settings);
        all.putIfAbsent("specific.avro.reader", true);
        all.putIfAbsent("value.subject.name.strategy", "io.confluent.kafka.serializers.subject.TopicNameStrategy");
        String basicAuth = config.basicAuth();
        if (basicAuth != null) {
            all.putIfAbsent("basic.auth.credentials.source", "USER_INFO");
            all.putIfAbsent("basic.auth.user.info", basicAuth);
        }
        return all;
    }
}
