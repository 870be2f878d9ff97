// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadstream.capture.read.FieldError;
import io.leadstream.capture.read.Judged;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Answers as JSON, refusals as problem+json (RFC 9457). */
final class Answers {

    private static final int ACCEPTED = 202;
    private static final int MULTI_STATUS = 207;
    private static final int UNPROCESSABLE = 422;

    private Answers() {}

    /** One accepted event: its id under {@code idName}. */
    static void accepted(RoutingContext context, Judged.Accepted accepted, String idName) {
        send(context, ACCEPTED, "application/json", describe(accepted, idName));
    }

    /** One refused event. */
    static void refused(RoutingContext context, Judged.Refused refused) {
        int status = statusOf(refused);
        ObjectNode problem = problem(status, "event_refused", "The event was refused", "see errors");
        problem.set("errors", errors(refused.errors()));
        send(context, status, "application/problem+json", problem);
    }

    /** A batch: 202 when all were accepted, 207 when some were, otherwise a problem; each item has its own answer. */
    static void batch(RoutingContext context, List<Judged> judged, String idName) {
        int accepted = 0;
        int refusedAs = 0;
        ArrayNode items = JsonNodeFactory.instance.arrayNode(judged.size());
        for (int i = 0; i < judged.size(); i++) {
            ObjectNode item = items.addObject().put("index", i);
            if (judged.get(i) instanceof Judged.Accepted good) {
                accepted++;
                item.put("status", ACCEPTED).setAll(describe(good, idName));
            } else if (judged.get(i) instanceof Judged.Refused bad) {
                int status = statusOf(bad);
                refusedAs = refusedAs == 0 || refusedAs == status ? status : UNPROCESSABLE;
                item.put("status", status).set("errors", errors(bad.errors()));
            }
        }
        int refused = judged.size() - accepted;
        boolean problem = accepted == 0;
        int status = refused == 0 ? ACCEPTED : problem ? refusedAs : MULTI_STATUS;
        ObjectNode body = problem
                ? problem(status, "batch_refused", "Every event was refused", "see items")
                : JsonNodeFactory.instance.objectNode();
        body.put("accepted", accepted).put("refused", refused).set("items", items);
        send(context, status, problem ? "application/problem+json" : "application/json", body);
    }

    /** A request that is refused as a whole. */
    static void problem(RoutingContext context, int status, String code, String detail) {
        problem(context.response(), status, code, detail);
    }

    /** A request that is refused as a whole, with more to say. */
    static void problem(RoutingContext context, int status, String code, String detail, ObjectNode more) {
        ObjectNode problem = problem(status, code, titleOf(status), detail);
        problem.setAll(more);
        send(context, status, "application/problem+json", problem);
    }

    /** An answer that is no refusal. */
    static void json(RoutingContext context, int status, ObjectNode body) {
        send(context, status, "application/json", body);
    }

    /** A request that is refused before anybody looks where it goes. */
    static void problem(HttpServerResponse response, int status, String code, String detail) {
        send(response, status, "application/problem+json", problem(status, code, titleOf(status), detail));
    }

    private static int statusOf(Judged.Refused refused) {
        for (FieldError error : refused.errors()) {
            int status = statusOf(error.code());
            if (status != UNPROCESSABLE) {
                return status;
            }
        }
        return UNPROCESSABLE;
    }

    /** What no field could make good is a fault of the JSON itself. */
    private static int statusOf(String code) {
        return switch (code) {
            case "event_too_large" -> 413;
            case "duplicate_key", "too_deep", "number_out_of_range", "not_an_object", "text_invalid" -> 400;
            default -> UNPROCESSABLE;
        };
    }

    private static ObjectNode describe(Judged.Accepted accepted, String idName) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put(idName, accepted.id());
        if (accepted.leadId() != null) {
            body.put("leadId", accepted.leadId());
        }
        return body;
    }

    private static ArrayNode errors(List<FieldError> errors) {
        ArrayNode nodes = JsonNodeFactory.instance.arrayNode(errors.size());
        for (FieldError error : errors) {
            nodes.addObject()
                    .put("field", error.field())
                    .put("code", error.code())
                    .put("message", error.message());
        }
        return nodes;
    }

    private static ObjectNode problem(int status, String code, String title, String detail) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "urn:leadstream:problem:" + code)
                .put("title", title)
                .put("status", status)
                .put("code", code)
                .put("detail", detail);
    }

    private static void send(RoutingContext context, int status, String type, ObjectNode body) {
        send(context.response(), status, type, body);
    }

    private static void send(HttpServerResponse response, int status, String type, ObjectNode body) {
        if (!response.ended() && !response.closed()) {
            response.setStatusCode(status).putHeader("content-type", type).end(body.toString());
        }
    }

    private static String titleOf(int status) {
        return switch (status) {
            case 400 -> "The request can't be read";
            case 401 -> "A key is needed";
            case 403 -> "Not allowed";
            case 404 -> "Nothing is here";
            case 405 -> "Another method is needed";
            case 413 -> "Too large";
            case 414, 431 -> "Too long";
            case 415 -> "Another content type is needed";
            case 422 -> "The content is refused";
            case 429 -> "Too many requests";
            case 503 -> "Not possible right now";
            default -> "The request failed";
        };
    }
}
