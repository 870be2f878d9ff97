// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.http;

import io.leadstream.capture.form.FormDefinition;
import io.leadstream.capture.form.FormReader;
import io.leadstream.capture.read.FieldError;
import io.leadstream.capture.read.Judged;
import io.leadstream.capture.read.LeadReader;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes posts of web forms, and sends the visitor on to a page of the form's own list. */
final class FormHandler {

    private static final String DOOR = "forms";
    private static final String FORM = "capture.form";

    private final Vertx vertx;
    private final ApiParts parts;
    private final FormReader reader;

    FormHandler(Vertx vertx, ApiParts parts) {
        this.vertx = vertx;
        this.parts = parts;
        this.reader = new FormReader(new LeadReader(parts.identities()));
    }

    void preflight(RoutingContext context) {
        FormDefinition form = find(context);
        if (form != null) {
            Cors.preflight(context, originsOf(context, form), "POST");
        }
    }

    /** Lets a post of a known form from an allowed page through, in a form's encoding. */
    void admit(RoutingContext context) {
        FormDefinition form = find(context);
        if (form == null) {
            return;
        }
        Cors.allow(context, originsOf(context, form));
        String type =
                String.valueOf(context.request().getHeader("content-type")).toLowerCase(Locale.ROOT);
        if (!form.allows(Cors.origin(context))) {
            parts.meters().refused(DOOR, "origin_not_allowed");
            Answers.problem(context, 403, "origin_not_allowed", "pages of this origin may not post this form");
        } else if (form.requireKey() && !parts.access().carriesKey(context)) {
            Access.refuseUnknown(context);
        } else if (!type.startsWith("application/x-www-form-urlencoded") && !type.startsWith("multipart/form-data")) {
            Answers.problem(
                    context,
                    415,
                    "content_type",
                    "send application/x-www-form-urlencoded or multipart/form-data; JSON goes to /v1/leads");
        } else if (type.startsWith("multipart/") && !type.contains("boundary=")) {
            Answers.problem(context, 415, "content_type", "multipart/form-data needs its boundary, as clients set it");
        } else {
            context.put(FORM, form);
            context.next();
        }
    }

    void handle(RoutingContext context) {
        FormDefinition form = context.get(FORM);
        Map<String, List<String>> posted = fieldsOf(context.request().formAttributes());
        if (FormReader.isRobot(form, posted)) {
            parts.meters().refused(DOOR, "honeypot");
            thank(context, form, posted, new Judged.Accepted(UUID.randomUUID().toString(), null, List.of()));
            return;
        }
        Instant receivedAt = parts.clock().instant();
        Judged judged = reader.read(
                form,
                posted,
                context.request().getHeader("referer"),
                receivedAt,
                CaptureApi.idempotencyKey(context, false, 0));
        if (judged instanceof Judged.Accepted accepted) {
            EventHandler.confirmed(vertx, parts, accepted.records())
                    .onSuccess(done -> {
                        parts.meters().accepted(DOOR, 1);
                        thank(context, form, posted, accepted);
                    })
                    .onFailure(problem -> EventHandler.unavailable(context, parts, DOOR, problem));
        } else if (judged instanceof Judged.Refused refused) {
            parts.meters().refused(DOOR, List.of(judged));
            refuse(context, form, refused);
        }
    }

    private @Nullable FormDefinition find(RoutingContext context) {
        FormDefinition form = parts.forms().find(context.pathParam("formKey")).orElse(null);
        if (form == null) {
            Answers.problem(context, 404, "form_unknown", "no form of this key is configured");
        }
        return form;
    }

    private static void thank(
            RoutingContext context, FormDefinition form, Map<String, List<String>> posted, Judged.Accepted accepted) {
        List<String> wanted = posted.getOrDefault(FormReader.THANKS, List.of());
        String page = form.thanksPage(wanted.isEmpty() ? null : wanted.get(0));
        if (page == null || wantsJson(context)) {
            Answers.accepted(context, accepted, "eventId");
        } else {
            context.response().setStatusCode(303).putHeader("location", page).end();
        }
    }

    private static void refuse(RoutingContext context, FormDefinition form, Judged.Refused refused) {
        if (form.errorPage() == null || wantsJson(context) || refused.errors().isEmpty()) {
            Answers.refused(context, refused);
            return;
        }
        FieldError first = refused.errors().get(0);
        String separator = form.errorPage().contains("?") ? "&" : "?";
        context.response()
                .setStatusCode(303)
                .putHeader(
                        "location",
                        form.errorPage() + separator + "field=" + encode(first.field()) + "&code="
                                + encode(first.code()))
                .end();
    }

    private static boolean wantsJson(RoutingContext context) {
        String accept = context.request().getHeader("accept");
        return accept != null && accept.contains("json") && !accept.contains("text/html");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A form that allows every page allows the one that asks. */
    private static Set<String> originsOf(RoutingContext context, FormDefinition form) {
        String origin = Cors.origin(context);
        return form.origins().isEmpty() && origin != null ? Set.of(origin) : Set.copyOf(form.origins());
    }

    private static Map<String, List<String>> fieldsOf(MultiMap attributes) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (String name : attributes.names()) {
            fields.put(name, attributes.getAll(name));
        }
        return fields;
    }
}
