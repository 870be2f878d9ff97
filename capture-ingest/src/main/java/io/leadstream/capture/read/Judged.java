// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.read;

import io.leadstream.capture.kafka.Outgoing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What reading made of one event. */
public sealed interface Judged {

    /**
     * The event is good.
     *
     * @param id the event's or command's id, by which a repeat is known
     * @param leadId the lead it is about; null while only a visitor is known
     * @param records what goes into the log
     */
    record Accepted(String id, @Nullable String leadId, List<Outgoing<?>> records) implements Judged {}

    /** The event was refused; nothing goes into the log. */
    record Refused(List<FieldError> errors) implements Judged {}
}
