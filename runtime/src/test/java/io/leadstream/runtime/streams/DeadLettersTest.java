// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.internals.DefaultErrorHandlerContext;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

    private static final byte[] VALUE = "v".getBytes(StandardCharsets.UTF_8);

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final DeadLetters letters = new DeadLetters("app", 2, metrics, OriginalRecords.NONE, () -> 0L);

    @Test
    void shouldStopAtAFlood() {
        letters.letter(context(), new IllegalStateException("broken"));
        letters.letter(context(), new IllegalStateException("broken"));
        assertThatThrownBy(() -> letters.letter(context(), new IllegalStateException("broken")))
                .isInstanceOf(DeadLetterFloodException.class);
    }

    @Test
    void shouldGoOnHoweverManyRecordsABoundRefuses() {
        var cause = new IllegalStateException("too much");
        for (int i = 0; i < 10; i++) {
            assertThat(letters.letter(context(), new RecordRefusedException("at most", cause))
                            .value())
                    .isEqualTo(VALUE);
        }
        assertThat(metrics.counter("leadstream.dead.letters", "application", "app")
                        .count())
                .isEqualTo(10);
    }

    private static ErrorHandlerContext context() {
        return new DefaultErrorHandlerContext(
                null, "topic", 0, 0L, new RecordHeaders(), "node", new TaskId(0, 0), 0L, VALUE, VALUE);
    }
}
