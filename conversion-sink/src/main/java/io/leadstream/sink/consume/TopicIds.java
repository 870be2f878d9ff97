// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.consume;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;

/** Asks the brokers which topic is behind a name: a topic that is made anew has another id. Thread-safe. */
final class TopicIds {

    private static final int TIMEOUT_SECONDS = 15;

    private final Admin admin;

    TopicIds(Admin admin) {
        this.admin = admin;
    }

    /**
     * Ids by name, as UUID text.
     *
     * @throws KafkaException when the brokers can't tell; a retriable one when they may in a while
     */
    Map<String, String> of(Collection<String> topics) {
        Map<String, String> ids = new HashMap<>();
        try {
            Map<String, TopicDescription> found =
                    admin.describeTopics(topics).allTopicNames().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            found.forEach((name, topic) -> ids.put(name, text(topic.topicId())));
            return ids;
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException("no answer about topic ids", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
        }
    }

    private static String text(Uuid id) {
        return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits()).toString();
    }
}
