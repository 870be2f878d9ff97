// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.lead;

/**
 * When and by which event a value came. Marks order by event time, and equal times by event id, so that the order of two
 * captures never hangs on their delivery.
 *
 * @param at event time in UTC milliseconds
 * @param eventId the event
 * @param source the event's source; no part of the order
 */
record Mark(long at, String eventId, String source) implements Comparable<Mark> {

    @Override
    public int compareTo(Mark other) {
        int byTime = Long.compare(at, other.at);
        return byTime != 0 ? byTime : eventId.compareTo(other.eventId);
    }
}
