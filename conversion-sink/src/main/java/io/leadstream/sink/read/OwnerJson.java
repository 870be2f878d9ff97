// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.read;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The decisions about a lead as JSON; what does not apply is null. */
public final class OwnerJson {

    private OwnerJson() {}

    /** As HTTP answers and the command line prints it. */
    public static ObjectNode of(OwnerHistory history) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("leadId", history.leadId())
                .put("ownership", history.ownership())
                .put("ownerId", history.ownerId())
                .put("owner", history.owner());
        ArrayNode decisions = body.putArray("decisions");
        history.decisions().forEach(decision -> describe(decisions.addObject(), decision));
        return body;
    }

    private static void describe(ObjectNode node, OwnerHistory.Decision decision) {
        node.put("assignmentId", decision.assignmentId())
                .put("kind", decision.kind())
                .put("offerNumber", decision.offerNumber())
                .put("requestedAt", decision.requestedAt().toString())
                .put("decidedAt", decision.decidedAt().toString())
                .put("teamId", decision.teamId())
                .put("team", decision.team())
                .put("representativeId", decision.representativeId())
                .put("representative", decision.representative())
                .put("method", decision.method())
                .put("ruleId", decision.ruleId())
                .put("rule", decision.rule())
                .put("strategy", decision.strategy())
                .put("rulesVersion", decision.rulesVersion())
                .put("rosterVersion", decision.rosterVersion())
                .put("segment", decision.segment())
                .put("score", decision.score())
                .put("grade", decision.grade())
                .put("moves", decision.moves())
                .put("acceptBy", text(decision.acceptBy()))
                .put("touchBy", text(decision.touchBy()))
                .put("queueReason", decision.queueReason())
                .put("expectedAt", text(decision.expectedAt()))
                .put("reason", decision.reason())
                .put("explanation", decision.explanation());
        ArrayNode candidates = node.putArray("candidates");
        for (OwnerHistory.Candidate candidate : decision.candidates()) {
            candidates
                    .addObject()
                    .put("representativeId", candidate.representativeId())
                    .put("name", candidate.name())
                    .put("result", candidate.result())
                    .put("openLeads", candidate.openLeads())
                    .put("weight", candidate.weight())
                    .put("lastTurn", candidate.lastTurn())
                    .put("assigned", candidate.assigned())
                    .put("headStart", candidate.headStart());
        }
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
