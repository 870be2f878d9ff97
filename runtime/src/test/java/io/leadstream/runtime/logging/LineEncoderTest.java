// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LineEncoderTest {

    private final LoggerContext context = new LoggerContext();
    private final LineEncoder encoder = new LineEncoder();

    @BeforeEach
    void start() {
        encoder.setContext(context);
        encoder.start();
    }

    @Test
    void shouldHideAddressesWhenALibraryQuotesOne() {
        String line = encode("refused ann.o'neil+x@sub.example.com twice", new IllegalStateException("bad ü@x.de"));
        assertThat(line)
                .contains("refused [e-mail] twice")
                .contains("bad [e-mail]")
                .doesNotContain("example.com");
    }

    @Test
    void shouldPrintOneJsonObjectWhenAsked() {
        encoder.setFormat("json");
        String line = encode("say \"hi\"\n\tto C:\\x \u0001", null);
        assertThat(line)
                .startsWith("{\"time\":\"1970-01-01T00:00:00Z\",\"level\":\"INFO\",\"logger\":\"io.leadstream.Test\"")
                .contains("\"message\":\"say \\\"hi\\\"\\n\\tto C:\\\\x \\u0001\"")
                .endsWith("}\n");
        assertThat(line.chars().filter(c -> c == '\n').count()).isEqualTo(1);
    }

    @Test
    void shouldPrintTimeLevelAndShortNameWhenText() {
        assertThat(encode("started", null))
                .isEqualTo("1970-01-01T00:00:00Z INFO Test: started" + System.lineSeparator());
    }

    private String encode(String message, @Nullable Throwable thrown) {
        LoggingEvent event = new LoggingEvent(
                "caller", context.getLogger("io.leadstream.Test"), Level.INFO, message, thrown, new Object[0]);
        event.setTimeStamp(0);
        return new String(encoder.encode(event), StandardCharsets.UTF_8);
    }
}
