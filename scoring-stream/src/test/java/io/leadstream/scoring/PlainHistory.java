// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import static io.leadstream.testkit.Fixtures.NOW;
import static io.leadstream.testkit.Fixtures.activity;
import static io.leadstream.testkit.Fixtures.capture;
import static io.leadstream.testkit.Fixtures.command;
import static io.leadstream.testkit.Fixtures.identification;
import static io.leadstream.testkit.Fixtures.visitorActivity;

import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.capture.AdjustScore;
import io.leadstream.schemas.capture.SourceKind;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;

/**
 * What happened to one person: on their own, and as visitors who identified.
 *
 * @param email who
 * @param own what the person's lead is told directly
 * @param held what visitors did who turn out to be the person
 * @param identifications who the visitors are, some of them several times
 * @param others what somebody else did on the same device later, and that they identified; in the order of time
 */
record PlainHistory(
        String email,
        List<SpecificRecord> own,
        List<Activity> held,
        List<Activity> identifications,
        List<Activity> others) {

    static final List<String> TYPES =
            List.of("page_viewed", "email_opened", "demo_requested", "bounced", "unsubscribed", "form_submitted");

    private static final List<SourceKind> KINDS =
            List.of(SourceKind.API, SourceKind.WEBSITE_FORM, SourceKind.LIVE_CHAT);

    static PlainHistory random(String name, Random random) {
        String email = name + "@example.org";
        int span = List.of(20, 120, 900).get(random.nextInt(3));
        var own = new ArrayList<SpecificRecord>();
        own.add(randomCapture(name + "-c", email, span, random));
        for (int i = random.nextInt(14); i >= 0; i--) {
            String id = name + "-" + i;
            int kind = random.nextInt(12);
            if (kind < 2) {
                own.add(randomCapture(id, email, span, random));
            } else if (kind == 2) {
                Instant at = NOW.minus(Duration.ofDays(random.nextInt(20)));
                String until = random.nextBoolean()
                        ? null
                        : LocalDate.ofInstant(at, ZoneOffset.UTC)
                                .plusDays(random.nextInt(60))
                                .toString();
                var order = new AdjustScore(random.nextInt(60) - 20, "because", until);
                own.add(command(id, email, "ann")
                        .setReceivedAt(at)
                        .setOrder(order)
                        .build());
            } else {
                own.add(timed(activity(id, email, TYPES.get(random.nextInt(TYPES.size()))), span, random));
            }
        }
        var held = new ArrayList<Activity>();
        var identifications = new ArrayList<Activity>();
        var others = new ArrayList<Activity>();
        for (int v = random.nextInt(3); v > 0; v--) {
            String visitor = name + "-v" + v;
            Instant met = NOW.minus(Duration.ofDays(random.nextInt(5)));
            for (int i = random.nextInt(6); i >= 0; i--) {
                Instant at = met.minus(Duration.ofMinutes(1 + random.nextInt(20 * 1_440)));
                held.add(at(visitorActivity(visitor + "-" + i, visitor, TYPES.get(random.nextInt(4))), at));
            }
            for (int i = random.nextInt(3); i >= 0; i--) {
                identifications.add(at(identification(visitor + "-i" + i, visitor, email), met.plusSeconds(i)));
            }
            if (random.nextInt(3) == 0) {
                Instant later = met.plusSeconds(3_600);
                others.add(at(identification(visitor + "-o", visitor, "other-" + email), later));
                others.add(at(visitorActivity(visitor + "-p", visitor, "page_viewed"), later.plusSeconds(60)));
                others.add(at(identification(visitor + "-q", visitor, "other-" + email), later.plusSeconds(90)));
            }
        }
        return new PlainHistory(email, own, held, identifications, others);
    }

    /** Everything that counts for the person, each once. */
    List<SpecificRecord> ofThePerson() {
        var all = new ArrayList<>(own);
        all.addAll(held);
        return all;
    }

    /** In the order of time; what a second person does on a device comes after the first has identified. */
    List<Activity> othersByTime() {
        return others.stream()
                .sorted(Comparator.comparing(Activity::getOccurredAt))
                .toList();
    }

    private static SpecificRecord randomCapture(String id, String email, int span, Random random) {
        Instant occurred = NOW.minus(Duration.ofDays(random.nextInt(span))).plusSeconds(random.nextInt(3));
        return capture(id, email)
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
