// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.dataset;

import static io.leadstream.standalone.dataset.Timeline.body;

import io.leadstream.standalone.dataset.DemoEvent.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the world sends and capture has to refuse. */
final class Mistakes {

    private static final List<DemoEvent> SAMPLES = List.of(
            lead(body("firstName", "Nobody", "company", "Without Address Ltd")),
            lead(body("email", "not-an-address", "lastName", "Typo")),
            lead(body("email", "two@at@signs@", "lastName", "Typo")),
            lead(body("email", "nul@example.com", "company", "NUL\u0000Byte Inc")),
            lead(body("email", "size@example.com", "employeeCount", -5)),
            activity(body("type", "page_viewed", "properties", Map.of("path", "/"))),
            activity(body("email", "typeless@example.com", "properties", Map.of("path", "/"))),
            activity(body("type", "email_opened", "email", "@example.com")),
            new DemoEvent(
                    Kind.BAD_FORM,
                    "",
                    0,
                    body(DemoEvent.FORM, "contact", "firstName", "Form", "lastName", "Without Address")),
            new DemoEvent(
                    Kind.BAD_FORM,
                    "",
                    0,
                    body(DemoEvent.FORM, "contact", "email", "spaces in@example com", "lastName", "Typo")));

    private Mistakes() {}

    /** So many of them, over and over, spread over the time. */
    static List<DemoEvent> make(Dice dice, int count) {
        List<DemoEvent> mistakes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            DemoEvent sample = SAMPLES.get(i % SAMPLES.size());
            String id = String.format(Locale.ROOT, "demo-bad-%03d", i);
            mistakes.add(new DemoEvent(sample.kind(), id, dice.between(0, Timeline.SPAN), sample.body()));
        }
        return mistakes;
    }

    private static DemoEvent lead(Map<String, Object> body) {
        return new DemoEvent(Kind.BAD_LEAD, "", 0, body);
    }

    private static DemoEvent activity(Map<String, Object> body) {
        return new DemoEvent(Kind.BAD_ACTIVITY, "", 0, body);
    }
}
