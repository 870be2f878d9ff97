// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.streams;

import io.leadstream.schemas.serde.RegistryException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.jspecify.annotations.Nullable;

/**
 * An output that can't be serialised, for instance because it is too large, sets its input aside. An output that the
 * brokers refuse fails the thread: by then the transaction can't be saved by leaving the record out. Made by Kafka
 * Streams.
 */
public final class UnwritableHandler implements ProductionExceptionHandler {

    private @Nullable DeadLetters deadLetters;

    @Override
    public void configure(Map<String, ?> configs) {
        deadLetters = DeadLetters.of(configs);
    }

    @Override
    public Response handleError(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
        return exception instanceof RetriableException ? Response.retry() : Response.fail();
    }

    @Override
    @SuppressWarnings("rawtypes") // Kafka's signature
    public Response handleSerializationError(
            ErrorHandlerContext context,
            ProducerRecord record,
            Exception exception,
            SerializationExceptionOrigin origin) {
        boolean timer = context.topic() == null;
        // A registry that is away or refuses a schema would make every record a dead letter, none of them at fault.
        if (deadLetters == null || timer || Blame.find(exception, RegistryException.class) != null) {
            return Response.fail();
        }
        return Response.resume(List.of(deadLetters.letter(context, exception)));
    }
}
