// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.http;

import io.leadstream.capture.rules.Order;
import io.leadstream.capture.rules.Publication;
import io.leadstream.capture.rules.Publishing;
import io.leadstream.capture.rules.RuleFormat;
import io.leadstream.capture.rules.RuleSource;
import io.leadstream.schemas.serde.RegistryException;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Publishes rules and rosters that come over HTTP, and tells how far they are. */
final class RulesHandler {

    private static final String DOOR = "rules";
    private static final String FORMAT = "capture.rules.format";
    private static final String DRY_RUN = "dryRun";
    private static final Set<String> TABLE = Set.of(RuleSource.NAME, "qualifyAt", "salesAt", "dailyHitLimit");

    private final Vertx vertx;
    private final ApiParts parts;

    RulesHandler(Vertx vertx, ApiParts parts) {
        this.vertx = vertx;
        this.parts = parts;
    }

    /** Lets through what can be read, with parameters that are known: a misspelt dryRun must not publish. */
    void admit(RoutingContext context) {
        RuleFormat format = formatOf(String.valueOf(context.request().getHeader("content-type")));
        if (format == null) {
            Answers.problem(
                    context, 415, "content_type", "send content-type: application/yaml, application/json or text/csv");
            return;
        }
        for (String name : context.queryParams().names()) {
            if (!name.equals(DRY_RUN) && !TABLE.contains(name)) {
                Answers.problem(
                        context,
                        400,
                        "parameter_unknown",
                        "'" + name + "' is no parameter; known are dryRun, name, qualifyAt, salesAt, dailyHitLimit");
                return;
            }
        }
        String dryRun = context.queryParams().get(DRY_RUN);
        if (dryRun != null && !dryRun.equals("true") && !dryRun.equals("false")) {
            Answers.problem(context, 400, "parameter_invalid", "dryRun is true or false");
            return;
        }
        context.put(FORMAT, format);
        context.next();
    }

    Handler<RoutingContext> publish(Publication<?> publication) {
        return context -> {
            String text = context.body().asString();
            RuleFormat format = context.get(FORMAT);
            Map<String, Object> table = table(context);
            boolean rehearsal = "true".equals(context.queryParams().get(DRY_RUN));
            String by = Access.keyName(context);
            vertx.executeBlocking(() -> publish(publication, format, text, table, rehearsal, by), false)
                    .onSuccess(done -> answer(context, done, rehearsal))
                    .onFailure(problem -> failed(context, problem));
        };
    }

    void status(RoutingContext context) {
        vertx.executeBlocking(() -> parts.rules().status(), false)
                .onSuccess(status -> Answers.json(
                        context, 200, RuleAnswers.status(status, parts.clock().instant())))
                .onFailure(problem -> failed(context, problem));
    }

    private Publishing publish(
            Publication<?> publication,
            RuleFormat format,
            @Nullable String text,
            Map<String, Object> table,
            boolean rehearsal,
            String by) {
        RuleSource source = RuleSource.of("the request's body", format, text == null ? "" : text, table);
        List<Order<?>> orders = List.of(Order.of(publication, source));
        return rehearsal ? parts.rules().rehearse(orders) : parts.rules().publish(orders, by);
    }

    private void answer(RoutingContext context, Publishing done, boolean rehearsal) {
        if (done.refused()) {
            parts.meters().refused(DOOR, "rules_refused");
            Answers.problem(
                    context, 422, "rules_refused", "nothing was published; see mistakes", RuleAnswers.mistakes(done));
            return;
        }
        boolean fresh = done.published().get(0).fresh();
        if (fresh && !rehearsal) {
            parts.meters().accepted(DOOR, 1);
        }
        Answers.json(context, fresh && !rehearsal ? 201 : 200, RuleAnswers.published(done, rehearsal));
    }

    private void failed(RoutingContext context, Throwable problem) {
        if (problem instanceof KafkaException || problem instanceof RegistryException) {
            parts.meters().refused(DOOR, "log_unavailable");
            context.response().putHeader("retry-after", "5");
            Answers.problem(
                    context,
                    503,
                    "log_unavailable",
                    "the event log did not confirm; ask for the status, or send the same again: equal content is"
                            + " published once");
        } else {
            context.fail(problem);
        }
    }

    /** What a table can't say of itself; numbers that are none are named by the check. */
    private static Map<String, Object> table(RoutingContext context) {
        Map<String, Object> table = new HashMap<>();
        for (String name : TABLE) {
            String value = context.queryParams().get(name);
            if (value != null) {
                table.put(name, value);
            }
        }
        table.putIfAbsent(RuleSource.NAME, "published at " + Instant.now());
        return table;
    }

    private static @Nullable RuleFormat formatOf(String contentType) {
        String type = contentType.toLowerCase(Locale.ROOT);
        int end = type.indexOf(';');
        return switch ((end < 0 ? type : type.substring(0, end)).strip()) {
            case "application/yaml", "application/x-yaml", "text/yaml", "text/x-yaml" -> RuleFormat.YAML;
            case "application/json" -> RuleFormat.JSON;
            case "text/csv" -> RuleFormat.CSV;
            default -> null;
        };
    }
}
