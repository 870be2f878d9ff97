// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers requests that broke before or besides our own handlers.
 *
 * @param maxBodyBytes bytes of one request, at most
 * @param maxFieldBytes bytes of one field of a form, at most
 */
record Failures(int maxBodyBytes, int maxFieldBytes) {

    /** Fields of one form, at most. */
    static final int MAX_FORM_FIELDS = 300;

    private static final Logger log = LoggerFactory.getLogger(Failures.class);

    void answer(RoutingContext context) {
        int status = context.statusCode();
        Throwable problem = context.failure();
        String kind = problem == null ? "" : problem.getClass().getSimpleName();
        boolean ofTheRequest = status >= 400 && status < 500;
        if (status == 413) {
            Answers.problem(
                    context,
                    413,
                    "body_too_large",
                    "at most " + maxBodyBytes + " bytes a request; split or shorten it");
        } else if (kind.equals("TooManyFormFieldsException")) {
            Answers.problem(
                    context, 413, "too_many_fields", "at most " + MAX_FORM_FIELDS + " fields a form; send fewer");
        } else if (ofTheRequest && (problem instanceof IOException || kind.equals("TooLongFormFieldException"))) {
            Answers.problem(
                    context,
                    413,
                    "field_too_large",
                    "at most " + maxFieldBytes + " bytes a field; shorten the longest");
        } else if (problem instanceof IllegalArgumentException
                || (problem != null && problem.getClass().getName().startsWith("io.netty.handler.codec"))) {
            // What the HTTP layer could not decode: broken multipart, bad percent signs.
            badEncoding(context);
        } else if (ofTheRequest) {
            Answers.problem(context, status, "request_invalid", "the request was refused");
        } else {
            log.error("{} failed", context.normalizedPath(), problem);
            Answers.problem(context, 500, "internal", "this is our fault; send it again, with the same id");
        }
    }

    static void badEncoding(RoutingContext context) {
        Answers.problem(
                context,
                400,
                "request_invalid",
                "the path or the form can't be decoded; check its encoding, such as %25 for a percent sign");
    }

    /** Answers what is no HTTP, or more of it than is taken before a path is known; the connection is of no more use. */
    static void undecodable(HttpServerRequest request) {
        Throwable problem = request.decoderResult().cause();
        String kind = problem == null ? "" : problem.getClass().getSimpleName();
        HttpServerResponse response = request.response().putHeader("connection", "close");
        switch (kind) {
            case "TooLongHttpLineException" ->
                Answers.problem(response, 414, "path_too_long", "the path is too long; send data in the body");
            case "TooLongHttpHeaderException" ->
                Answers.problem(response, 431, "headers_too_large", "the headers are too large; send fewer or shorter");
            default -> Answers.problem(response, 400, "request_invalid", "this is no valid HTTP; check the headers");
        }
        request.connection().close();
    }
}
