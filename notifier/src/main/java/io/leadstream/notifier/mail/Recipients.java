// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier.mail;

import io.leadstream.schemas.assignment.AlertKind;
import io.leadstream.schemas.assignment.AssignmentAlert;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.rules.Representative;
import io.leadstream.schemas.rules.Roster;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out who gets a mail: the owner, or for what the owner can't mend, the team's manager. */
final class Recipients {

    private static final Set<AlertKind> FOR_THE_MANAGER =
            EnumSet.of(AlertKind.ESCALATED, AlertKind.QUEUE_AGED, AlertKind.NO_POSSIBLE_OWNER);

    private final @Nullable MailAddress exceptions;

    /** With an address for what has neither manager nor owner. */
    Recipients(@Nullable MailAddress exceptions) {
        this.exceptions = exceptions;
    }

    /**
     * Somebody a mail goes to.
     *
     * @param name what to call them; empty when nobody knows
     * @param zone in which they read times
     */
    record Recipient(String name, MailAddress address, ZoneId zone) {}

    /** The owner of an offer, by the newest address that is known. */
    Optional<Recipient> of(LeadAssignment assignment, @Nullable Roster roster) {
        Optional<Recipient> listed = person(assignment.getRepresentativeId(), roster);
        return listed.isPresent()
                ? listed
                : MailAddress.of(assignment.getRepresentativeEmail())
                        .map(address -> new Recipient("", address, ZoneOffset.UTC));
    }

    /** Whoever can do something about the alert. */
    Optional<Recipient> of(AssignmentAlert alert, @Nullable Roster roster) {
        Optional<Recipient> owner = person(alert.getRepresentativeId(), roster);
        if (!FOR_THE_MANAGER.contains(alert.getKind())) {
            return owner;
        }
        return person(alert.getManagerId(), roster)
                .or(() -> Optional.ofNullable(exceptions).map(address -> new Recipient("", address, ZoneOffset.UTC)))
                .or(() -> owner);
    }

    private static Optional<Recipient> person(@Nullable String id, @Nullable Roster roster) {
        if (id == null || roster == null) {
            return Optional.empty();
        }
        return roster.getRepresentatives().stream()
                .filter(person -> person.getId().equals(id))
                .findFirst()
                .flatMap(person -> MailAddress.of(person.getEmail())
                        .map(address -> new Recipient(person.getName(), address, zone(person))));
    }

    private static ZoneId zone(Representative person) {
        try {
            return ZoneId.of(person.getZone());
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }
}
