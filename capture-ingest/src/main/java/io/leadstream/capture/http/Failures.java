// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.http;

import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers requests that broke before or besides our own handlers. */
final class Failures {

    private static final Logger log = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    static void answer(RoutingContext context) {
        int status = context.statusCode();
        Throwable problem = context.failure();
        if (status == 413) {
            Answers.problem(context, 413, "body_too_large", "the request has too many bytes; split it");
        } else if (problem instanceof IllegalArgumentException
                || (problem != null && problem.getClass().getName().startsWith("io.netty.handler.codec"))) {
            // What the HTTP layer could not decode: broken multipart, too many fields, bad percent signs.
            Answers.problem(context, 400, "request_invalid", "the request can't be decoded");
        } else if (status >= 400 && status < 500) {
            Answers.problem(context, status, "request_invalid", "the request was refused");
        } else {
            log.error("{} failed", context.normalizedPath(), problem);
            Answers.problem(context, 500, "internal", "this is our fault; send it again, with the same id");
        }
    }
}
