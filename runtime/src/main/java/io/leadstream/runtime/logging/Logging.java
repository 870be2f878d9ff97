// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import java.util.Iterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Switches how the log of this process looks. */
public final class Logging {

    private Logging() {}

    /** Writes lines as {@code text} or {@code json} from now on; does nothing to somebody else's log configuration. */
    public static void use(String format) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            Iterator<Appender<ILoggingEvent>> appenders =
                    context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders();
            while (appenders.hasNext()) {
                if (appenders.next() instanceof OutputStreamAppender<ILoggingEvent> appender
                        && appender.getEncoder() instanceof LineEncoder encoder) {
                    encoder.setFormat(format);
                }
            }
        }
    }
}
