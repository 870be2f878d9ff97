// SPDX-License-Identifier: Apache-2.0
package io.leadstream.backtest;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.runtime.config.CommonSettings;
import io.leadstream.runtime.config.Settings;
import io.leadstream.runtime.topic.TopicProvisioner;
import io.leadstream.schemas.assignment.Contact;
import io.leadstream.schemas.assignment.LeadConverted;
import io.leadstream.schemas.rules.ScoringRuleSet;
import io.leadstream.schemas.topic.Topics;
import io.leadstream.testkit.Fixtures;
import io.leadstream.testkit.TestCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TopicHistoryIT {

    private static final int LEADS = 12;

    @RegisterExtension
    static final TestCluster CLUSTER = TestCluster.start();

    private static Map<String, Object> client;

    @BeforeAll
    static void fill() {
        Settings settings = Settings.of(CommonSettings.define("capture", 8080), CLUSTER.settings(3));
        TopicProvisioner.provision(settings, Topics.all(), List.of());
        client = settings.kafkaConsumer();
        for (int i = 0; i < LEADS; i++) {
            String email = "p" + i + "@example.com";
            String id = Fixtures.leadId(email);
            CLUSTER.write(Topics.CAPTURED_LEADS, id, Samples.lead(email, "Director", Samples.START, Map.of()));
            for (int n = 0; n <= i; n++) {
                var demo = Samples.did(email, "demo_requested", n, Samples.START.plus(Duration.ofDays(n + 1L)));
                CLUSTER.write(Topics.ACTIVITIES, id, demo);
                CLUSTER.write(Topics.ACTIVITIES, id, demo);
            }
            if (i % 3 == 0) {
                CLUSTER.write(Topics.LEAD_CONVERSIONS, id, conversion(id));
            }
        }
        CLUSTER.write(Topics.ACTIVITIES.name(), "no record", new byte[] {0, 1, 2});
        CLUSTER.write(Topics.LEAD_CONVERSIONS.name(), "no record", new byte[] {0, 0, 15, 66, 63, 7});
        writeWithoutKey();
        for (int version = 1; version <= 2; version++) {
            ScoringRuleSet rules = Samples.rules("v" + version, Samples.perActivity("demo_requested", version));
            rules.setVersion(version);
            CLUSTER.write(Topics.SCORING_RULE_SETS, Integer.toString(version), rules);
        }
    }

    @SuppressWarnings("NullAway") // what a stranger's producer may do
    private static void writeWithoutKey() {
        CLUSTER.write(Topics.CAPTURED_LEADS, null, Samples.lead("x@example.com", "Clerk", Samples.START, Map.of()));
    }

    private static LeadConverted conversion(String leadId) {
        return LeadConverted.newBuilder()
                .setConversionId("c-" + leadId)
                .setLeadId(leadId)
                .setContact(Contact.newBuilder().setContactId("p-" + leadId).build())
                .setConvertedBy("ada")
                .setConvertedAt(Samples.START.plus(Duration.ofDays(4)))
                .build();
    }

    private static List<LeadHistory> read(Span span) {
        List<LeadHistory> leads = new ArrayList<>();
        try (TopicHistory history = new TopicHistory(client, CLUSTER.serdes(), span, null)) {
            history.read(leads::add);
        }
        return leads;
    }

    @Test
    void shouldReadEveryLeadOnceWithItsOutcomeWhenTopicsHoldThem() {
        Map<String, LeadHistory> leads = new TreeMap<>();
        for (LeadHistory lead : read(Span.ALL)) {
            assertThat(leads.put(lead.leadId(), lead)).isNull();
        }
        assertThat(leads).hasSize(LEADS);
        for (int i = 0; i < LEADS; i++) {
            LeadHistory lead = requireNonNull(leads.get(Fixtures.leadId("p" + i + "@example.com")));
            assertThat(lead.events()).hasSize(i + 2);
            assertThat(lead.won()).isEqualTo(i % 3 == 0);
            assertThat(lead.untilOutcome().events()).hasSize(lead.won() ? Math.min(i + 2, 4) : i + 2);
        }
    }

    @Test
    void shouldSkipAndCountWhatCannotBeRead() {
        var rules = Samples.rules("v", Samples.perActivity("demo_requested", 1));
        try (TopicHistory history = new TopicHistory(client, CLUSTER.serdes(), Span.ALL, null)) {
            BacktestReport report = Backtest.run(history, Span.ALL, rules, rules);
            assertThat(report.unreadable()).isEqualTo(3);
            assertThat(report.leads()).isEqualTo(LEADS);
            assertThat(BacktestJson.tree(report).get("unreadableRecords").longValue())
                    .isEqualTo(3);
        }
    }

    @Test
    void shouldKeepToTheSpan() {
        Instant from = Samples.START.plus(Duration.ofDays(3));
        assertThat(read(new Span(from, from.plus(Duration.ofDays(2)))))
                .hasSize(LEADS - 2)
                .allSatisfy(lead -> assertThat(lead.events()).hasSizeLessThanOrEqualTo(2));
    }

    @Test
    void shouldChangeNothing() {
        Map<String, Integer> before = sizes();
        read(Span.ALL);
        assertThat(sizes()).isEqualTo(before);
    }

    @Test
    void shouldFindTheRulesInForce() {
        assertThat(NewestVersion.of(client, CLUSTER.serdes(), Topics.SCORING_RULE_SETS, ScoringRuleSet::getVersion))
                .extracting(ScoringRuleSet::getName)
                .isEqualTo("v2");
    }

    private static Map<String, Integer> sizes() {
        Map<String, Integer> sizes = new TreeMap<>();
        Topics.all()
                .forEach(topic ->
                        sizes.put(topic.name(), CLUSTER.readBytes(topic.name()).size()));
        return sizes;
    }
}
