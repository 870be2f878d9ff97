// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.demo;

import io.leadstream.standalone.dataset.Delivery;
import io.leadstream.standalone.dataset.DemoEvent;
import io.leadstream.standalone.demo.HttpDoor.Answer;
import io.leadstream.standalone.stack.StandaloneException;
import io.leadstream.standalone.terminal.Progress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Sends the deliveries through the HTTP API in about their order: leads and activities in batches, forms and chats one
 * by one, some requests at a time. Every answer is counted, and one that is not as expected ends the play.
 */
final class CapturePlayer {

    private static final int AT_A_TIME = 12;
    private static final int BATCH = 100;

    /** How many events were taken and how many refused. */
    record Tally(long accepted, long refused) {}

    private final HttpDoor door;
    private final Instant anchor;
    private final Semaphore room = new Semaphore(AT_A_TIME);
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicReference<@Nullable Throwable> trouble = new AtomicReference<>();
    private final List<DemoEvent> leads = new ArrayList<>();
    private final List<DemoEvent> activities = new ArrayList<>();

    CapturePlayer(HttpDoor door, Instant anchor) {
        this.door = door;
        this.anchor = anchor;
    }

    Tally play(List<Delivery> deliveries, Progress progress) throws InterruptedException {
        for (Delivery delivery : deliveries) {
            DemoEvent event = delivery.event();
            switch (event.kind()) {
                case LEAD, BAD_LEAD -> gather(leads, event, "/v1/leads");
                case ACTIVITY, BAD_ACTIVITY -> gather(activities, event, "/v1/activities");
                case CHAT -> send(List.of(event), () -> door.capture("/v1/chat-leads", body(event)));
                case FORM, BAD_FORM -> send(List.of(event), () -> door.form(form(event), fields(event)));
            }
            progress.at(accepted.get() + refused.get());
        }
        flush(leads, "/v1/leads");
        flush(activities, "/v1/activities");
        // Holding every permit means that every answer is there.
        room.acquire(AT_A_TIME);
        check();
        return new Tally(accepted.get(), refused.get());
    }

    private void gather(List<DemoEvent> batch, DemoEvent event, String path) throws InterruptedException {
        batch.add(event);
        if (batch.size() == BATCH) {
            flush(batch, path);
        }
    }

    private void flush(List<DemoEvent> batch, String path) throws InterruptedException {
        if (batch.isEmpty()) {
            return;
        }
        List<DemoEvent> events = List.copyOf(batch);
        batch.clear();
        send(events, () -> door.capture(path, events.stream().map(this::body).toList()));
    }

    private void send(List<DemoEvent> events, Request request) throws InterruptedException {
        check();
        room.acquire();
        request.send().whenComplete((answer, failure) -> {
            if (failure != null) {
                trouble.compareAndSet(null, failure);
            } else {
                count(events, answer);
            }
            room.release();
        });
    }

    private interface Request {
        CompletableFuture<Answer> send();
    }

    private void count(List<DemoEvent> events, Answer answer) {
        for (int i = 0; i < events.size(); i++) {
            DemoEvent event = events.get(i);
            int status = answer.body().has("items")
                    ? answer.body().path("items").path(i).path("status").asInt()
                    : answer.status();
            boolean taken = status == 202;
            (taken ? accepted : refused).incrementAndGet();
            if (taken == event.kind().bad()) {
                trouble.compareAndSet(
                        null,
                        new StandaloneException(
                                "the API " + (taken ? "took" : "refused") + " the event " + event.id()
                                        + (taken ? ", which is bad" : ": " + answer.body()),
                                "Please report this."));
            }
        }
    }

    private void check() {
        Throwable failure = trouble.get();
        if (failure == null) {
            return;
        }
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        if (cause instanceof StandaloneException known) {
            throw known;
        }
        throw new StandaloneException(
                "the API does not answer: " + cause, "./leadstream doctor may tell why.", new IllegalStateException(cause));
    }

    private Map<String, Object> body(DemoEvent event) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("eventId", event.id());
        body.put("occurredAt", at(event));
        body.putAll(event.body());
        return body;
    }

    private Map<String, String> fields(DemoEvent event) {
        Map<String, String> fields = new LinkedHashMap<>();
        body(event).forEach((name, value) -> fields.put(name, value.toString()));
        fields.remove(DemoEvent.FORM);
        return fields;
    }

    private static String form(DemoEvent event) {
        return String.valueOf(event.body().get(DemoEvent.FORM));
    }

    private String at(DemoEvent event) {
        return anchor.minusMillis(event.beforeAnchor()).toString();
    }
}
