// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.http;

import io.leadstream.capture.read.ActivityReader;
import io.leadstream.capture.read.Arrival;
import io.leadstream.capture.read.ChatReader;
import io.leadstream.capture.read.CommandReader;
import io.leadstream.capture.read.LeadReader;
import io.leadstream.capture.read.StaffCommandReader;
import io.leadstream.capture.rules.Publication;
import io.leadstream.domain.identity.EventIds;
import io.leadstream.runtime.health.HealthRoutes;
import io.leadstream.runtime.metrics.Metrics;
import io.leadstream.runtime.service.Service;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The routes of capture's HTTP API. One is made for each event loop. */
final class CaptureApi {

    /** Every path with its method, as {@code docs/openapi.yaml} has them. */
    static final List<String> PATHS = List.of(
            "POST /v1/leads",
            "POST /v1/activities",
            "POST /v1/chat-leads",
            "POST /v1/commands/assess-bant",
            "POST /v1/commands/accept-lead",
            "POST /v1/commands/decline-lead",
            "POST /v1/commands/hand-back-lead",
            "POST /v1/commands/reassign-lead",
            "POST /v1/commands/recycle-lead",
            "POST /v1/commands/set-availability",
            "POST /v1/commands/hand-over-leads",
            "POST /v1/commands/log-touch",
            "POST /v1/commands/convert-lead",
            "POST /v1/commands/adjust-score",
            "POST /v1/rules/scoring",
            "GET /v1/rules/scoring/status",
            "POST /v1/rules/assignment",
            "POST /v1/models",
            "POST /v1/roster",
            "POST /forms/{formKey}",
            "GET /health/live",
            "GET /health/ready",
            "GET /metrics");

    private final ApiParts parts;
    private final EventHandler events;
    private final Access access;
    private final Router router;

    private CaptureApi(Vertx vertx, ApiParts parts) {
        this.parts = parts;
        this.events = new EventHandler(vertx, parts);
        this.access = parts.access();
        this.router = Router.router(vertx);
    }

    static Router router(Vertx vertx, ApiParts parts, Service service, Metrics metrics) {
        CaptureApi api = new CaptureApi(vertx, parts);
        Failures failures = new Failures(parts.maxBodyBytes(), parts.json().maxEventBytes());
        api.router.route().handler(CaptureApi::secure).failureHandler(failures::answer);
        // A path with a broken percent sign never comes to a route.
        api.router.errorHandler(400, Failures::badEncoding);
        HealthRoutes.mount(vertx, api.router, service, metrics);
        for (String path : List.of("/health/live", "/health/ready", "/metrics")) {
            api.router.route(path).handler(context -> methodNotAllowed(context, "GET, HEAD"));
        }
        api.mountCaptures();
        api.mountCommands();
        api.mountStaffCommands();
        api.mountRules(vertx);
        api.mountForms(vertx);
        api.router.route().handler(CaptureApi::notFound);
        return api.router;
    }

    private void mountCaptures() {
        LeadReader leads = new LeadReader(parts.identities());
        ActivityReader activities = new ActivityReader(parts.identities());
        ChatReader chats = new ChatReader(leads);
        capture(
                "/v1/leads",
                new EventHandler.Door(
                        "leads",
                        "eventId",
                        (context, item, received, id) ->
                                leads.read(item.fields(), item.errors(), Arrival.ofApi(received, id))));
        capture(
                "/v1/activities",
                new EventHandler.Door(
                        "activities",
                        "eventId",
                        (context, item, received, id) ->
                                activities.read(item.fields(), item.errors(), Arrival.ofApi(received, id))));
        capture(
                "/v1/chat-leads",
                new EventHandler.Door(
                        "chat-leads",
                        "eventId",
                        (context, item, received, id) ->
                                chats.read(item.fields(), item.errors(), Arrival.ofChat(received, id))));
    }

