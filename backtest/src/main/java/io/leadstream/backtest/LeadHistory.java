// SPDX-License-Identifier: Apache-2.0
package io.leadstream.backtest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All that was recorded of one lead, and of those that became part of it.
 *
 * @param leadId who it is
 * @param events each once, in the order in which they happened
 * @param won what came of it
 * @param wonAt arrival of what won it; null when it was not won, or when that is not known
 * @param links leads that became part of another, with that one's id; all of them end at this lead
 */
public record LeadHistory(
        String leadId,
        List<HistoryEvent> events,
        boolean won,
        @Nullable Instant wonAt,
        Map<String, String> links) {

    private static final Comparator<HistoryEvent> ORDER =
            Comparator.comparing(HistoryEvent::occurredAt).thenComparing(HistoryEvent::id);

    /** A history of one lead alone, of events in any order, with repeats. */
    public static LeadHistory of(
            String leadId, Collection<HistoryEvent> recorded, boolean won, @Nullable Instant wonAt) {
        return of(leadId, recorded, won, wonAt, Map.of());
    }

    /** A history of events in any order, with repeats: each counts once under each of the ids. */
    public static LeadHistory of(
            String leadId,
            Collection<HistoryEvent> recorded,
            boolean won,
            @Nullable Instant wonAt,
            Map<String, String> links) {
        Set<String> seen = new HashSet<>();
        var events = new ArrayList<HistoryEvent>(recorded.size());
        for (HistoryEvent event : recorded) {
            if (seen.add(event.leadId() + '/' + event.id())) {
                events.add(event);
            }
        }
        events.sort(ORDER);
        return new LeadHistory(leadId, events, won, wonAt, links);
    }

    /** When the lead came; the end of time when it never did anything. */
    public Instant cameAt() {
        return events.stream()
                .filter(HistoryEvent::ofTheLead)
                .findFirst()
                .map(HistoryEvent::occurredAt)
                .orElse(Instant.MAX);
    }

    /** What was known before the outcome was: what arrived later might tell of it. */
    public LeadHistory untilOutcome() {
        Instant end = wonAt;
        return end == null ? this : kept(event -> event.receivedAt().isBefore(end));
    }

    /** What had happened before a time. */
    public LeadHistory before(Instant end) {
        return kept(event -> event.occurredAt().isBefore(end));
    }

    private LeadHistory kept(Predicate<HistoryEvent> wanted) {
        List<HistoryEvent> rest = events.stream().filter(wanted).toList();
        return rest.size() == events.size() ? this : new LeadHistory(leadId, rest, won, wonAt, links);
    }
}
