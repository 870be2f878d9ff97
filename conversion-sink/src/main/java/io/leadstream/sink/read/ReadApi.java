// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.zaxxer.hikari.HikariDataSource;
import io.leadstream.runtime.access.KeyRing;
import io.leadstream.runtime.health.HealthRoutes;
import io.leadstream.runtime.metrics.Metrics;
import io.leadstream.runtime.service.Service;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes of what may be asked about leads. Personal data: every one but health asks for a key. */
final class ReadApi {

    /** Every path with its method, as {@code docs/openapi-read.yaml} has them. */
    static final List<String> PATHS = List.of(
            "GET /v1/leads/{lead}/score",
            "GET /v1/leads/{lead}/assignments",
            "GET /health/live",
            "GET /health/ready",
            "GET /metrics");

    private static final Logger log = LoggerFactory.getLogger(ReadApi.class);
    private static final String BEARER = "Bearer ";

    private final Vertx vertx;
    private final HikariDataSource database;
    private final KeyRing keys;
    private final Clock clock;

    private ReadApi(Vertx vertx, HikariDataSource database, KeyRing keys, Clock clock) {
        this.vertx = vertx;
        this.database = database;
        this.keys = keys;
        this.clock = clock;
    }

    static Router router(Vertx vertx, HikariDataSource database, KeyRing keys, Service service, Metrics metrics) {
        ReadApi api = new ReadApi(vertx, database, keys, Clock.systemUTC());
        Router router = Router.router(vertx);
        router.route().handler(ReadApi::secure).failureHandler(ReadApi::failed);
        HealthRoutes.mount(vertx, router, service, metrics);
        router.get("/v1/leads/:lead/score")
                .handler(api::requireKey)
                .handler(context -> allow(context, "at"))
                .handler(api::score);
        router.get("/v1/leads/:lead/assignments")
                .handler(api::requireKey)
                .handler(context -> allow(context, ""))
                .handler(api::assignments);
        for (String path : List.of("/v1/leads/:lead/score", "/v1/leads/:lead/assignments")) {
            router.route(path).handler(context -> {
                context.response().putHeader("allow", HttpMethod.GET.name());
                ReadAnswers.problem(context, 405, "method_not_allowed", "use GET");
            });
        }
        router.route()
                .handler(context -> ReadAnswers.problem(
                        context, 404, "path_unknown", "there is nothing at this path; see the API's description"));
        return router;
    }

    private static void secure(RoutingContext context) {
        context.response().putHeader("cache-control", "no-store").putHeader("x-content-type-options", "nosniff");
        context.next();
    }

    private static void failed(RoutingContext context) {
        if (context.failure() instanceof SQLException e) {
            log.warn("a read failed: {}", e.getMessage());
            context.response().putHeader("retry-after", "5");
            ReadAnswers.problem(context, 503, "database_unavailable", "the database does not answer; try again");
        } else if (context.statusCode() >= 400 && context.statusCode() < 500) {
            ReadAnswers.problem(context, context.statusCode(), "request_invalid", "the request was refused");
        } else {
            log.error("{} failed", context.currentRoute(), context.failure());
            ReadAnswers.problem(context, 500, "internal", "this is our fault; the log tells more");
        }
    }

    private void requireKey(RoutingContext context) {
        String key = context.request().getHeader("x-read-key");
        String authorization = context.request().getHeader("authorization");
        if (key == null && authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            key = authorization.substring(BEARER.length()).strip();
        }
        if (key == null || key.isEmpty() || keys.find(key) == null) {
            context.response().putHeader("www-authenticate", "Bearer realm=\"leadstream\"");
            ReadAnswers.problem(
                    context, 401, "key_unknown", "send a valid read key as X-Read-Key, or as Authorization: Bearer");
        } else {
            context.next();
        }
    }

    /** A slip in a parameter's name must not answer something else than was asked. */
    private static void allow(RoutingContext context, String parameter) {
        for (String name : context.queryParams().names()) {
            if (!name.equals(parameter)) {
                String known = parameter.isEmpty() ? "there are none" : "known is " + parameter;
                ReadAnswers.problem(context, 400, "parameter_unknown", "'" + name + "' is no parameter; " + known);
                return;
            }
        }
        context.next();
    }

    private void score(RoutingContext context) {
        Optional<String> lead = LeadAddress.leadId(context.pathParam("lead"));
        String wanted = context.queryParams().get("at");
        Optional<Instant> at = wanted == null ? Optional.of(clock.instant()) : ShownAt.parse(wanted);
        if (lead.isEmpty()) {
            refuseAddress(context);
        } else if (at.isEmpty()) {
            ReadAnswers.problem(context, 400, "time_invalid", "at is no time; " + ShownAt.FORMS);
        } else {
            vertx.executeBlocking(() -> read(database -> ScoreReader.read(database, lead.get(), at.get())), false)
                    .onSuccess(answer -> answer(context, answer, at.get()))
                    .onFailure(context::fail);
        }
    }

    private void assignments(RoutingContext context) {
        Optional<String> lead = LeadAddress.leadId(context.pathParam("lead"));
        if (lead.isEmpty()) {
            refuseAddress(context);
        } else {
            vertx.executeBlocking(() -> read(database -> OwnerReader.read(database, lead.get())), false)
                    .onSuccess(found -> found.ifPresentOrElse(
                            history -> ReadAnswers.json(context, OwnerJson.of(history)),
                            () -> ReadAnswers.problem(context, 404, "lead_unknown", "no such lead is known")))
                    .onFailure(context::fail);
        }
    }

    private static void refuseAddress(RoutingContext context) {
        ReadAnswers.problem(
                context,
                400,
                "lead_invalid",
                "that can't be the address of a lead; give an e-mail address, a phone number with its country code,"
                        + " or a lead id");
    }

    private <T> T read(Query<T> query) throws SQLException {
        try (Connection connection = database.getConnection()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set transaction read only");
                statement.execute("set local statement_timeout = '5s'");
            }
            T answer = query.ask(connection);
            connection.rollback();
            return answer;
        }
    }

    private static void answer(RoutingContext context, ScoreReader.Answer answer, Instant at) {
        if (answer instanceof ScoreReader.Shown shown) {
            ReadAnswers.json(context, ScoreJson.of(shown.ledger(), at));
        } else if (answer instanceof ScoreReader.NotYet notYet) {
            ObjectNode problem =
                    ReadAnswers.problem(404, "score_not_yet", "the lead is known, but it had no score by then");
            if (notYet.firstShownAt() != null) {
                problem.put("firstShownAt", notYet.firstShownAt().toString());
            }
            ReadAnswers.send(context, 404, "application/problem+json", problem);
        } else {
            ReadAnswers.problem(context, 404, "lead_unknown", "no such lead is known");
        }
    }

    /** What is read of one snapshot. */
    @FunctionalInterface
    private interface Query<T> {
        T ask(Connection database) throws SQLException;
    }
}