    private void capture(String path, EventHandler.Door door) {
        router.route(path).handler(context -> {
            if (context.request().method().equals(HttpMethod.OPTIONS)) {
                Cors.preflight(context, parts.origins(), "POST");
            } else {
                Cors.allow(context, parts.origins());
                context.next();
            }
        });
        post(path, access::anyKey, door);
    }

    private void mountCommands() {
        CommandReader commands = new CommandReader(parts.identities());
        for (CommandReader.Kind kind : CommandReader.Kind.values()) {
            post(
                    "/v1/commands/" + kind.path(),
                    access::secretKey,
                    new EventHandler.Door(
                            kind.path(),
                            "commandId",
                            (context, item, received, id) -> commands.read(
                                    kind,
                                    item.fields(),
                                    item.errors(),
                                    Arrival.ofApi(received, id),
                                    Access.keyName(context))));
        }
    }

    private void mountStaffCommands() {
        for (StaffCommandReader.Kind kind : StaffCommandReader.Kind.values()) {
            post(
                    "/v1/commands/" + kind.path(),
                    access::secretKey,
                    new EventHandler.Door(
                            kind.path(),
                            "commandId",
                            (context, item, received, id) -> StaffCommandReader.read(
                                    kind,
                                    item.fields(),
                                    item.errors(),
                                    Arrival.ofApi(received, id),
                                    Access.keyName(context))));
        }
    }

    private void mountRules(Vertx vertx) {
        RulesHandler rules = new RulesHandler(vertx, parts);
        Map.of(
                        "/v1/rules/scoring", Publication.SCORING_RULES,
                        "/v1/rules/assignment", Publication.ASSIGNMENT_RULES,
                        "/v1/models", Publication.PREDICTIVE_MODEL,
                        "/v1/roster", Publication.ROSTER)
                .forEach((path, publication) -> {
                    router.post(path).handler(access::secretKey).handler(rules::admit);
                    router.post(path).handler(body()).handler(rules.publish(publication));
                    router.route(path).handler(context -> methodNotAllowed(context, "POST"));
                });
        String status = "/v1/rules/scoring/status";
        router.get(status).handler(access::secretKey).handler(rules::status);
        router.route(status).handler(context -> methodNotAllowed(context, "GET"));
    }

    private void mountForms(Vertx vertx) {
        FormHandler forms = new FormHandler(vertx, parts);
        String path = "/forms/:formKey";
        router.options(path).handler(forms::preflight);
        router.post(path).handler(forms::admit).handler(access::anybody);
        router.post(path).handler(body()).handler(forms::handle);
        router.route(path).handler(context -> methodNotAllowed(context, "POST"));
    }

    private void post(String path, Handler<RoutingContext> guard, EventHandler.Door door) {
        // Guards stand on a route of their own: no body is read before the caller was let in.
        router.post(path).handler(guard).handler(events::requireJson);
        router.post(path).handler(body()).handler(events.at(door));
        router.route(path).handler(context -> methodNotAllowed(context, "POST"));
    }

    private BodyHandler body() {
        return BodyHandler.create(false).setBodyLimit(parts.maxBodyBytes()).setMergeFormAttributes(false);
    }

    private static void secure(RoutingContext context) {
        context.response().putHeader("cache-control", "no-store").putHeader("x-content-type-options", "nosniff");
        context.next();
    }

    private static void methodNotAllowed(RoutingContext context, String allowed) {
        context.response().putHeader("allow", allowed);
        Answers.problem(context, 405, "method_not_allowed", "use " + allowed);
    }

    private static void notFound(RoutingContext context) {
        Answers.problem(context, 404, "path_unknown", "there is nothing at this path; see the API's description");
    }

    /** The id of an event by the caller's Idempotency-Key: in a batch each event has its own. */
    static @Nullable String idempotencyKey(RoutingContext context, boolean batch, int index) {
        String key = context.request().getHeader("idempotency-key");
        if (key == null || key.isBlank()) {
            return null;
        }
        return batch ? EventIds.derived("idempotency-key", key, Integer.toString(index)) : key.strip();
    }
}
