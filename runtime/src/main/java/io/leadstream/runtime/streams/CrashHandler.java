// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.streams;

import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Sets aside records on which a processor crashed. A timer that crashes has no record to set aside and would crash
 * again at each tick, so it fails the thread, as does anything that is not the record's fault. Made by Kafka Streams.
 */
public final class CrashHandler implements ProcessingExceptionHandler {

    private @Nullable DeadLetters deadLetters;

    @Override
    public void configure(Map<String, ?> configs) {
        deadLetters = DeadLetters.of(configs);
    }

    @Override
    public Response handleError(ErrorHandlerContext context, @Nullable Record<?, ?> record, Exception exception) {
        boolean timer = record == null || context.topic() == null;
        if (deadLetters == null || timer || !Blame.record(exception)) {
            return Response.fail();
        }
        return Response.resume(List.of(deadLetters.letter(context, exception)));
    }
}
