// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.demo;

import io.leadstream.standalone.dataset.Delivery;
import io.leadstream.standalone.dataset.DemoEvent;
import io.leadstream.standalone.demo.HttpDoor.Answer;
import io.leadstream.standalone.stack.StandaloneException;
import io.leadstream.standalone.terminal.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Sends the deliveries through the HTTP API in about their order: leads and activities in batches, forms and chats one
 * by one, some requests at a time. Every answer is counted, and one that is not as expected ends the play.
 */
final class CapturePlayer implements AutoCloseable {

    private static final int AT_A_TIME = 12;

    /** How many events were taken and how many refused. */
    record Tally(long accepted, long refused) {}

    private final HttpDoor door;
    private final Instant anchor;
    private final int batchSize;
    private final long nanosBetween;
    private final Workers workers = new Workers(AT_A_TIME);
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final List<DemoEvent> leads = new ArrayList<>();
    private final List<DemoEvent> activities = new ArrayList<>();

    private CapturePlayer(HttpDoor door, Instant anchor, int batchSize, long nanosBetween) {
        this.door = door;
        this.anchor = anchor;
        this.batchSize = batchSize;
        this.nanosBetween = nanosBetween;
    }

    /** Sends as much at once as it can. */
    static CapturePlayer asFastAsItGoes(HttpDoor door, Instant anchor) {
        return new CapturePlayer(door, anchor, 100, 0);
    }

    /** Sends one event after the other, as a site does, at a steady pace. */
    static CapturePlayer atPace(HttpDoor door, Instant anchor, int perSecond) {
        return new CapturePlayer(door, anchor, 1, Duration.ofSeconds(1).toNanos() / perSecond);
    }

    Tally play(List<Delivery> deliveries, Progress progress) throws InterruptedException {
        long due = System.nanoTime();
        for (Delivery delivery : deliveries) {
            LockSupport.parkNanos(nanosBetween == 0 ? 0 : due - System.nanoTime());
            due += nanosBetween;
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
        workers.finish();
        return new Tally(accepted.get(), refused.get());
    }

    private void gather(List<DemoEvent> batch, DemoEvent event, String path) throws InterruptedException {
        batch.add(event);
        if (batch.size() == batchSize) {
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

    private void send(List<DemoEvent> events, Supplier<Answer> request) throws InterruptedException {
        workers.give(() -> count(events, request.get()));
    }

    private void count(List<DemoEvent> events, Answer answer) {
        for (int i = 0; i < events.size(); i++) {
            DemoEvent event = events.get(i);
            int status = answer.body().has("items")
                    ? answer.body().path("items").path(i).path("status").asInt()
                    : answer.status();
            boolean taken = status == HttpDoor.ACCEPTED;
            (taken ? accepted : refused).incrementAndGet();
            if (taken == event.kind().bad()) {
                throw new StandaloneException(
                        "the API " + (taken ? "took" : "refused") + " the event " + event.id()
                                + (taken ? ", which is bad" : ": " + answer.body()),
                        "Please report this.");
            }
        }
    }

    @Override
    public void close() {
        workers.close();
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
