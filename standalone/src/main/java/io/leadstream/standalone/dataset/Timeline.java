// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.dataset;

import io.leadstream.standalone.dataset.DemoEvent.Kind;
import io.leadstream.standalone.dataset.Person.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one person does in the 30 days before the anchor: visits, who they say they are, and what follows. */
final class Timeline {

    /** A little less than 30 days, so that no event is older than what is remembered of event ids. */
    static final long SPAN = Duration.ofHours(29 * 24 + 12).toMillis();

    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final Dice dice;
    private final Captures captures;
    private final Deeds deeds;
    private final Person person;
    private final List<DemoEvent> events = new ArrayList<>();

    private Timeline(Dice dice, Captures captures, Deeds deeds, Person person) {
        this.dice = dice;
        this.captures = captures;
        this.deeds = deeds;
        this.person = person;
    }

    /** The events of a person, in no particular order; exactly so many of them are activities. */
    static List<DemoEvent> of(Dice dice, Captures captures, Deeds deeds, Person person, int activities) {
        Timeline timeline = new Timeline(dice, captures, deeds, person);
        if (person.persona() == Persona.CRAWLER) {
            timeline.crawl(activities);
        } else {
            timeline.live(activities);
        }
        return timeline.events;
    }

    private void live(int activities) {
        long first = dice.between(person.persona() == Persona.COOL ? DAY / 3 : 4 * DAY, SPAN);
        int unknown = person.anonymousId() == null ? 0 : Math.min(activities, dice.between(1, 2 + activities / 3));
        long known = unknown == 0 ? first : first - dice.between(5 * MINUTE, Math.min(first / 3, 6 * DAY));
        for (int i = 0; i < unknown; i++) {
            add(deeds.anonymousVisit(person.anonymousId()), dice.between(known + 1, first + 1));
        }
        introduce(known);
        boolean demo = dice.chance(person.persona().demoChance);
        int left = activities - unknown;
        if (demo && left > 0) {
            left--;
            add(deeds.demoRequest(person), dice.between(0, known));
        }
        while (left > 0) {
            // A session: a handful of things within minutes of one another.
            int length = Math.min(left, dice.between(1, 7));
            long at = dice.between(0, known);
            for (int i = 0; i < length; i++) {
                at = Math.max(0, at - dice.exponential(50_000));
                add(deeds.next(person), at);
            }
            left -= length;
        }
    }

    private void introduce(long known) {
        switch (person.entry()) {
            case FORM -> capture(Kind.FORM, captures.contactForm(person), known);
            case API -> capture(Kind.LEAD, captures.full(person, "partner-portal"), known);
            case CHAT -> capture(Kind.CHAT, captures.chat(person), known);
            case CALL_BACK -> capture(Kind.LEAD, captures.callBack(person), known);
            case CSV, MAILING -> {}
        }
        boolean byForm = person.entry() == Entry.FORM || person.entry() == Entry.CHAT;
        if (byForm && dice.chance(0.7)) {
            capture(Kind.LEAD, captures.enrichment(person), Math.max(0, known - dice.between(MINUTE, 90 * MINUTE)));
        }
        if (byForm && dice.chance(person.persona() == Persona.HOT ? 0.5 : 0.15)) {
            capture(Kind.FORM, captures.guideForm(person), dice.between(0, known));
        }
    }

    /** Everything within one UTC day, for the anchor is a midnight. */
    private void crawl(int activities) {
        long dayEnd = dice.between(2, 20) * DAY;
        capture(Kind.LEAD, captures.full(person, "partner-portal"), dayEnd + DAY - MINUTE);
        for (int i = 0; i < activities; i++) {
            add(deeds.crawledPage(person), dayEnd + dice.between(MINUTE, DAY - 2 * MINUTE));
        }
    }

    private void add(Map<String, Object> body, long beforeAnchor) {
        events.add(new DemoEvent(Kind.ACTIVITY, id("a"), beforeAnchor, body));
    }

    private void capture(Kind kind, Map<String, Object> body, long beforeAnchor) {
        events.add(new DemoEvent(kind, id("c"), beforeAnchor, body));
    }

    private String id(String sort) {
        return String.format(Locale.ROOT, "demo-%04d-%s%03d", person.number(), sort, events.size());
    }

    /** A body without the fields that have no value. */
    static Map<String, Object> body(@Nullable Object... namesAndValues) {
        Map<String, Object> body = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            if (value != null) {
                body.put(String.valueOf(namesAndValues[i]), value);
            }
        }
        return body;
    }
}
