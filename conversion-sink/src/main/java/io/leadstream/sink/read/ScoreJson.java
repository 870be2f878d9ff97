// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.read;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A ledger as JSON. */
final class ScoreJson {

    private ScoreJson() {}

    static ObjectNode of(ScoreLedger ledger, Instant at) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("leadId", ledger.leadId())
                .put("at", at.toString())
                .put("score", ledger.score())
                .put("grade", ledger.grade())
                .put("previousScore", ledger.previousScore())
                .put("total", ledger.total())
                .put("sequence", ledger.sequence())
                .put("rulesVersion", ledger.rulesVersion())
                .put("rulesName", ledger.rulesName())
                .put("shownFrom", ledger.shownFrom().toString())
                .put("shownUntil", text(ledger.shownUntil()));
        body.putObject("cause")
                .put("kind", ledger.cause())
                .put("id", ledger.causeId())
                .put("type", ledger.causeType())
                .put("occurredAt", ledger.occurredAt().toString())
                .put("receivedAt", ledger.receivedAt().toString());
        ArrayNode lines = body.putArray("lines");
        for (ScoreLedger.Line line : ledger.lines()) {
            lines.addObject()
                    .put("ruleId", line.ruleId())
                    .put("rule", line.rule())
                    .put("category", line.category())
                    .put("because", line.because())
                    .put("pointsEach", line.pointsEach())
                    .put("hits", line.hits())
                    .put("cut", line.cut())
                    .put("halfLifeDays", line.halfLifeDays())
                    .put("faded", line.faded())
                    .put("cap", line.cap())
                    .put("capped", line.capped())
                    .put("points", line.points());
        }
        return body;
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
