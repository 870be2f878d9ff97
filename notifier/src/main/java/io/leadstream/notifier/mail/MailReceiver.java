// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier.mail;

import io.leadstream.notifier.deliver.Notification;
import io.leadstream.notifier.deliver.Outcome;
import io.leadstream.notifier.deliver.Receiver;
import io.leadstream.notifier.mail.Recipients.Recipient;
import io.leadstream.schemas.assignment.AssignmentAlert;
import io.leadstream.schemas.assignment.AssignmentKind;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.notification.Channel;
import io.leadstream.schemas.notification.UndeliveredReason;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes to whoever has to act: owners and managers, by the newest roster. */
public final class MailReceiver implements Receiver {

    private final MailServer server;
    private final RosterFeed rosters;
    private final Recipients recipients;
    private final LetterText texts;
    private final Set<String> kinds;
    private final int concurrency;
    private final Clock clock;

    /**
     * A receiver over one mail server.
     *
     * @param exceptions who gets alerts of teams without a manager; null for nobody
     * @param leadUrl where a lead is found in the sales tool; may be empty
     */
    public MailReceiver(
            MailServer server,
            RosterFeed rosters,
            @Nullable MailAddress exceptions,
            String leadUrl,
            Set<String> kinds,
            int concurrency,
            Clock clock) {
        this.server = server;
        this.rosters = rosters;
        this.recipients = new Recipients(exceptions);
        this.texts = new LetterText(leadUrl);
        this.kinds = Set.copyOf(kinds);
        this.concurrency = concurrency;
        this.clock = clock;
    }

    @Override
    public Channel channel() {
        return Channel.MAIL;
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public String host() {
        return server.host();
    }

    @Override
    public Set<String> kinds() {
        return kinds;
    }

    @Override
    public int concurrency() {
        return concurrency;
    }

    @Override
    public Outcome deliver(Notification notification) {
        if (!rosters.caughtUp()) {
            return new Outcome.Unready("the roster is not read yet");
        }
        if (notification.fact() instanceof LeadAssignment assignment) {
            if (assignment.getRepresentativeId() == null) {
                return Outcome.skipped("it was nobody's");
            }
            if (isOver(assignment)) {
                return new Outcome.Overtaken(
                        UndeliveredReason.EXPIRED, "the offer had ended before a mail could go out");
            }
            Optional<Recipient> to = recipients.of(assignment, rosters.newest());
            return to.isEmpty() ? nobody() : send(notification, to.get(), texts.of(assignment, to.get()));
        }
        if (notification.fact() instanceof AssignmentAlert alert) {
            Optional<Recipient> to = recipients.of(alert, rosters.newest());
            return to.isEmpty() ? nobody() : send(notification, to.get(), texts.of(alert, to.get()));
        }
        return Outcome.skipped("nothing to write about");
    }

    private Outcome send(Notification notification, Recipient to, Letter letter) {
        return server.send(to.address(), letter, notification.id());
    }

    /** Who is asked for something that can't be done any more is only misled. */
    private boolean isOver(LeadAssignment assignment) {
        return assignment.getKind() == AssignmentKind.ASSIGNED
                && assignment.getAcceptBy() != null
                && !assignment.getAcceptBy().isAfter(clock.instant());
    }

    private static Outcome nobody() {
        return new Outcome.Refused(
                UndeliveredReason.NO_RECIPIENT, null, "the roster has nobody with a valid address to write to");
    }
}
