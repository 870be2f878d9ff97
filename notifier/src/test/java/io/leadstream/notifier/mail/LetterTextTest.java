// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.domain.routing.Decisions;
import io.leadstream.notifier.NotifierRecords;
import io.leadstream.notifier.mail.Recipients.Recipient;
import io.leadstream.schemas.assignment.AlertKind;
import io.leadstream.schemas.assignment.AssignmentAlert;
import io.leadstream.schemas.assignment.AssignmentKind;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.testkit.Fixtures;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LetterTextTest {

    private static final Instant AT = Instant.parse("2026-11-20T10:40:00Z");
    private static final String GRACE = "grace@example.com";
    private static final Recipient ADA = new Recipient(
            "Ada Lovelace", MailAddress.of("ada@sales.example").orElseThrow(), ZoneId.of("Europe/Berlin"));

    private final LetterText texts = new LetterText("https://crm.example.com/leads/{leadId}?offer={offerNumber}");

    @Test
    void shouldSayWhoWhyUntilWhenAndHowWhenALeadIsOffered() {
        Letter letter = texts.of(NotifierRecords.offer(GRACE, AT).build(), ADA);

        assertThat(letter.subject()).isEqualTo("New lead (A+), accept by Fri 12:10: Grace Hopper, Example Ltd");
        assertThat(letter.body()).isEqualTo("""
                        Hello Ada Lovelace,

                        you have a new lead: Grace Hopper, Example Ltd.
                        Accept it by Fri 20 Nov 2026, 12:10 (Europe/Berlin), or it goes to somebody else.

                        Name: Grace Hopper
                        Company: Example Ltd
                        E-mail: grace@example.com
                        Phone: +4930123456
                        Source: live_chat
                        Grade: A+ (score 92 of 100)
                        First touch: by Fri 20 Nov 2026, 12:40 (Europe/Berlin)
                        Why you: No rule matched, so the default team inbound decides; Ada had the lowest load

                        Answer it here: https://crm.example.com/leads/%1$s?offer=1

                        Lead %1$s, offer 1, team inbound
                        """.formatted(Fixtures.leadId(GRACE)));
    }

    @Test
    void shouldNotThreatenWhenTheOfferDoesNotEnd() {
        LeadAssignment escalated =
                NotifierRecords.offer(GRACE, AT).setAcceptBy(null).build();

        Letter letter = new LetterText("").of(escalated, ADA);
        assertThat(letter.subject()).isEqualTo("New lead (A+): Grace Hopper, Example Ltd");
        assertThat(letter.body()).contains("It stays with you.", "Answer it in your sales tool.");
    }

    @ParameterizedTest
    @EnumSource(AlertKind.class)
    void shouldNameTheLeadAndBelongToItsOfferWhateverTheAlert(AlertKind kind) {
        AssignmentAlert alert = NotifierRecords.alert(GRACE, kind, AT).build();

        Letter letter = texts.of(alert, ADA);
        assertThat(letter.subject()).endsWith(": Grace Hopper, Example Ltd");
        assertThat(letter.body()).contains("Grace Hopper", "80 % of the time", "grace@example.com", "offer=1");
        assertThat(letter.about()).isEqualTo(Decisions.id(alert.getLeadId(), 1, AssignmentKind.ASSIGNED));
    }

    @Test
    void shouldTellWhatBecameOfAnOffer() {
        LeadAssignment expired = NotifierRecords.offer(GRACE, AT)
                .setKind(AssignmentKind.EXPIRED)
                .setExplanation("Offer 1 to ada was not accepted")
                .build();

        Letter letter = texts.of(expired, ADA);
        assertThat(letter.subject()).isEqualTo("Lead expired: Grace Hopper, Example Ltd");
        assertThat(letter.body()).contains("Offer 1 to ada was not accepted");
    }

    @Test
    void shouldKeepWhatStrangersTypedOnItsLine() {
        LeadAssignment offer = NotifierRecords.offer(GRACE, AT)
                .setLeadName("Eve\r\nBcc: everybody@example.com\u2028\u202Egnp.exe")
                .setLeadCompany("x".repeat(100_000))
                .build();

        Letter letter = texts.of(offer, ADA);
        assertThat(letter.subject())
                .doesNotContain("\r", "\n", "\u2028", "\u202E")
                .hasSizeLessThan(180);
        assertThat(letter.body())
                .contains("Name: Eve Bcc: everybody@example.com gnp.exe\n")
                .hasSizeLessThan(2_000);
    }

    @Test
    void shouldFallBackToTheIdWhenNobodyKnowsAName() {
        LeadAssignment offer = NotifierRecords.offer(GRACE, AT)
                .setLeadName(null)
                .setLeadCompany(" ")
                .build();

        assertThat(texts.of(offer, ADA).subject()).endsWith(": lead " + offer.getLeadId());
    }
}
