// SPDX-License-Identifier: Apache-2.0
package io.leadstream.backtest;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.domain.scoring.ScoringModel;
import io.leadstream.runtime.config.CommonSettings;
import io.leadstream.runtime.config.Settings;
import io.leadstream.runtime.topic.TopicProvisioner;
import io.leadstream.schemas.assignment.CommandOutcome;
import io.leadstream.schemas.assignment.Contact;
import io.leadstream.schemas.assignment.LeadConverted;
import io.leadstream.schemas.capture.AcceptLead;
import io.leadstream.schemas.capture.AdjustScore;
import io.leadstream.schemas.capture.LeadCommand;
import io.leadstream.schemas.capture.LeadLink;
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
    private static final Instant NOW = Samples.START.plus(Duration.ofDays(30));
    private static final String MERGED = "p11@example.com";
    private static final String PHONE = "+442079460018";

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
        writeWhatBelongsToTheLastLead();
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

    /** Under a phone, by people's orders, and in any partition. */
    private static void writeWhatBelongsToTheLastLead() {
        String phone = Fixtures.leadId(PHONE);
        Instant at = Samples.START.plus(Duration.ofDays(2));
        for (int n = 0; n < 3; n++) {
            CLUSTER.write(Topics.ACTIVITIES, phone, Samples.did(PHONE, "demo_requested", n, at.plusSeconds(n)));
        }
        CLUSTER.write(Topics.LEAD_LINKS, phone, new LeadLink(phone, Fixtures.leadId(MERGED), "l1", at, at));
        CLUSTER.write(Topics.LEAD_LINKS, phone, new LeadLink(phone, Fixtures.leadId("p1@example.com"), "l2", at, at));
        CLUSTER.write(Topics.LEAD_CONVERSIONS, phone, conversion(phone));
        CLUSTER.write(
                Topics.LEAD_COMMANDS,
                phone,
                new LeadCommand("k1", phone, "ann", at, new AdjustScore(5, "met at the fair", null)));
        CLUSTER.write(Topics.LEAD_COMMANDS, phone, new LeadCommand("k2", phone, "ann", at, new AcceptLead(1)));
        CLUSTER.write(Topics.COMMAND_OUTCOMES, phone, recycled(phone, at));
        String nobody = Fixtures.leadId("nobody@example.com");
        CLUSTER.write(Topics.COMMAND_OUTCOMES, nobody, recycled(nobody, at));
    }

    private static CommandOutcome recycled(String leadId, Instant at) {
        return CommandOutcome.newBuilder()
                .setCommandId("r-" + leadId)
                .setLeadId(leadId)
                .setCommand("recycle_lead")
                .setIssuedBy("ann")
                .setAccepted(true)
                .setAt(at)
                .build();
    }

    @Test
    void shouldReadAMergedLeadAsOneWithWhatWasOrdered() {
        LeadHistory merged = read(Span.ALL).stream()
                .filter(lead -> lead.leadId().equals(Fixtures.leadId(MERGED)))
                .findFirst()
                .orElseThrow();
        assertThat(merged.links()).containsExactly(Map.entry(Fixtures.leadId(PHONE), Fixtures.leadId(MERGED)));
        assertThat(merged.events()).hasSize(13 + 3 + 2);
        assertThat(merged.won()).as("under the id that is gone").isTrue();
        assertThat(merged.cameAt()).isEqualTo(Samples.START);
        ScoringRuleSet rules = Samples.rules("v", Samples.perActivity("demo_requested", 1));
        rules.setVersion(1);
        Standing standing = requireNonNull(new Replay().standing(merged, ScoringModel.compile(rules), NOW));
        assertThat(standing.score()).isEqualTo(12 + 3 + 5);
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
        try (TopicHistory history = new TopicHistory(client, CLUSTER.serdes(), span, null, NOW)) {
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
        for (int i = 0; i < LEADS - 1; i++) {
            LeadHistory lead = requireNonNull(leads.get(Fixtures.leadId("p" + i + "@example.com")));
            assertThat(lead.events()).hasSize(i + 2);
            assertThat(lead.won()).isEqualTo(i % 3 == 0);
            assertThat(lead.untilOutcome().events()).hasSize(lead.won() ? Math.min(i + 2, 4) : i + 2);
        }
    }

    @Test
    void shouldSkipAndCountWhatCannotBeRead() {
        var rules = Samples.rules("v", Samples.perActivity("demo_requested", 1));
        try (TopicHistory history = new TopicHistory(client, CLUSTER.serdes(), Span.ALL, null, NOW)) {
            BacktestReport report = Backtest.run(history, Span.ALL, rules, rules);
            assertThat(report.unreadable()).isEqualTo(3);
            assertThat(report.leads()).isEqualTo(LEADS);
            assertThat(BacktestJson.tree(report).get("unreadableRecords").longValue())
                    .isEqualTo(3);
            assertThat(BacktestPage.of(report)).contains("3 records have no key or can't be decoded");
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
