// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.notifier.NotifierRecords;
import io.leadstream.schemas.assignment.AlertKind;
import io.leadstream.schemas.rules.Roster;
import io.leadstream.testkit.Fixtures;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipientsTest {

    private static final Roster ROSTER = NotifierRecords.roster(2, "ada@sales.example");

    private final Recipients recipients = new Recipients(null);

    @Test
    void shouldWriteToTheOwnerAtTheNewestAddress() {
        var offer = NotifierRecords.offer("grace@example.com", Fixtures.NOW).build();

        assertThat(recipients.of(offer, ROSTER)).hasValueSatisfying(ada -> {
            assertThat(ada.address().value()).isEqualTo("ada@sales.example");
            assertThat(ada.name()).isEqualTo("Ada Lovelace");
            assertThat(ada.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        });
        assertThat(recipients.of(offer, null)).hasValueSatisfying(ada -> {
            assertThat(ada.address().value()).as("the decision's own").isEqualTo("ada.old@sales.example");
            assertThat(ada.zone()).isEqualTo(ZoneOffset.UTC);
        });
        assertThat(recipients.of(offer, NotifierRecords.roster(3, "no address")))
                .get()
                .extracting(ada -> ada.address().value())
                .isEqualTo("ada.old@sales.example");
    }

    @ParameterizedTest
    @CsvSource({
        "ACCEPT_HALFWAY, ada@sales.example",
        "ACCEPT_LATE, ada@sales.example",
        "TOUCH_OVERDUE, ada@sales.example",
        "QUEUE_AGED, mia@sales.example",
        "ESCALATED, mia@sales.example",
        "NO_POSSIBLE_OWNER, mia@sales.example"
    })
    void shouldWriteToWhoeverCanDoSomethingAboutIt(AlertKind kind, String address) {
        assertThat(to(recipients, kind, "mia")).isEqualTo(Optional.of(address));
    }

    @Test
    void shouldWriteToTheConfiguredAddressWhenTheTeamHasNoManager() {
        Recipients with = new Recipients(MailAddress.of("ops@example.com").orElseThrow());

        assertThat(to(with, AlertKind.QUEUE_AGED, null)).isEqualTo(Optional.of("ops@example.com"));
        assertThat(to(with, AlertKind.ACCEPT_LATE, null)).isEqualTo(Optional.of("ada@sales.example"));
        assertThat(to(recipients, AlertKind.QUEUE_AGED, null)).isEqualTo(Optional.of("ada@sales.example"));
    }

    private static Optional<String> to(Recipients recipients, AlertKind kind, @Nullable String manager) {
        var alert = NotifierRecords.alert("grace@example.com", kind, Fixtures.NOW)
                .setManagerId(manager)
                .build();
        return recipients.of(alert, ROSTER).map(to -> to.address().value());
    }
}
