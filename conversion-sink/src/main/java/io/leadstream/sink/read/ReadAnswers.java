// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.read;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.web.RoutingContext;

/** Answers as JSON, refusals as problem+json (RFC 9457). */
final class ReadAnswers {

    private ReadAnswers() {}

    static void json(RoutingContext context, ObjectNode body) {
        send(context, 200, "application/json", body);
    }

    static void problem(RoutingContext context, int status, String code, String detail) {
        send(context, status, "application/problem+json", problem(status, code, detail));
    }

    static ObjectNode problem(int status, String code, String detail) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "urn:leadstream:problem:" + code)
                .put("title", titleOf(status))
                .put("status", status)
                .put("code", code)
                .put("detail", detail);
    }

    static void send(RoutingContext context, int status, String type, ObjectNode body) {
        if (!context.response().ended() && !context.response().closed()) {
            context.response()
                    .setStatusCode(status)
                    .putHeader("content-type", type)
                    .end(body.toString());
        }
    }

    private static String titleOf(int status) {
        return switch (status) {
            case 400 -> "The request can't be read";
            case 401 -> "A key is needed";
            case 404 -> "Nothing is here";
            case 405 -> "Another method is needed";
            case 503 -> "Not possible right now";
            default -> "The request failed";
        };
    }
}
