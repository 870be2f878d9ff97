// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.health;

import io.leadstream.runtime.metrics.Metrics;
import io.leadstream.runtime.service.Service;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BooleanSupplier;

/**
 * The three questions of a supervisor, for a service's own HTTP server: {@code GET /health/live} (200, or 503 when it
 * should be restarted), {@code GET /health/ready} (200, or 503 while it can't do its work) and {@code GET /metrics}.
 */
public final class HealthRoutes {

    private HealthRoutes() {}

    /** Adds the three routes. */
    public static void mount(Vertx vertx, Router router, Service service, Metrics metrics) {
        read(router, "/health/live").handler(context -> answer(vertx, context, service::live, "live"));
        read(router, "/health/ready").handler(context -> answer(vertx, context, service::ready, "ready"));
        read(router, "/metrics").handler(context -> vertx.executeBlocking(metrics::scrape, false)
                .onSuccess(text -> end(context, "text/plain; version=0.0.4; charset=utf-8", text))
                .onFailure(context::fail));
    }

    /** Who may GET may ask with HEAD too (RFC 9110), as many load balancers do. */
    private static Route read(Router router, String path) {
        return router.get(path).method(HttpMethod.HEAD);
    }

    private static void answer(Vertx vertx, RoutingContext context, BooleanSupplier question, String word) {
        // A service may have to look at a client that is busy, so never on the event loop.
        vertx.executeBlocking(question::getAsBoolean, false).onComplete(result -> {
            boolean yes = result.succeeded() && Boolean.TRUE.equals(result.result());
            context.response().setStatusCode(yes ? 200 : 503);
            end(context, "application/json", "{\"" + word + "\":" + yes + "}");
        });
    }

    private static void end(RoutingContext context, String type, String body) {
        HttpServerResponse response = context.response().putHeader("content-type", type);
        if (context.request().method().equals(HttpMethod.HEAD)) {
            response.end();
        } else {
            response.end(body);
        }
    }
}
