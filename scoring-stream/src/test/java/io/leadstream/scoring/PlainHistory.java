// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import static io.leadstream.testkit.Fixtures.NOW;
import static io.leadstream.testkit.Fixtures.activity;
import static io.leadstream.testkit.Fixtures.capture;
import static io.leadstream.testkit.Fixtures.command;
import static io.leadstream.testkit.Fixtures.identification;
import static io.leadstream.testkit.Fixtures.leadId;
import static io.leadstream.testkit.Fixtures.visitorActivity;

import io.leadstream.schemas.assignment.CommandOutcome;
import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.capture.AdjustScore;
import io.leadstream.schemas.capture.CapturedLead;
import io.leadstream.schemas.capture.LeadLink;
import io.leadstream.schemas.capture.SourceKind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * What happened to one person: on their own, as visitors who identified, and as a phone or a company that turned out to be
 * the person.
 *
 * @param email who
 * @param own what the person's leads are told directly
 * @param links which of them are which
 * @param held what visitors did who turn out to be the person
 * @param identifications who the visitors are, some of them several times
 * @param others what somebody else did on the same device later, and that they identified; in the order of time
 */
record PlainHistory(
        String email,
        List<SpecificRecord> own,
        List<LeadLink> links,
        List<Activity> held,
        List<Activity> identifications,
        List<Activity> others) {

    static final List<String> TYPES =
            List.of("page_viewed", "email_opened", "demo_requested", "bounced", "unsubscribed", "form_submitted");

    private static final List<SourceKind> KINDS =
            List.of(SourceKind.API, SourceKind.WEBSITE_FORM, SourceKind.LIVE_CHAT);

    /** @param onlyWon whether nothing takes points away again */
    static PlainHistory random(String name, boolean onlyWon, Random random) {
        String email = name + "@example.org";
        int span = onlyWon ? 20 + random.nextInt(200) : List.of(20, 120, 900).get(random.nextInt(3));
        List<String> names = names(name, email, random);
        var own = new ArrayList<SpecificRecord>();
        own.add(randomCapture(name + "-c", email, span, random));
        for (int i = random.nextInt(14); i >= 0; i--) {
            String id = name + "-" + i;
            String who = names.get(random.nextInt(names.size()));
            int kind = random.nextInt(13);
            if (kind < 2) {
                own.add(randomCapture(id, who, span, random));
            } else if (kind == 2) {
                own.add(adjustment(id, who, onlyWon, random));
            } else if (kind == 3) {
                own.add(recycling(id, who, random));
            } else {
                var activity = activity(id, who, TYPES.get(random.nextInt(TYPES.size())));
                own.add(timed(activity.setEmail(mailOf(who)), span, random));
            }
        }
        var held = new ArrayList<Activity>();
        var identifications = new ArrayList<Activity>();
        var others = new ArrayList<Activity>();
        for (int v = random.nextInt(3); v > 0; v--) {
            String visitor = name + "-v" + v;
            String known = names.get(random.nextInt(names.size()));
            Instant met = NOW.minus(Duration.ofDays(random.nextInt(5)));
            for (int i = random.nextInt(6); i >= 0; i--) {
                Instant at = met.minus(Duration.ofMinutes(1 + random.nextInt(20 * 1_440)));
                held.add(at(visitorActivity(visitor + "-" + i, visitor, TYPES.get(random.nextInt(4))), at));
            }
            for (int i = random.nextInt(3); i >= 0; i--) {
                identifications.add(at(
                        identification(visitor + "-i" + i, visitor, known).setEmail(mailOf(known)),
                        met.plusSeconds(i)));
            }
            if (random.nextInt(3) == 0) {
                Instant later = met.plusSeconds(3_600);
                others.add(at(identification(visitor + "-o", visitor, "other-" + email), later));
                others.add(at(visitorActivity(visitor + "-p", visitor, "page_viewed"), later.plusSeconds(60)));
                others.add(at(identification(visitor + "-q", visitor, "other-" + email), later.plusSeconds(90)));
            }
        }
        return new PlainHistory(email, own, links(names, random), held, identifications, others);
    }

    /** What the person is known by: an e-mail, perhaps a phone, and perhaps no more than a company. */
    private static List<String> names(String name, String email, Random random) {
        var names = new ArrayList<>(List.of(email));
        if (random.nextBoolean()) {
            names.add("+44" + name);
            if (random.nextInt(3) == 0) {
                names.add(name + " Inc.");
            }
        }
        return names;
    }

    private static @Nullable String mailOf(String who) {
        return who.contains("@") ? who : null;
    }

    /** Each lesser one is linked to one that is greater; a second link comes too late. */
    private static List<LeadLink> links(List<String> names, Random random) {
        var links = new ArrayList<LeadLink>();
        for (int i = 1; i < names.size(); i++) {
            String into = names.get(random.nextInt(i));
            links.add(new LeadLink(leadId(names.get(i)), leadId(into), "link-" + i, NOW, NOW));
        }
        return links;
    }

    private static SpecificRecord adjustment(String id, String who, boolean onlyWon, Random random) {
        Instant at = NOW.minus(Duration.ofDays(random.nextInt(20)));
        String until = onlyWon || random.nextBoolean()
                ? null
                : LocalDate.ofInstant(at, ZoneOffset.UTC)
                        .plusDays(random.nextInt(60))
                        .toString();
        var order = new AdjustScore(random.nextInt(60) - (onlyWon ? 0 : 20), "because", until);
        return command(id, who, "ann").setReceivedAt(at).setOrder(order).build();
    }

    private static SpecificRecord recycling(String id, String who, Random random) {
        return CommandOutcome.newBuilder()
                .setCommandId(id)
                .setLeadId(leadId(who))
                .setCommand("recycle_lead")
                .setIssuedBy("ann")
                .setAccepted(true)
                .setAt(NOW.minus(Duration.ofDays(random.nextInt(30))).plusSeconds(random.nextInt(3)))
                .build();
    }

    /** Everything that counts for the person, each once. */
    List<SpecificRecord> ofThePerson() {
        var all = new ArrayList<>(own);
        all.addAll(held);
        return all;
    }

    /** The leads that anything of the person came to which became part of another, and those it came through. */
    Set<String> passedThrough() {
        Set<String> passed = new HashSet<>();
        Map<String, String> into = new HashMap<>();
        links.forEach(link -> into.put(link.getLeadId(), link.getIntoLeadId()));
        Set<String> touched = new HashSet<>();
        own.forEach(event -> touched.add(
                String.valueOf(event.get(event.getSchema().getField("leadId").pos()))));
        identifications.forEach(identification -> touched.add(String.valueOf(identification.getLeadId())));
        for (String leadId : touched) {
            for (String lesser = leadId; into.containsKey(lesser); lesser = into.get(lesser)) {
                passed.add(lesser);
            }
        }
        return passed;
    }

    /** In the order of time; what a second person does on a device comes after the first has identified. */
    List<Activity> othersByTime() {
        return others.stream()
                .sorted(Comparator.comparing(Activity::getOccurredAt))
                .toList();
    }

    private static CapturedLead randomCapture(String id, String who, int span, Random random) {
        Instant occurred = NOW.minus(Duration.ofDays(random.nextInt(span))).plusSeconds(random.nextInt(3));
        return capture(id, who)
                .setEmail(mailOf(who))
                .setSourceKind(KINDS.get(random.nextInt(KINDS.size())))
                .setOccurredAt(occurred)
                .setReceivedAt(received(occurred, random))
                .setTitle(random.nextBoolean() ? "boss " + random.nextInt(2) : random.nextBoolean() ? "clerk" : null)
                .setOptInEmail(random.nextBoolean() ? Boolean.valueOf(random.nextBoolean()) : null)
                .build();
    }

    private static Activity timed(Activity.Builder activity, int span, Random random) {
        Instant occurred = NOW.minus(Duration.ofDays(random.nextInt(span))).plusSeconds(random.nextInt(3));
        return activity.setOccurredAt(occurred)
                .setReceivedAt(received(occurred, random))
                .build();
    }

    /** Most arrive at once, some are imported later. */
    private static Instant received(Instant occurred, Random random) {
        Instant recent = NOW.minus(Duration.ofDays(random.nextInt(20)));
        return random.nextInt(3) == 0 && recent.isAfter(occurred) ? recent : occurred.plusSeconds(1);
    }

    private static Activity at(Activity.Builder activity, Instant at) {
        return activity.setOccurredAt(at).setReceivedAt(at).build();
    }
}
