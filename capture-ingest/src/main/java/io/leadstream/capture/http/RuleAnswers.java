// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadstream.capture.rules.Finding;
import io.leadstream.capture.rules.Published;
import io.leadstream.capture.rules.Publishing;
import io.leadstream.capture.rules.RuleStatus;
import io.leadstream.schemas.rules.ScoringRuleSet;
import io.leadstream.schemas.scoring.ScoringProgress;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What is said of rules, as JSON. */
final class RuleAnswers {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private RuleAnswers() {}

    /** Every mistake: of the content, and of what it says of other content. */
    static ObjectNode mistakes(Publishing refused) {
        ArrayNode mistakes = NODES.arrayNode();
        refused.checks().forEach(checked -> add(mistakes, checked.mistakes()));
        ObjectNode body = NODES.objectNode();
        body.set("mistakes", mistakes);
        return body;
    }

    static ObjectNode published(Publishing done, boolean rehearsal) {
        Published published = done.published().get(0);
        ObjectNode body = NODES.objectNode()
                .put("version", published.version())
                .put("published", published.fresh() && !rehearsal)
                .put("changed", published.fresh());
        if (rehearsal) {
            body.put("dryRun", true);
        }
        ArrayNode advice = NODES.arrayNode();
        done.checks().forEach(checked -> add(advice, checked.advice()));
        body.set("advice", advice);
        return body;
    }

    static ObjectNode status(RuleStatus status, Instant now) {
        ObjectNode body = NODES.objectNode();
        ScoringRuleSet newest = status.newest();
        if (newest != null) {
            body.putObject("newest")
                    .put("version", newest.getVersion())
                    .put("name", newest.getName())
                    .put("contentHash", newest.getContentHash())
                    .put("publishedAt", newest.getPublishedAt().toString())
                    .put("publishedBy", newest.getPublishedBy());
        }
        body.put("activeVersion", status.activeVersion())
                .put("state", status.state().name().toLowerCase(Locale.ROOT))
                .put("visited", status.visited())
                .put("leads", status.leads());
        Instant startedAt = status.startedAt();
        if (startedAt != null) {
            body.put("startedAt", startedAt.toString())
                    .put("seconds", status.took(now).toMillis() / 1000.0);
        }
        ArrayNode partitions = body.putArray("partitions");
        status.partitions().forEach(progress -> add(partitions, progress));
        return body;
    }

    private static void add(ArrayNode partitions, ScoringProgress progress) {
        partitions
                .addObject()
                .put("partition", progress.getPartition())
                .put("version", progress.getVersion())
                .put("activeVersion", progress.getActiveVersion())
                .put("state", progress.getState().name().toLowerCase(Locale.ROOT))
                .put("visited", progress.getVisited())
                .put("leads", progress.getLeads())
                .put("startedAt", progress.getStartedAt().toString())
                .put("updatedAt", progress.getUpdatedAt().toString());
    }

    private static void add(ArrayNode nodes, List<Finding> findings) {
        for (Finding finding : findings) {
            nodes.addObject()
                    .put("line", finding.line())
                    .put("column", finding.column())
                    .put("path", finding.path())
                    .put("problem", finding.problem())
                    .put("fix", finding.fix());
        }
    }
}
