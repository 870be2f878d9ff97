// SPDX-License-Identifier: Apache-2.0
package io.leadstream.benchmarks;

import io.leadstream.domain.identity.EmailAddress;
import io.leadstream.domain.identity.LeadId;
import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.capture.CapturedLead;
import io.leadstream.schemas.capture.SourceKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * People and what they did, each a function of its index: the same load for every run and every machine. Activities
 * spread over thirty days and over all people, in the mix of a marketing site: mostly page views, few demo requests.
 */
public final class ActivityLoad {

    private static final Instant END = Instant.parse("2026-11-01T00:00:00Z");
    private static final Duration SPAN = Duration.ofDays(30);

    /** Types by share of a hundred, with the points that the default rules give. */
    private static final List<Kind> MIX = List.of(
            new Kind("page_viewed", 1, 60),
            new Kind("email_opened", 2, 25),
            new Kind("email_clicked", 5, 9),
            new Kind("resource_downloaded", 0, 5),
            new Kind("demo_requested", 20, 1));

    private static final List<String> INDUSTRIES = List.of("Retail", "Technology", "Logistics", "Healthcare", "Energy");
    private static final List<String> TITLES =
            List.of("Engineer", "Director of Sales", "Analyst", "VP Marketing", "Buyer");

    private final List<String> leadIds;
    /** History arrives now: offers that began in the past would all have run out. */
    private final Instant arrival = Instant.now();

    public ActivityLoad(int leads) {
        var ids = new ArrayList<String>(leads);
        for (int lead = 0; lead < leads; lead++) {
            ids.add(LeadId.ofEmail(addressOf(lead)).value());
        }
        leadIds = List.copyOf(ids);
    }

    int leads() {
        return leadIds.size();
    }

    public String leadIdOf(int index) {
        return leadIds.get(leadOf(index));
    }

    int pointsOf(int index) {
        return kindOf(index).points;
    }

    public CapturedLead capture(int lead) {
        var at = END.minus(SPAN);
        return CapturedLead.newBuilder()
                .setEventId("load-capture-" + lead)
                .setLeadId(leadIds.get(lead))
                .setSourceKind(SourceKind.API)
                .setSource("api")
                .setOccurredAt(at)
                .setReceivedAt(arrival)
                .setFirstName("Person")
                .setLastName("Number " + lead)
                .setEmail(addressOf(lead).value())
                .setTitle(TITLES.get(lead % TITLES.size()))
                .setCompany("Company " + lead / 4)
                .setIndustry(INDUSTRIES.get(lead / 4 % INDUSTRIES.size()))
                .setEmployeeCount(lead * 7919L % 3000)
                .build();
    }

    public Activity activity(int index) {
        var at = END.minus(SPAN).plusMillis(Math.floorMod(index * 2_654_435_761L, SPAN.toMillis()));
        return Activity.newBuilder()
                .setEventId("load-activity-" + index)
                .setType(kindOf(index).type)
                .setOccurredAt(at)
                .setReceivedAt(arrival)
                .setLeadId(leadIdOf(index))
                .setSource("api")
                .setProperties(
                        Map.of("page", "\"/products/" + index % 97 + "\"", "session", "\"s" + index % 100_000 + "\""))
                .build();
    }

    private int leadOf(int index) {
        return Math.floorMod(index * 40_503, leadIds.size());
    }

    private static Kind kindOf(int index) {
        int share = Math.floorMod(index * 31 + index / 100, 100);
        for (var kind : MIX) {
            share -= kind.share;
            if (share < 0) {
                return kind;
            }
        }
        throw new AssertionError("shares add up to a hundred");
    }

    private static EmailAddress addressOf(int lead) {
        return EmailAddress.normalise("person" + lead + "@company" + lead / 4 + ".example")
                .value()
                .orElseThrow();
    }

    private record Kind(String type, int points, int share) {}
}
