// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import static io.leadstream.testkit.Fixtures.NOW;
import static io.leadstream.testkit.Fixtures.activity;
import static io.leadstream.testkit.Fixtures.capture;
import static io.leadstream.testkit.Fixtures.identification;
import static io.leadstream.testkit.Fixtures.leadId;
import static io.leadstream.testkit.Fixtures.visitorActivity;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.leadstream.schemas.capture.CapturedLead;
import io.leadstream.schemas.capture.LeadLink;
import io.leadstream.schemas.capture.SourceKind;
import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.schemas.scoring.ScoreCause;
import io.leadstream.schemas.scoring.ScoreChanged;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A lead that was known by its phone becomes part of the lead of an e-mail. */
class MergedLeadsTest {

    private static final String ANN = "ann@example.org";
    private static final String PHONE = "+442079460018";

    private final ScoringHarness scoring = new ScoringHarness();

    @AfterEach
    void close() {
        scoring.close();
    }

    @Test
    void shouldUniteTwoLeadsWhenALinkComes() {
        scoring.send(Rules.shipped(1));
        scoring.send(chat("c1"));
        scoring.send(activity("a1", PHONE, "demo_requested").setEmail(null).build());
        scoring.send(capture("f1", ANN).setTitle("CTO").build());
        scoring.profiles.readValuesToList();
        scoring.told();
        scoring.send(link("f1"));

        assertThat(scoring.told()).singleElement().satisfies(change -> {
            assertThat(change.getLeadId()).isEqualTo(leadId(ANN));
            assertThat(change.getCause()).isEqualTo(ScoreCause.MERGE);
            assertThat(change.getPreviousScore()).isEqualTo(30);
            assertThat(change.getScore()).isEqualTo(50);
        });
        List<LeadProfile> profiles = scoring.profiles.readValuesToList();
        assertThat(profiles).extracting(LeadProfile::getLeadId).containsExactly(leadId(PHONE), leadId(ANN));
        assertThat(profiles.get(0).getMergedInto()).isEqualTo(leadId(ANN));
        assertThat(profiles.get(1).getMergedFrom()).containsExactly(leadId(PHONE));
        assertThat(profiles.get(1).getPhone()).isEqualTo(PHONE);
        assertThat(profiles.get(1).getChat()).isTrue();
        assertThat(scoring.counted("merges")).isEqualTo(1);
    }

    @Test
    void shouldSendOnWhatComesLaterButCountARepeatOnce() {
        scoring.send(Rules.shipped(1));
        scoring.send(activity("a1", PHONE, "demo_requested").setEmail(null).build());
        scoring.send(link("f1"));
        scoring.send(activity("a1", PHONE, "demo_requested").setEmail(null).build());
        scoring.send(activity("a2", PHONE, "demo_requested").setEmail(null).build());
        scoring.send(activity("a2", PHONE, "demo_requested").setEmail(null).build());

        assertThat(scoring.state(leadId(ANN)).getScore()).isEqualTo(40);
        assertThat(scoring.counted("duplicates")).isEqualTo(2);
        assertThat(scoring.told())
                .extracting(ScoreChanged::getLeadId)
                .containsExactly(leadId(PHONE), leadId(ANN), leadId(ANN));
    }

    @Test
    void shouldSendOnAtOnceWhenTheLinkCameFirst() {
        scoring.send(Rules.shipped(1));
        scoring.send(link("f1"));
        assertThat(scoring.profiles.isEmpty()).isTrue();
        scoring.send(chat("c1"));

        List<LeadProfile> profiles = scoring.profiles.readValuesToList();
        assertThat(profiles).extracting(LeadProfile::getLeadId).containsExactly(leadId(PHONE), leadId(ANN));
        assertThat(profiles.get(0).getMergedInto()).isEqualTo(leadId(ANN));
        assertThat(profiles.get(1).getChat()).isTrue();
        assertThat(scoring.told()).isEmpty();
    }

    @Test
    void shouldSetAsideWhatALeadThatIsGoneCannotHave() {
        scoring.send(Rules.shipped(1));
        scoring.send(link("f1"));
        scoring.send(activity("a1", PHONE, "demo{x}").setEmail(null).build());
        scoring.send(activity("a2", PHONE, "demo_requested").setEmail(null).build());

        var letters = scoring.harness.deadLetters().readRecordsToList();
        assertThat(letters).hasSize(1);
        var trace = letters.get(0).headers().lastHeader("__streams.errors.stacktrace");
        assertThat(new String(trace.value(), StandardCharsets.UTF_8))
                .as("one lead's bounds, however often, don't stop the process")
                .contains("RecordRefusedException");
        assertThat(scoring.state(leadId(ANN)).getScore()).isEqualTo(20);
    }

    @Test
    void shouldHandOverToTheNewLeadWhenAVisitorIsKnownByPhone() {
        scoring.send(Rules.shipped(1));
        scoring.send(link("f1"));
        scoring.sendVisitor(visitorActivity("v1", "v", "demo_requested").build());
        scoring.sendVisitor(identification("i1", "v", PHONE).setEmail(null).build());

        assertThat(scoring.state(leadId(ANN)).getScore()).isEqualTo(20);
        assertThat(scoring.state(leadId(ANN)).getVisitors()).containsExactly("v");
    }

    @Test
    void shouldNeverRescoreALeadThatIsGone() {
        scoring.send(Rules.shipped(1));
        scoring.send(activity("a1", PHONE, "demo_requested").setEmail(null).build());
        scoring.send(link("f1"));
        scoring.told();
        scoring.profiles.readValuesToList();
        scoring.send(
                Rules.of(
                        2,
                        "{name: Demo, activity: demo_requested, points: 7}, {name: Nobody, field: title, operator: not_exists, points: 3}"));
        scoring.tick();

        assertThat(scoring.told()).singleElement().satisfies(change -> {
            assertThat(change.getLeadId()).isEqualTo(leadId(ANN));
            assertThat(change.getScore()).isEqualTo(10);
        });
        assertThat(scoring.profiles.readValuesToList())
                .allSatisfy(profile -> assertThat(profile.getLeadId()).isEqualTo(leadId(ANN)));
    }

    @Test
    void shouldPassThroughWhenACompanysLeadTurnsOutToBeAPhones() {
        scoring.send(Rules.shipped(1));
        scoring.send(activity("a1", "Acme", "demo_requested").setEmail(null).build());
        scoring.send(link("f1"));
        scoring.send(new LeadLink(leadId("Acme"), leadId(PHONE), "row", NOW, NOW));

        assertThat(scoring.state(leadId(ANN)).getScore()).isEqualTo(20);
        assertThat(scoring.state(leadId(ANN)).getMergedFrom()).containsExactlyInAnyOrder(leadId("Acme"), leadId(PHONE));
        assertThat(scoring.profiles.readValuesToList())
                .filteredOn(profile -> profile.getMergedInto() != null)
                .extracting(LeadProfile::getLeadId, LeadProfile::getMergedInto)
                .containsExactlyInAnyOrder(tuple(leadId("Acme"), leadId(PHONE)), tuple(leadId(PHONE), leadId(ANN)));
    }

    private static CapturedLead chat(String eventId) {
        return capture(eventId, PHONE)
                .setEmail(null)
                .setPhone(PHONE)
                .setSourceKind(SourceKind.LIVE_CHAT)
                .setSource("live_chat")
                .build();
    }

    private static LeadLink link(String eventId) {
        return new LeadLink(leadId(PHONE), leadId(ANN), eventId, NOW, NOW);
    }
}
