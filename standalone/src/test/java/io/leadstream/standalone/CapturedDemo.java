// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadstream.capture.CaptureSettings;
import io.leadstream.capture.form.FormReader;
import io.leadstream.capture.form.Forms;
import io.leadstream.capture.http.CaptureServer;
import io.leadstream.capture.kafka.Outgoing;
import io.leadstream.capture.read.ActivityReader;
import io.leadstream.capture.read.Arrival;
import io.leadstream.capture.read.ChatReader;
import io.leadstream.capture.read.Identities;
import io.leadstream.capture.read.Judged;
import io.leadstream.capture.read.LeadReader;
import io.leadstream.runtime.config.Settings;
import io.leadstream.standalone.dataset.Delivery;
import io.leadstream.standalone.dataset.DemoData;
import io.leadstream.standalone.dataset.DemoEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The demo's deliveries as capture puts them into the log, read by its own readers. */
final class CapturedDemo {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final LeadReader leads;
    private final ActivityReader activities;
    private final ChatReader chats;
    private final FormReader forms;
    private final Forms shipped = Forms.shipped();
    private final Instant anchor;

    private CapturedDemo(Instant anchor) {
        this.anchor = anchor;
        Identities identities = CaptureServer.identities(Settings.of(CaptureSettings.define(), Map.of()));
        leads = new LeadReader(identities);
        activities = new ActivityReader(identities);
        chats = new ChatReader(leads);
        forms = new FormReader(leads);
    }

    /** The records of each accepted delivery, in the order of delivery. */
    static List<List<Outgoing<?>>> of(DemoData data, Instant anchor, Instant arrival) {
        CapturedDemo demo = new CapturedDemo(anchor);
        List<List<Outgoing<?>>> captured = new ArrayList<>();
        for (Delivery delivery : data.deliveries()) {
            if (demo.read(delivery.event(), arrival) instanceof Judged.Accepted accepted) {
                captured.add(accepted.records());
            }
        }
        return captured;
    }

    private Judged read(DemoEvent event, Instant arrival) {
        ObjectNode body = JSON.valueToTree(event.body());
        body.put("eventId", event.id());
        body.put("occurredAt", anchor.minusMillis(event.beforeAnchor()).toString());
        return switch (event.kind()) {
            case LEAD, BAD_LEAD -> leads.read(body, List.of(), Arrival.ofApi(arrival, null));
            case ACTIVITY, BAD_ACTIVITY -> activities.read(body, List.of(), Arrival.ofApi(arrival, null));
            case CHAT -> chats.read(body, List.of(), Arrival.ofChat(arrival, null));
            case FORM, BAD_FORM -> form(body, arrival);
        };
    }

    private Judged form(ObjectNode body, Instant arrival) {
        String form = body.remove(DemoEvent.FORM).asText();
        Map<String, List<String>> posted = new HashMap<>();
        body.properties()
                .forEach(field ->
                        posted.put(field.getKey(), List.of(field.getValue().asText())));
        return forms.read(shipped.find(form).orElseThrow(), posted, null, arrival, null);
    }
}
