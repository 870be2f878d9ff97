// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.streams;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;

/** Sets aside what can't be decoded; a registry that is away is no reason to. Made by Kafka Streams. */
public final class UndecodableHandler implements DeserializationExceptionHandler {

    private @Nullable DeadLetters deadLetters;

    @Override
    public void configure(Map<String, ?> configs) {
        deadLetters = DeadLetters.of(configs);
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        if (deadLetters == null || Blame.registryAway(exception)) {
            return Response.fail();
        }
        return Response.resume(List.of(deadLetters.letter(context, exception)));
    }
}
