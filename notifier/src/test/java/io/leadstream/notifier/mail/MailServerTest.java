// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.notifier.SmtpServer;
import io.leadstream.notifier.deliver.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class MailServerTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T10:40:00Z"), ZoneOffset.UTC);
    private static final MailAddress ADA = MailAddress.of("ada@sales.example").orElseThrow();
    private static final MailAddress SENDER =
            MailAddress.of("leads@example.com").orElseThrow();
    private static final Letter LETTER = new Letter("New lead: J\u00fcrgen", "Gr\u00fc\u00dfe\n.\nend\n", "offer-1");

    @Test
    void shouldHandOverAPlainMailWithAnIdOfItsOwn() {
        try (SmtpServer smtp = SmtpServer.start()) {
            assertThat(to(smtp.port(), MailServer.Tls.NONE).send(ADA, LETTER, "alert-7"))
                    .isEqualTo(Outcome.delivered());

            assertThat(smtp.commands())
                    .anyMatch(line -> line.startsWith("MAIL FROM:<leads@example.com>"))
                    .anyMatch(line -> line.startsWith("RCPT TO:<ada@sales.example>"));
            assertThat(smtp.mails())
                    .singleElement()
                    .asString()
                    .contains("From: leadstream <leads@example.com>\n")
                    .contains("To: ada@sales.example\n")
                    .contains("Subject: =?UTF-8?")
                    .contains("Message-ID: <alert-7@example.com>\n")
                    .contains("In-Reply-To: <offer-1@example.com>\n")
                    .contains("Auto-Submitted: auto-generated\n")
                    .contains("Content-Type: text/plain; charset=UTF-8\n")
                    // A dot alone on its line doesn't end the mail.
                    .contains("\nend\n");
        }
    }

    @Test
    void shouldNotLetASubjectBeginAnotherHeader() {
        try (SmtpServer smtp = SmtpServer.start()) {
            Letter evil = new Letter("New lead\r\nBcc: everybody@example.com", "body", null);
            assertThat(to(smtp.port(), MailServer.Tls.NONE).send(ADA, evil, "offer-2"))
                    .isEqualTo(Outcome.delivered());

            assertThat(smtp.mails()).hasSize(1).noneMatch(mail -> mail.contains("\nBcc:"));
        }
    }

    @Test
    void shouldComeAgainWhenTheServerSaysLaterAndNotWhenItSaysNever() {
        try (SmtpServer smtp = SmtpServer.start(to -> to.contains("ada") ? "451 later" : "550 nobody of that name")) {
            MailServer server = to(smtp.port(), MailServer.Tls.NONE);

            assertThat(server.send(ADA, LETTER, "1"))
                    .isEqualTo(new Outcome.Postponed(451, "the mail server answered 451", null));
            assertThat(server.send(MailAddress.of("bob@sales.example").orElseThrow(), LETTER, "2"))
                    .isEqualTo(Outcome.refused(550, "the mail server answered 550"));
            assertThat(smtp.mails()).isEmpty();
        }
    }

    @Test
    void shouldSayNothingInTheClearWhenTlsIsWanted() {
        try (SmtpServer smtp = SmtpServer.start()) {
            assertThat(to(smtp.port(), MailServer.Tls.STARTTLS).send(ADA, LETTER, "1"))
                    .isEqualTo(
                            Outcome.postponed("the mail server offers no STARTTLS, and nothing is said in the clear"));
            assertThat(smtp.commands()).allMatch(line -> line.startsWith("EHLO") || line.startsWith("QUIT"));
        }
    }

    @Test
    void shouldComeAgainWhenNobodyListens() {
        int port;
        try (SmtpServer smtp = SmtpServer.start()) {
            port = smtp.port();
        }

        assertThat(to(port, MailServer.Tls.NONE).send(ADA, LETTER, "1")).isInstanceOf(Outcome.Postponed.class);
    }

    private static MailServer to(int port, MailServer.Tls tls) {
        return new MailServer(
                new MailServer.Account("127.0.0.1", port, tls, "", "", SENDER, "leadstream", Duration.ofSeconds(5)),
                CLOCK);
    }
}
