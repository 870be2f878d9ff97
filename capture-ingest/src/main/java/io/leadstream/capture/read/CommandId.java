// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadstream.domain.identity.EventIds;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * By what a repeat of a command is known. Without an id of the caller, that of an order which adds something up follows from
 * the content and from the stretch of the clock in which it arrived: a blind repeat within seconds is the same command, while
 * an equal order later, such as another call that nobody answered, is one of its own. What may be taken back is always
 * one of its own: somebody may be away, back and away again within seconds.
 */
final class CommandId {

    /** For orders that a number makes unlike all others, such as that of an offer. */
    static final Duration EVER = Duration.ZERO;

    /** For what is added up: an equal one so soon is a repeat. */
    static final Duration MINUTES = Duration.ofMinutes(10);

    /** For what may be taken back and ordered anew at once: content says nothing of a repeat. */
    static final Duration NEVER = Duration.ofMillis(-1);

    private CommandId() {}

    /**
     * The caller's id, of body or header, else one that follows from the content or, for {@link #NEVER}, from nothing.
     *
     * @param alike in which stretches of the clock equal commands are the same
     * @param naming fields that say by whom and about whom it is, which {@code about} and {@code issuedBy} tell in one way
     * @param about the lead or the person
     */
    static String read(
            Fields fields,
            Arrival arrival,
            String door,
            Duration alike,
            Set<String> naming,
            @Nullable String about,
            String issuedBy) {
        String given = EventId.given(fields, List.of("commandId"));
        if (given != null || arrival.eventId() != null) {
            return given != null ? given : String.valueOf(arrival.eventId());
        }
        if (alike.isNegative()) {
            return UUID.randomUUID().toString();
        }
        ObjectNode content = fields.node().deepCopy();
        content.remove(naming);
        long stretch = alike.isZero() ? 0 : arrival.receivedAt().toEpochMilli() / alike.toMillis();
        return EventIds.ofContent(
                door,
                String.join("\n", String.valueOf(about), issuedBy, String.valueOf(stretch), CanonicalJson.of(content)));
    }
}
