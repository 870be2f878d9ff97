// SPDX-License-Identifier: Apache-2.0
package io.leadstream.runtime.health;

import io.leadstream.runtime.metrics.Metrics;
import io.leadstream.runtime.service.Service;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import java.util.function.BooleanSupplier;

/**
 * The three questions of a supervisor, for a service's own HTTP server: {@code GET /health/live} (200, or 503 when it
 * should be restarted), {@code GET /health/ready} (200, or 503 while it can't do its work) and {@code GET /metrics}.
 */
public final class HealthRoutes {

    private HealthRoutes() {}

    /** Adds the three routes. */
    public static void mount(Vertx vertx, Router router, Service service, Metrics metrics) {
        router.get("/health/live").handler(context -> answer(vertx, context.response(), service::live, "live"));
        router.get("/health/ready").handler(context -> answer(vertx, context.response(), service::ready, "ready"));
        router.get("/metrics").handler(context -> vertx.executeBlocking(metrics::scrape, false)
                .onSuccess(text -> context.response()
                        .putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8")
                        .end(text))
                .onFailure(context::fail));
    }

    private static void answer(Vertx vertx, HttpServerResponse response, BooleanSupplier question, String word) {
        // A service may have to look at a client that is busy, so never on the event loop.
        vertx.executeBlocking(question::getAsBoolean, false).onComplete(result -> {
            boolean yes = result.succeeded() && Boolean.TRUE.equals(result.result());
            response.setStatusCode(yes ? 200 : 503)
                    .putHeader("content-type", "application/json")
                    .end("{\"" + word + "\":" + yes + "}");
        });
    }
}
