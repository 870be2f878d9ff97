// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.dataset;

import static io.leadstream.standalone.dataset.Timeline.body;

import io.leadstream.standalone.dataset.DemoEvent.Kind;
import io.leadstream.standalone.dataset.Person.Entry;
import io.leadstream.standalone.dataset.SalesPlan.Ending;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The lead whose story the demo tells at the end: written by hand, so that it holds one of everything. */
final class Hero {

    static final String EMAIL = "priya.raman@tidewater-robotics-demo.com";

    private static final String VISITOR = "visitor-5eed00c0ffee";
    private static final Company COMPANY = new Company(
            "Tidewater Robotics",
            "tidewater-robotics-demo.com",
            "Technology",
            640,
            48_000_000L,
            "12 Harbour Lane, Rotterdam");

    private Hero() {}

    static Person person() {
        return new Person(
                0,
                "Priya",
                "Raman",
                EMAIL,
                "+44 113 496 0000",
                "VP Engineering",
                COMPANY,
                Persona.HOT,
                Entry.FORM,
                VISITOR,
                List.of("comparison", "bing", "cpc"),
                new SalesPlan(
                        Ending.CONVERTED, "meeting", true, List.of(true, true, true, true), 8_400_000L, "Business"));
    }

    static List<DemoEvent> events() {
        return List.of(
                visit(1, "page_viewed", "/blog/lead-scoring", 21 * 60 + 12),
                visit(2, "page_viewed", "/product/routing", 21 * 60 + 9),
                visit(3, "pricing_viewed", "/pricing", 16 * 60 + 40),
                visit(4, "page_viewed", "/security", 16 * 60 + 35),
                new DemoEvent(
                        Kind.FORM,
                        "demo-0000-form",
                        before(12 * 60 + 20),
                        body(
                                DemoEvent.FORM,
                                "contact",
                                "firstName",
                                "Priya",
                                "lastName",
                                "Raman",
                                "email",
                                "Priya.Raman@Tidewater-Robotics-Demo.com",
                                "title",
                                "VP Engineering",
                                "company",
                                COMPANY.name(),
                                "optInEmail",
                                "true",
                                "teamSize",
                                "35",
                                "anonymousId",
                                VISITOR,
                                "landingPage",
                                "https://www.example.com/contact",
                                "utm_source",
                                "bing",
                                "utm_medium",
                                "cpc",
                                "utm_campaign",
                                "comparison")),
                new DemoEvent(
                        Kind.LEAD,
                        "demo-0000-enrichment",
                        before(12 * 60 + 5),
                        body(
                                "email", EMAIL,
                                "company", COMPANY.name(),
                                "industry", COMPANY.industry(),
                                "employeeCount", COMPANY.employeeCount(),
                                "annualRevenue", COMPANY.annualRevenue(),
                                "address", COMPANY.address(),
                                "website", "https://www." + COMPANY.domain(),
                                "source", "enrichment")),
                mail(5, "email_opened", 10 * 60 + 30),
                mail(6, "email_clicked", 10 * 60 + 24),
                visit(7, "resource_downloaded", "/guides/buyers-guide.pdf", 10 * 60 + 20),
                mail(8, "webinar_attended", 6 * 60),
                visit(9, "page_viewed", "/docs/quickstart", 4 * 60 + 31),
                mail(10, "demo_requested", 3 * 60 + 5));
    }

    static boolean isTheirs(DemoEvent event) {
        return event.id().startsWith("demo-0000-");
    }

    static int activities() {
        return (int)
                events().stream().filter(event -> event.kind() == Kind.ACTIVITY).count();
    }

    private static DemoEvent visit(int number, String type, String path, int minutes) {
        return activity(
                number, minutes, body("type", type, "anonymousId", VISITOR, "properties", Map.of("path", path)));
    }

    private static DemoEvent mail(int number, String type, int minutes) {
        return activity(number, minutes, body("type", type, "email", EMAIL));
    }

    private static DemoEvent activity(int number, int minutes, Map<String, Object> body) {
        return new DemoEvent(Kind.ACTIVITY, "demo-0000-a" + number, before(minutes), body);
    }

    private static long before(int minutes) {
        return Duration.ofMinutes(minutes).toMillis();
    }
}
