// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import io.leadstream.schemas.assignment.CommandOutcome;
import io.leadstream.schemas.capture.CapturedLead;
import io.leadstream.schemas.capture.SourceKind;
import io.leadstream.scoring.PlainScore.Hit;
import io.leadstream.scoring.PlainScore.PlainRules;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** What recyclings make of a lead by definition: from the set of its events and a rule set. */
final class PlainCycle {

    final int number;
    final @Nullable Instant recycledAt;
    final @Nullable Instant chatAt;
    final boolean resting;

    PlainCycle(List<SpecificRecord> events, List<Hit> hits, PlainRules model) {
        List<Instant> recyclings = events.stream()
                .map(event -> event instanceof CommandOutcome outcome ? outcome.getAt() : null)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        List<Instant> chats = events.stream()
                .map(event -> event instanceof CapturedLead capture && capture.getSourceKind() == SourceKind.LIVE_CHAT
                        ? capture.getOccurredAt()
                        : null)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        number = recyclings.size();
        recycledAt = last(recyclings);
        chatAt = last(chats);
        resting = recycledAt != null && !chatsNow() && hits.stream().noneMatch(hit -> wins(hit, model));
    }

    private static @Nullable Instant last(List<Instant> times) {
        return times.isEmpty() ? null : times.get(times.size() - 1);
    }

    private boolean wins(Hit hit, PlainRules model) {
        return hit.at().isAfter(recycledAt)
                && model.rules().stream().anyMatch(rule -> rule.points() > 0 && rule.looksAt(hit.type()));
    }

    /** Whether a chat came after the last recycling. */
    boolean chatsNow() {
        return chatAt != null && (recycledAt == null || chatAt.isAfter(recycledAt));
    }
}
