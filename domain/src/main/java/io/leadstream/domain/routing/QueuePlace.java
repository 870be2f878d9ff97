// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.routing;

import io.leadstream.schemas.state.assignment.OwnerRequest;
import java.util.TreeSet;

/**
 * Where a request stands in its team's queue. Leads of one kind can be served by the same people, so when the first of a
 * kind has to wait on, all of that kind have to. Ranks sort as text: chats first, then the higher score, then the
 * earlier arrival, then the lead id.
 *
 * @param kind segment, excluded people and who is waited for, or the one person who will do and why
 * @param rank the less the earlier within the kind; names one lead. Who waits for an owner does so by arrival, so that the
 *     first is also the first to wait no more.
 * @param priority the less the earlier among the first of all kinds
 */
record QueuePlace(String kind, String rank, String priority) {

    private static final int TOP_SCORE = 100;

    static QueuePlace of(OwnerRequest request) {
        String priority = (request.getChat() ? "0" : "1")
                + padded(TOP_SCORE - request.getScore(), 3)
                + padded(request.getRequestedAt().toEpochMilli(), 15)
                + request.getLeadId();
        String rank = request.getWaitsFor() == null
                ? priority
                : padded(request.getRequestedAt().toEpochMilli(), 15) + priority;
        return new QueuePlace(kindOf(request), rank, priority);
    }

    /** Whether this one goes first: within a kind by rank, else by priority. */
    boolean isBefore(QueuePlace other) {
        return kind.equals(other.kind) ? rank.compareTo(other.rank) < 0 : priority.compareTo(other.priority) < 0;
    }

    /** The kind alone. */
    static String kindOf(OwnerRequest request) {
        if (request.getOnly()) {
            return request.getMethod() + "=" + request.getRepresentativeId();
        }
        String segment = request.getSegment() == null ? "" : request.getSegment();
        String kind = request.getExcluded().isEmpty()
                ? segment
                : segment + '!' + String.join("!", new TreeSet<>(request.getExcluded()));
        return request.getWaitsFor() == null ? kind : kind + '~' + request.getWaitsFor();
    }

    private static String padded(long number, int digits) {
        String text = Long.toString(Math.max(0, number));
        return "0".repeat(Math.max(0, digits - text.length())) + text;
    }
}
