// SPDX-License-Identifier: Apache-2.0
package io.leadstream.backtest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/** A history that somebody reads out of a file, held in memory. */
public final class CollectedHistory implements History {

    private final String origin;
    private final String outcome;
    private final Span span;
    private final Map<String, List<HistoryEvent>> events = new LinkedHashMap<>();
    private final Map<String, Boolean> won = new LinkedHashMap<>();

    /** An empty history that takes what happened in a span of time. */
    public CollectedHistory(String origin, String outcome, Span span) {
        this.origin = origin;
        this.outcome = outcome;
        this.span = span;
    }

    /** Adds events of one lead and whether they tell that it was won. */
    public void add(List<? extends SpecificRecord> records, boolean wasWon) {
        String leadId = "";
        for (SpecificRecord record : records) {
            HistoryEvent event = HistoryEvent.of(record, false);
            leadId = event.leadId();
            if (span.holds(event.occurredAt())) {
                events.computeIfAbsent(leadId, unseen -> new ArrayList<>()).add(event);
            }
        }
        won.merge(leadId, wasWon, Boolean::logicalOr);
    }

    @Override
    public void read(Consumer<LeadHistory> reader) {
        events.forEach((leadId, recorded) ->
                reader.accept(LeadHistory.of(leadId, recorded, won.getOrDefault(leadId, false), null)));
    }

    @Override
    public String origin() {
        return origin;
    }

    @Override
    public String outcome() {
        return outcome;
    }
}
