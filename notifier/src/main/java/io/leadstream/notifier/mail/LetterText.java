// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier.mail;

import io.leadstream.domain.routing.Decisions;
import io.leadstream.notifier.mail.Recipients.Recipient;
import io.leadstream.schemas.assignment.AssignmentAlert;
import io.leadstream.schemas.assignment.AssignmentKind;
import io.leadstream.schemas.assignment.LeadAssignment;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes the mails: what to do comes first, then who it is, then why. */
final class LetterText {

    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("EEE d MMM yyyy, HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH);
    private static final int SUBJECT_PART = 60;
    private static final int LINE = 200;
    private static final int SENTENCE = 1_000;

    private final String leadUrl;

    /** With the address of a lead in the sales tool, where {@code {leadId}} and {@code {offerNumber}} are filled in; may be empty. */
    LetterText(String leadUrl) {
        this.leadUrl = leadUrl;
    }

    Letter of(LeadAssignment assignment, Recipient to) {
        String who = who(assignment.getLeadName(), assignment.getLeadCompany(), assignment.getLeadId());
        return assignment.getKind() == AssignmentKind.ASSIGNED ? offer(assignment, who, to) : news(assignment, who, to);
    }

    Letter of(AssignmentAlert alert, Recipient to) {
        String who = who(alert.getLeadName(), alert.getLeadCompany(), alert.getLeadId());
        StringBuilder body = greeting(to);
        body.append(sentence(alert, who)).append("\n\n");
        facts(body, alert.getLeadName(), alert.getLeadCompany(), alert.getLeadEmail(), alert.getLeadPhone());
        fact(body, "Grade", alert.getGrade() + " (score " + alert.getScore() + " of 100)");
        fact(body, "Detail", PlainText.line(alert.getDetail(), SENTENCE));
        fact(body, "Since", time(alert.getDueAt(), to.zone()));
        how(body, alert.getLeadId(), alert.getOfferNumber());
        end(body, alert.getLeadId(), alert.getOfferNumber(), alert.getTeamId());
        String offer = alert.getOfferNumber() == 0
                ? null
                : Decisions.id(alert.getLeadId(), alert.getOfferNumber(), AssignmentKind.ASSIGNED);
        return new Letter(headline(alert) + ": " + who, body.toString(), offer);
    }

    private Letter offer(LeadAssignment offer, String who, Recipient to) {
        Instant by = offer.getAcceptBy();
        StringBuilder body = greeting(to);
        body.append("you have a new lead: ").append(who).append(".\n");
        body.append(
                by == null
                        ? "It stays with you.\n\n"
                        : "Accept it by " + time(by, to.zone()) + ", or it goes to somebody else.\n\n");
        facts(body, offer.getLeadName(), offer.getLeadCompany(), offer.getLeadEmail(), offer.getLeadPhone());
        fact(body, "Source", PlainText.line(offer.getLeadSource(), LINE));
        fact(body, "Grade", offer.getGrade() + " (score " + offer.getScore() + " of 100)");
        fact(body, "First touch", offer.getTouchBy() == null ? "" : "by " + time(offer.getTouchBy(), to.zone()));
        fact(body, "Why you", PlainText.line(offer.getExplanation(), SENTENCE));
        how(body, offer.getLeadId(), offer.getOfferNumber());
        end(body, offer.getLeadId(), offer.getOfferNumber(), offer.getTeamId());
        String until = by == null ? "" : ", accept by " + TIME.format(by.atZone(to.zone()));
        return new Letter(
                "New lead (" + offer.getGrade() + ")" + until + ": " + who, body.toString(), offer.getAssignmentId());
    }

    /** What became of an offer, for those who want to be told. */
    private Letter news(LeadAssignment news, String who, Recipient to) {
        String word = news.getKind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        StringBuilder body = greeting(to);
        body.append("the offer of ").append(who).append(" is ").append(word).append(".\n\n");
        fact(body, "Detail", PlainText.line(news.getExplanation(), SENTENCE));
        fact(body, "Since", time(news.getDecidedAt(), to.zone()));
        end(body, news.getLeadId(), news.getOfferNumber(), news.getTeamId());
        return new Letter(
                "Lead " + word + ": " + who,
                body.toString(),
                Decisions.id(news.getLeadId(), news.getOfferNumber(), AssignmentKind.ASSIGNED));
    }

    private static String headline(AssignmentAlert alert) {
        return switch (alert.getKind()) {
            case ACCEPT_HALFWAY -> "Half of the time to accept is over";
            case ACCEPT_LATE -> "Last call to accept";
            case TOUCH_OVERDUE -> "First touch overdue";
            case QUEUE_AGED -> "Lead waits too long";
            case ESCALATED -> "Nobody took this lead";
            case NO_POSSIBLE_OWNER -> "Nobody can take this lead";
            case UNKNOWN -> "Look at this lead";
        };
    }

    private static String sentence(AssignmentAlert alert, String who) {
        return switch (alert.getKind()) {
            case ACCEPT_HALFWAY -> who + " waits for you, and half of the time to accept is over.";
            case ACCEPT_LATE -> who + " waits for you, and 80 % of the time to accept is over.";
            case TOUCH_OVERDUE -> who + " is yours, and nobody has been in touch yet.";
            case QUEUE_AGED -> who + " waits in the queue of your team for too long.";
            case ESCALATED -> "nobody of your team took " + who + ", so it comes to you.";
            case NO_POSSIBLE_OWNER ->
                "nobody in the roster could ever receive " + who + ": reassign it, or change rules or roster.";
            case UNKNOWN -> "please look at " + who + ".";
        };
    }

    private static StringBuilder greeting(Recipient to) {
        String name = PlainText.line(to.name(), LINE);
        return new StringBuilder(name.isEmpty() ? "Hello,\n\n" : "Hello " + name + ",\n\n");
    }

    private static String who(@Nullable String name, @Nullable String company, String leadId) {
        String person = PlainText.line(name, SUBJECT_PART);
        String firm = PlainText.line(company, SUBJECT_PART);
        if (person.isEmpty() && firm.isEmpty()) {
            return "lead " + PlainText.line(leadId, SUBJECT_PART);
        }
        return person.isEmpty() || firm.isEmpty() ? person + firm : person + ", " + firm;
    }

    private static void facts(
            StringBuilder body,
            @Nullable String name,
            @Nullable String company,
            @Nullable String email,
            @Nullable String phone) {
        fact(body, "Name", PlainText.line(name, LINE));
        fact(body, "Company", PlainText.line(company, LINE));
        fact(body, "E-mail", PlainText.line(email, LINE));
        fact(body, "Phone", PlainText.line(phone, LINE));
    }

    private static void fact(StringBuilder body, String label, String value) {
        if (!value.isEmpty()) {
            body.append(label).append(": ").append(value).append('\n');
        }
    }

    private void how(StringBuilder body, String leadId, int offerNumber) {
        body.append('\n');
        if (leadUrl.isEmpty()) {
            body.append("Answer it in your sales tool.\n");
        } else {
            body.append("Answer it here: ")
                    .append(leadUrl.replace("{leadId}", URLEncoder.encode(leadId, StandardCharsets.UTF_8))
                            .replace("{offerNumber}", Integer.toString(offerNumber)))
                    .append('\n');
        }
    }

    private static void end(StringBuilder body, String leadId, int offerNumber, String teamId) {
        body.append("\nLead ").append(PlainText.line(leadId, LINE));
        body.append(", offer ").append(offerNumber);
        body.append(", team ").append(PlainText.line(teamId, LINE)).append('\n');
    }

    private static String time(Instant at, ZoneId zone) {
        return DAY_AND_TIME.format(at.atZone(zone)) + " (" + zone + ")";
    }
}
