// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier.mail;

import io.leadstream.notifier.deliver.Outcome;
import io.leadstream.schemas.notification.UndeliveredReason;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands plain-text mails to one SMTP server, a connection for each. Thread-safe. */
public final class MailServer {

    private static final Logger log = LoggerFactory.getLogger(MailServer.class);

    /** How the connection is kept from others' eyes. */
    public enum Tls {
        /** Begins in the clear and must become TLS before anything is said. */
        STARTTLS,
        /** TLS from the first byte. */
        TLS,
        /** In the clear. */
        NONE
    }

    /**
     * Where and as whom.
     *
     * @param user empty: without logging in
     * @param senderName what people see beside the sender's address; may be empty
     */
    public record Account(
            String host,
            int port,
            Tls tls,
            String user,
            String password,
            MailAddress sender,
            String senderName,
            Duration timeout) {

        /** Without the password. */
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    private final Account account;
    private final Session session;
    private final Clock clock;

    public MailServer(Account account, Clock clock) {
        this.account = account;
        this.session = Session.getInstance(properties(account));
        this.clock = clock;
    }

    String host() {
        return account.host() + ":" + account.port();
    }

    /**
     * Hands over one mail.
     *
     * @param id makes the mail's own id, by which a server may know a repeat
     */
    Outcome send(MailAddress to, Letter letter, String id) {
        try {
            MimeMessage mail = mail(to, letter, id);
            Transport transport = session.getTransport();
            try {
                transport.connect(
                        account.host(),
                        account.port(),
                        account.user().isEmpty() ? null : account.user(),
                        account.user().isEmpty() ? null : account.password());
                transport.sendMessage(mail, mail.getAllRecipients());
            } finally {
                close(transport);
            }
            return Outcome.delivered();
        } catch (MessagingException | UnsupportedEncodingException e) {
            return outcome(e);
        }
    }

    /** A mail that was taken stays taken, however the server says good-bye. */
    private static void close(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            log.debug("the connection did not end well", e);
        }
    }

    private MimeMessage mail(MailAddress to, Letter letter, String id)
            throws MessagingException, UnsupportedEncodingException {
        String utf8 = StandardCharsets.UTF_8.name();
        MimeMessage mail = new Identified(session, messageId(id));
        mail.setFrom(new InternetAddress(
                account.sender().value(), account.senderName().isEmpty() ? null : account.senderName(), utf8));
        mail.setRecipient(Message.RecipientType.TO, new InternetAddress(to.value(), true));
        mail.setSubject(letter.subject(), utf8);
        mail.setText(letter.body(), utf8);
        mail.setSentDate(Date.from(clock.instant()));
        mail.setHeader("Auto-Submitted", "auto-generated");
        if (letter.about() != null && !letter.about().equals(id)) {
            mail.setHeader("In-Reply-To", messageId(letter.about()));
            mail.setHeader("References", messageId(letter.about()));
        }
        mail.saveChanges();
        return mail;
    }

    private String messageId(String id) {
        // Ids are UUIDs; whatever else came would be made harmless.
        return "<" + id.replaceAll("[^A-Za-z0-9-]", "-") + "@"
                + account.sender().domain() + ">";
    }

    /** What a failure means. Replies of the server may quote an address, so only their numbers are told. */
    static Outcome outcome(Exception failure) {
        if (failure instanceof AuthenticationFailedException) {
            // Mended by whoever runs this, so what waits isn't lost at once.
            return Outcome.postponed("the mail server did not accept user and password");
        }
        Integer reply = null;
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = next(cause)) {
            reply = replyOf(cause, reply);
            root = cause;
        }
        if (reply == null && String.valueOf(root.getMessage()).startsWith("STARTTLS is required")) {
            return Outcome.postponed("the mail server offers no STARTTLS, and nothing is said in the clear");
        }
        if (reply == null) {
            return Outcome.postponed(
                    "no connection to the mail server: " + root.getClass().getSimpleName());
        }
        return reply >= 500
                ? new Outcome.Refused(UndeliveredReason.REFUSED, reply, "the mail server answered " + reply)
                : new Outcome.Postponed(reply, "the mail server answered " + reply, null);
    }

    private static @Nullable Throwable next(Throwable failure) {
        return failure instanceof MessagingException mail && mail.getNextException() != null
                ? mail.getNextException()
                : failure.getCause();
    }

    private static @Nullable Integer replyOf(Throwable failure, @Nullable Integer before) {
        int reply = -1;
        if (failure instanceof SMTPSendFailedException send) {
            reply = send.getReturnCode();
        } else if (failure instanceof SMTPAddressFailedException address) {
            reply = address.getReturnCode();
        } else if (failure instanceof SMTPSenderFailedException sender) {
            reply = sender.getReturnCode();
        }
        return reply >= 400 && reply < 600 ? Integer.valueOf(reply) : before;
    }

    private static Properties properties(Account account) {
        String protocol = account.tls() == Tls.TLS ? "smtps" : "smtp";
        String prefix = "mail." + protocol + ".";
        String millis = Long.toString(account.timeout().toMillis());
        Properties properties = new Properties();
        properties.setProperty("mail.transport.protocol", protocol);
        properties.setProperty(prefix + "connectiontimeout", millis);
        properties.setProperty(prefix + "timeout", millis);
        properties.setProperty(prefix + "writetimeout", millis);
        properties.setProperty(prefix + "from", account.sender().value());
        properties.setProperty(prefix + "auth", Boolean.toString(!account.user().isEmpty()));
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        // An answer to QUIT is not worth waiting for: the mail was taken before.
        properties.setProperty(prefix + "quitwait", "false");
        if (account.tls() == Tls.STARTTLS) {
            properties.setProperty(prefix + "starttls.enable", "true");
            properties.setProperty(prefix + "starttls.required", "true");
        }
        return properties;
    }

    /** A mail with an id of ours instead of one by chance. */
    private static final class Identified extends MimeMessage {

        private final String id;

        Identified(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
