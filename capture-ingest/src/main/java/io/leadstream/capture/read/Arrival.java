// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.read;

import io.leadstream.schemas.capture.SourceKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an event came in: what the caller does not say, or may not say.
 *
 * @param kind the adapter
 * @param source source of events that name none, such as {@code api}; where {@code sourceFixed}, of all of them
 * @param sourceFixed true when the caller may not name the source (public forms)
 * @param lenient true where every value comes as text
 * @param receivedAt the one moment of arrival
 * @param eventId id of the event when it names none; null: follows from the content
 * @param formKey the form; null unless there is one
 * @param consentWhere where an opt-in was given, when the caller may not say; null otherwise
 * @param importId the import run; null unless it is a row of a file
 * @param importLine the row's line in that file; null unless it is one
 */
public record Arrival(
        SourceKind kind,
        String source,
        boolean sourceFixed,
        boolean lenient,
        Instant receivedAt,
        @Nullable String eventId,
        @Nullable String formKey,
        @Nullable String consentWhere,
        @Nullable String importId,
        @Nullable Long importLine) {

    /** An event over the API. */
    public static Arrival ofApi(Instant receivedAt, @Nullable String eventId) {
        return new Arrival(SourceKind.API, "api", false, false, receivedAt, eventId, null, null, null, null);
    }

    /** A chat. */
    public static Arrival ofChat(Instant receivedAt, @Nullable String eventId) {
        return new Arrival(
                SourceKind.LIVE_CHAT, "live_chat", false, false, receivedAt, eventId, null, null, null, null);
    }

    /** A web form, which is public: it names no source and proves no consent by itself. */
    public static Arrival ofForm(
            Instant receivedAt, @Nullable String eventId, String formKey, String source, String consentWhere) {
        return new Arrival(
                SourceKind.WEBSITE_FORM, source, true, true, receivedAt, eventId, formKey, consentWhere, null, null);
    }

    /** A row of a file. */
    public static Arrival ofRow(Instant receivedAt, String eventId, String source, String importId, long importLine) {
        return new Arrival(
                SourceKind.CSV_IMPORT, source, false, true, receivedAt, eventId, null, null, importId, importLine);
    }

    /** True where a lead may be known by its company alone. */
    boolean companyIdentifies() {
        return kind == SourceKind.CSV_IMPORT || kind == SourceKind.MANUAL;
    }

    /** True where a person typed the values, so that a phone nobody can read must not lose a lead with an e-mail. */
    boolean typedByPeople() {
        return lenient || kind == SourceKind.LIVE_CHAT;
    }
}
