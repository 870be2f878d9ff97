// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.read;

import io.leadstream.domain.identity.EventIds;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** By what a repeat of an event is known. */
final class EventId {

    static final int MAX_CHARS = 200;

    private EventId() {}

    /** The first of the names that has a value, else the arrival's id, else one that follows from the content. */
    static String read(Fields fields, List<String> names, Arrival arrival, String door) {
        String given = given(fields, names);
        if (given != null) {
            return given;
        }
        return arrival.eventId() != null
                ? arrival.eventId()
                : EventIds.ofContent(door, CanonicalJson.of(fields.node()));
    }

    /** The first of the names that has a value, or null. */
    static @Nullable String given(Fields fields, List<String> names) {
        for (String name : names) {
            String given = fields.text(name, MAX_CHARS);
            if (given != null) {
                return given;
            }
        }
        return null;
    }
}
