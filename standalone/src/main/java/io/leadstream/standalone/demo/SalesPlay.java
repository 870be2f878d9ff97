// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.demo;

import io.leadstream.standalone.dataset.SalesPlan;
import io.leadstream.standalone.dataset.SalesPlan.Ending;
import io.leadstream.standalone.demo.HttpDoor.Answer;
import io.leadstream.standalone.demo.SalesTool.Offer;
import io.leadstream.standalone.stack.StandaloneException;
import io.leadstream.standalone.terminal.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Plays the representatives: each works on the leads they were offered, as far as the plan for that person goes. The
 * commands of one lead go out one after the other. Their ids follow from the lead, so that playing again repeats them.
 */
final class SalesPlay {

    private static final int AT_A_TIME = 12;

    private record Step(String id, String path, Map<String, Object> body) {}

    private final HttpDoor door;
    private final Map<String, SalesPlan> plans;
    private final AtomicLong sent = new AtomicLong();

    SalesPlay(HttpDoor door, Map<String, SalesPlan> plans) {
        this.door = door;
        this.plans = plans;
    }

    /** How many commands these offers lead to. */
    long commands(Iterable<Offer> offers) {
        long commands = 0;
        for (Offer offer : offers) {
            commands += steps(offer).size();
        }
        return commands;
    }

    /** Sends all of them and returns when each is confirmed. */
    long play(Iterable<Offer> offers, Progress progress) throws InterruptedException {
        try (Workers workers = new Workers(AT_A_TIME)) {
            for (Offer offer : offers) {
                List<Step> steps = steps(offer);
                if (!steps.isEmpty()) {
                    workers.give(() -> steps.forEach(this::send));
                }
                progress.at(sent.get());
            }
            workers.finish();
        }
        return sent.get();
    }

    private void send(Step step) {
        Answer answer = door.command(step.path(), step.body());
        sent.incrementAndGet();
        if (answer.status() != HttpDoor.ACCEPTED) {
            throw new StandaloneException(
                    "the API refused the command " + step.id() + ": " + answer.body(), "Please report this.");
        }
    }

    private List<Step> steps(Offer offer) {
        SalesPlan plan = plans.get(offer.email());
        List<Step> steps = new ArrayList<>();
        if (plan == null || !plan.reaches(Ending.ACCEPTED)) {
            return steps;
        }
        steps.add(step(offer, "accept-lead", Map.of("offerNumber", offer.number())));
        if (plan.reaches(Ending.TOUCHED)) {
            steps.add(step(
                    offer,
                    "log-touch",
                    Map.of(
                            "kind",
                            plan.touch(),
                            "twoWay",
                            plan.twoWay(),
                            "outcome",
                            plan.twoWay() ? "talked about needs" : "left a message",
                            "nextStep",
                            "send an offer")));
        }
        if (plan.reaches(Ending.ASSESSED)) {
            steps.add(step(
                    offer,
                    "assess-bant",
                    Map.of(
                            "budget", plan.bant().get(0),
                            "authority", plan.bant().get(1),
                            "need", plan.bant().get(2),
                            "timeline", plan.bant().get(3))));
        }
        if (plan.amountMinor() != null && plan.packageName() != null) {
            steps.add(step(
                    offer,
                    "convert-lead",
                    Map.of("amountMinor", plan.amountMinor(), "currency", "EUR", "packageName", plan.packageName())));
        }
        return steps;
    }

    private static Step step(Offer offer, String command, Map<String, Object> order) {
        String id = "demo-" + command + "-" + offer.leadId();
        Map<String, Object> body = new LinkedHashMap<>(order);
        body.put("commandId", id);
        body.put("leadId", offer.leadId());
        body.put("issuedBy", offer.representative());
        return new Step(id, "/v1/commands/" + command, body);
    }
}
