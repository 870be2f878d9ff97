// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.http;

import io.leadstream.capture.kafka.LogUnavailable;
import io.leadstream.capture.kafka.Outgoing;
import io.leadstream.capture.read.FieldError;
import io.leadstream.capture.read.JsonRefused;
import io.leadstream.capture.read.Judged;
import io.leadstream.capture.read.StrictJson;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Takes JSON events: reads them, writes the good ones, and answers once the brokers have confirmed. */
final class EventHandler {

    /** Larger bodies are read on a worker, so that nobody else waits for it. */
    private static final int OFF_THE_LOOP = 65_536;

    private static final int MAX_KEY = 200;

    /**
     * A kind of event that is taken.
     *
     * @param name for counting
     * @param idName how the answer calls the event's id
     */
    record Door(String name, String idName, Reader reader) {}

    /** Reads one event of a door. */
    interface Reader {
        Judged read(RoutingContext context, StrictJson.Item item, Instant receivedAt, @Nullable String eventId);
    }

    private record Verdict(boolean batch, List<Judged> judged) {}

    private final Vertx vertx;
    private final ApiParts parts;

    EventHandler(Vertx vertx, ApiParts parts) {
        this.vertx = vertx;
        this.parts = parts;
    }

    /** Lets only JSON through. */
    void requireJson(RoutingContext context) {
        String type = context.request().getHeader("content-type");
        String lower = type == null ? "" : type.toLowerCase(Locale.ROOT).replace(" ", "");
        int end = lower.indexOf(';');
        boolean json = (end < 0 ? lower : lower.substring(0, end)).equals("application/json");
        boolean utf8 =
                !lower.contains("charset=") || lower.contains("charset=utf-8") || lower.contains("charset=\"utf-8\"");
        if (json && utf8) {
            context.next();
        } else {
            Answers.problem(context, 415, "content_type", "send content-type: application/json, in UTF-8");
        }
    }

    Handler<RoutingContext> at(Door door) {
        return context -> handle(context, door);
    }

    private void handle(RoutingContext context, Door door) {
        Instant receivedAt = parts.clock().instant();
        Buffer buffer = context.body().buffer();
        byte[] body = buffer == null ? new byte[0] : buffer.getBytes();
        if (body.length <= OFF_THE_LOOP) {
            finish(context, door, judge(context, door, body, receivedAt));
        } else {
            vertx.executeBlocking(() -> new Offloaded(judge(context, door, body, receivedAt)), false)
                    .onSuccess(read -> finish(context, door, read.verdict()))
                    .onFailure(context::fail);
        }
    }

    /** A worker's result, which may be that the request was answered already. */
    private record Offloaded(@Nullable Verdict verdict) {}

    private @Nullable Verdict judge(RoutingContext context, Door door, byte[] body, Instant receivedAt) {
        StrictJson.Body read;
        try {
            read = parts.json().read(body);
        } catch (JsonRefused e) {
            parts.meters().refused(door.name(), e.code());
            Answers.problem(context, e.tooLarge() ? 413 : 400, e.code(), e.reason());
            return null;
        }
        String key = context.request().getHeader("idempotency-key");
        if (key != null && key.length() > MAX_KEY) {
            Answers.problem(
                    context, 400, "idempotency_key", "an Idempotency-Key has at most " + MAX_KEY + " characters");
            return null;
        }
        List<Judged> judged = new ArrayList<>(read.items().size());
        for (int i = 0; i < read.items().size(); i++) {
            String id = CaptureApi.idempotencyKey(context, read.array(), i);
            judged.add(door.reader().read(context, read.items().get(i), receivedAt, id));
        }
        return new Verdict(read.array(), judged);
    }

    private void finish(RoutingContext context, Door door, @Nullable Verdict verdict) {
        if (verdict == null) {
            return;
        }
        List<Outgoing<?>> records = new ArrayList<>();
        int accepted = 0;
        for (Judged each : verdict.judged()) {
            if (each instanceof Judged.Accepted good) {
                records.addAll(good.records());
                accepted++;
            }
        }
        parts.meters().refused(door.name(), verdict.judged());
        if (accepted == 0) {
            answer(context, door, verdict);
            return;
        }
        int count = accepted;
        confirmed(vertx, parts, records)
                .onSuccess(done -> {
                    parts.meters().accepted(door.name(), count);
                    answer(context, door, verdict);
                })
                .onFailure(problem -> unavailable(context, parts, door.name(), problem));
    }

    private static void answer(RoutingContext context, Door door, Verdict verdict) {
        if (verdict.batch()) {
            Answers.batch(context, verdict.judged(), door.idName());
        } else if (verdict.judged().get(0) instanceof Judged.Accepted accepted) {
            Answers.accepted(context, accepted, door.idName());
        } else if (verdict.judged().get(0) instanceof Judged.Refused refused) {
            Answers.refused(context, refused);
        }
    }

    /** Completes on the event loop when the brokers have confirmed, or fails within the time an answer may take. */
    static Future<Void> confirmed(Vertx vertx, ApiParts parts, List<Outgoing<?>> records) {
        return Future.fromCompletionStage(parts.log().write(records), vertx.getOrCreateContext())
                .timeout(parts.answerWithin().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Tells that it could not be confirmed: sending it again, with the same id, is safe. */
    static void unavailable(RoutingContext context, ApiParts parts, String door, Throwable problem) {
        if (problem instanceof LogUnavailable || problem instanceof TimeoutException) {
            parts.meters().refused(door, "log_unavailable");
            context.response().putHeader("retry-after", "1");
            Answers.problem(
                    context,
                    503,
                    "log_unavailable",
                    "the event log did not confirm in time; send the same again, with the same id, and it counts once");
        } else {
            context.fail(problem);
        }
    }

    /** The errors of a refused event, none when it was accepted. */
    static List<FieldError> errorsOf(Judged judged) {
        return judged instanceof Judged.Refused refused ? refused.errors() : List.of();
    }
}
