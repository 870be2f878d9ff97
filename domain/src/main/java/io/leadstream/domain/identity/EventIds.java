// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.identity;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ids of events whose sender gave none, and of events that follow from others. */
public final class EventIds {

    private static final UUID CONTENT = NameBasedId.namespace("event-content");
    private static final UUID DERIVED = NameBasedId.namespace("event-derived");

    private EventIds() {}

    /**
     * The id of an event without one: its source and content, without the time of its arrival, so that a blind retry is
     * the same event.
     */
    public static String ofContent(String source, String canonicalContent) {
        return NameBasedId.of(CONTENT, source, canonicalContent);
    }

    /** The id of the event that {@code cause} brings about in the role {@code role}, such as {@code identified}. */
    public static String derived(String role, String cause, @Nullable String... parts) {
        @Nullable String[] name = new @Nullable String[parts.length + 2];
        name[0] = role;
        name[1] = cause;
        System.arraycopy(parts, 0, name, 2, parts.length);
        return NameBasedId.of(DERIVED, name);
    }
}
