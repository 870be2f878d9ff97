// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.dataset;

import static io.leadstream.standalone.dataset.Timeline.body;

import io.leadstream.standalone.dataset.Person.Entry;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bodies of activities: what people do on the site and with their mail. */
final class Deeds {

    private final Dice dice;
    private final Words words;

    Deeds(Dice dice, Words words) {
        this.dice = dice;
        this.words = words;
    }

    Map<String, Object> anonymousVisit(@Nullable String anonymousId) {
        boolean pricing = dice.chance(0.12);
        return body(
                "type",
                pricing ? "pricing_viewed" : "page_viewed",
                "anonymousId",
                anonymousId,
                "properties",
                Map.of("path", pricing ? "/pricing" : page()));
    }

    Map<String, Object> demoRequest(Person person) {
        return referred(person, "demo_requested", Map.of("path", "/demo"), true);
    }

    Map<String, Object> crawledPage(Person person) {
        return body("type", "page_viewed", "email", person.email(), "properties", Map.of("path", page()));
    }

    Map<String, Object> next(Person person) {
        boolean mail = person.entry() != Entry.CALL_BACK && dice.chance(0.45);
        return mail ? mail(person) : visit(person);
    }

    private Map<String, Object> mail(Person person) {
        String name = dice.pick(words.of("mail"));
        return switch (dice.weighted(66, 30, 2, 2)) {
            case 0 -> referred(person, "email_opened", Map.of("mail", name), false);
            case 1 -> referred(person, "email_clicked", Map.of("mail", name, "link", page()), false);
            case 2 -> referred(person, "unsubscribed", Map.of("channel", "email"), false);
            default -> referred(person, "bounced", Map.of("mail", name, "kind", "soft"), false);
        };
    }

    private Map<String, Object> visit(Person person) {
        return switch (dice.weighted(66, 9, 9, 5, 4, 7)) {
            case 0 -> referred(person, "page_viewed", Map.of("path", page(), "seconds", dice.between(3, 420)), true);
            case 1 -> referred(person, "pricing_viewed", Map.of("path", "/pricing"), true);
            case 2 -> referred(person, "resource_downloaded", Map.of("file", dice.pick(words.of("resource"))), true);
            case 3 -> referred(person, "webinar_attended", Map.of("title", dice.pick(words.of("webinar"))), false);
            case 4 -> referred(person, "chat_message", Map.of("text", dice.pick(words.of("chat", "|"))), true);
            // A word of the caller's own: kept and counted, worth nothing until a rule names it.
            default -> referred(person, "calculator_used", Map.of("seats", dice.between(3, 300)), true);
        };
    }

    /** A returning visitor is mostly known by the browser alone; what happens elsewhere carries the address. */
    private Map<String, Object> referred(Person person, String type, Map<String, Object> properties, boolean onSite) {
        String email = person.email();
        String phone = email == null ? person.phone() : null;
        String anonymousId = onSite ? person.anonymousId() : null;
        int how = anonymousId == null ? 1 : dice.weighted(60, 15, 25);
        return body(
                "type", type,
                "email", how == 0 ? null : email,
                "phone", how == 0 ? null : phone,
                "anonymousId", how == 1 ? null : anonymousId,
                "properties", properties);
    }

    private String page() {
        List<String> pages = words.of("page");
        return dice.pick(pages);
    }
}
