// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import io.leadstream.capture.rules.RulePublisher;
import io.leadstream.runtime.config.Settings;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.standalone.stack.StandaloneException;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;

/** Works with the versions of rules in a Kafka, and tells in plain words when it is not there. */
final class RuleDesk {

    private RuleDesk() {}

    static <T> T with(CaptureTarget target, Function<RulePublisher, T> work) {
        Settings settings = target.settings();
        try (TopicSerdes serdes = TopicSerdes.from(settings.serde())) {
            return work.apply(new RulePublisher(settings, serdes));
        } catch (KafkaException e) {
            throw new StandaloneException(
                    "Kafka does not answer as it should: " + e.getMessage(),
                    "See whether the instance still runs: ./leadstream doctor. To publish again is safe: equal content"
                            + " is published once.",
                    e);
        }
    }
}
