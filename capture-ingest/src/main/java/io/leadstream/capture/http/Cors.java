// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.http;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Tells browsers which pages may call (the Fetch standard's CORS protocol). */
final class Cors {

    private static final String HEADERS = "content-type, x-write-key, authorization, idempotency-key";
    private static final String A_DAY = "86400";

    private Cors() {}

    /** The page's origin as the browser states it; null when the caller is no browser. */
    static @Nullable String origin(RoutingContext context) {
        return context.request().getHeader("origin");
    }

    /** Allows the page to read the answer, when its origin is one of these. */
    static void allow(RoutingContext context, Collection<String> origins) {
        HttpServerResponse response = context.response();
        response.putHeader("vary", "origin");
        String origin = origin(context);
        if (origin != null && origins.contains(origin)) {
            response.putHeader("access-control-allow-origin", origin);
            response.putHeader("access-control-expose-headers", "retry-after");
        }
    }

    /** Answers the question that a browser asks before the real request. */
    static void preflight(RoutingContext context, Collection<String> origins, String methods) {
        allow(context, origins);
        HttpServerResponse response = context.response();
        response.putHeader("allow", methods + ", OPTIONS");
        if (response.headers().contains("access-control-allow-origin")) {
            response.putHeader("access-control-allow-methods", methods);
            response.putHeader("access-control-allow-headers", HEADERS);
            response.putHeader("access-control-max-age", A_DAY);
        }
        response.setStatusCode(204).end();
    }
}
